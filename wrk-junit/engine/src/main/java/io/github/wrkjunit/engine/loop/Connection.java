// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.loop;

import io.github.wrkjunit.engine.http.BodyBudget;
import io.github.wrkjunit.engine.http.ResponseParser;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One slot of a thread's connections and the request that it carries. Confined to its worker thread. */
final class Connection {

    enum State {
        CLOSED,
        CONNECTING,
        IDLE,
        BUSY
    }

    final int slot;
    final ResponseParser parser;
    State state = State.CLOSED;

    // position in the list of its state
    @Nullable
    Connection previous;

    @Nullable
    Connection next;

    // while connecting
    int firstAddress;
    int triedAddresses;

    /** When the attempt, the idleness or the request began. */
    long sinceNs;

    /** When the connection was opened. */
    long openedNs;

    /** Whether the server has sent something before any request. */
    boolean spokeFirst;

    // the request
    int operation;
    long intendedOffsetNs;

    /** How long it waited for this connection, and how late the generator itself was after that. */
    long waitedNs;

    long lagNs;

    @Nullable
    ByteBuffer unsent;

    private @Nullable ByteBuffer copy;

    Connection(int slot, @Nullable BodyBudget bodies) {
        this.slot = slot;
        parser = new ResponseParser(bodies);
    }

    /** Keeps what the socket did not take; the source may reuse its buffer. */
    void keepUnsent(ByteBuffer rest) {
        ByteBuffer kept = copy;
        if (kept == null || kept.capacity() < rest.remaining()) {
            kept = ByteBuffer.allocateDirect(rest.remaining());
            copy = kept;
        }
        kept.clear();
        kept.put(rest).flip();
        unsent = kept;
    }
}
