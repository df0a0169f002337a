// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A port that swallows SYNs: it listens with a backlog of one, its own connections fill that, and nobody accepts.
 *
 * <p>Linux admits one connection more than the backlog (sk_acceptq_is_full in include/net/sock.h) and drops each further
 * SYN (tcp_conn_request in net/ipv4/tcp_input.c): a client's connect neither succeeds nor fails until its own time limit.
 * Other kernels may refuse instead, and the check in {@link #open} then says so.
 */
final class FullBacklog implements Door {
    private static final int BACKLOG = 1;
    private static final int MOST_FILLERS = 16;
    /** A connect on loopback is over within the system call, so that one that takes this long was not admitted. */
    private static final int CONNECT_LIMIT_MILLIS = 250;

    private final ServerSocket server;
    private final List<Socket> fillers;

    private FullBacklog(ServerSocket server, List<Socket> fillers) {
        this.server = server;
        this.fillers = fillers;
    }

    static FullBacklog open() throws IOException {
        var server = new ServerSocket();
        server.bind(Door.address(0), BACKLOG);
        var fillers = new ArrayList<Socket>();
        while (fillers.size() < MOST_FILLERS) {
            var filler = new Socket();
            try {
                filler.connect(server.getLocalSocketAddress(), CONNECT_LIMIT_MILLIS);
                fillers.add(filler);
            } catch (SocketTimeoutException full) {
                filler.close();
                return new FullBacklog(server, fillers);
            }
        }
        throw new IOException("A backlog of " + BACKLOG + " on port " + server.getLocalPort() + " is not full after "
                + MOST_FILLERS + " connections. Leave BLACK_HOLE_SYN out on this operating system.");
    }

    @Override
    public int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() {
        try {
            for (Socket filler : fillers) {
                filler.close();
            }
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
