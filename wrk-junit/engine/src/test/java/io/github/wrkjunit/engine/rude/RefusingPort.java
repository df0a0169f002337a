// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;

/**
 * A port on which nothing listens and nobody else can: a socket that is bound and no more.
 *
 * <p>A port that is merely free is not the same. Another process may get it, and a client that connects to it may even get
 * it as its own local port and so be connected with itself. The kernel never chooses a port that is bound.
 */
final class RefusingPort implements Door {
    private final Socket socket;

    private RefusingPort(Socket socket) {
        this.socket = socket;
    }

    /** Reserves this port, which a listener may have had before, or any free one for 0. */
    static RefusingPort reserve(int port) throws IOException {
        var socket = new Socket();
        // Connections that the listener had may still be in TIME_WAIT. Without need not so: whoever sets it too, as
        // each
        // ServerSocket does, could then ask for this very port and get it.
        socket.setReuseAddress(port != 0);
        socket.bind(Door.address(port));
        return new RefusingPort(socket);
    }

    @Override
    public int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
