// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.loop;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * The network as a thread sees it: connections are slots, numbered from 0, and nothing blocks or throws; what goes wrong is a
 * result. Confined to its worker thread.
 */
interface Wire {

    /** The server has ended the connection in order. */
    int END = -1;

    /** The connection is broken. */
    int BROKEN = -2;

    /** How an attempt to connect stands. */
    enum Connect {
        /** The connection is open. */
        DONE,
        /** The slot will become ready. */
        PENDING,
        /** No connection; the slot is closed. */
        FAILED
    }

    /** Starts to connect a closed slot. */
    Connect connect(int slot, InetSocketAddress address);

    /** Asks how the attempt of a slot that became ready stands. */
    Connect finishConnect(int slot);

    /** Reads what has come; 0 if nothing has, else the number of bytes, {@link #END} or {@link #BROKEN}. */
    int read(int slot, byte[] into);

    /** Writes what fits; the number of bytes or {@link #BROKEN}. */
    int write(int slot, ByteBuffer from);

    /** Whether the slot shall become ready when more can be written. */
    void wantWrite(int slot, boolean want);

    /** Closes a slot, whatever its state. */
    void close(int slot);

    /** What the last {@link Connect#FAILED} was caused by. */
    String lastFailure();
}
