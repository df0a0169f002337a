// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Accepts connections and gives each a thread. Thread-safe. */
final class Listener implements Door {
    private static final int BACKLOG = 1024;
    private static final long JOIN_LIMIT_MILLIS = 2_000;

    private final ServerSocket server;
    private final int port;
    private final Conduct conduct;
    private final LogWriter log;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Thread acceptor = new Thread(this::acceptAll, "wrk-rude-acceptor-1");
    private volatile boolean dead;
    private volatile boolean stopped;
    private @Nullable RefusingPort grave;

    private Listener(ServerSocket server, Conduct conduct, LogWriter log) {
        this.server = server;
        this.port = server.getLocalPort();
        this.conduct = conduct;
        this.log = log;
    }

    static Listener open(Conduct conduct, LogWriter log) throws IOException {
        var server = new ServerSocket();
        server.bind(Door.address(0), BACKLOG);
        var listener = new Listener(server, conduct, log);
        listener.acceptor.setDaemon(true);
        listener.acceptor.start();
        return listener;
    }

    @Override
    public int port() {
        return port;
    }

    /** Refuses new connections from now on, then resets all that are there. */
    void die() {
        try {
            synchronized (this) {
                if (stopped) {
                    return;
                }
                dead = true;
                server.close();
            }
            // The kernel keeps the port open until the system call of the acceptor has returned.
            acceptor.join(JOIN_LIMIT_MILLIS);
            synchronized (this) {
                if (!stopped) {
                    grave = RefusingPort.reserve(port);
                }
            }
            connections.forEach(connection -> connection.cut(true));
        } catch (IOException e) {
            throw new UncheckedIOException("Port " + port + " does not refuse as it should", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What became of a request whose connection ended before it had an answer. */
    Deed deedOnCut() {
        if (dead) {
            return Deed.RESET;
        }
        return stopped ? Deed.UNFINISHED : Deed.ABANDONED;
    }

    void forget(Connection connection) {
        connections.remove(connection);
    }

    /** Ends everything and waits until all threads have written their last line. */
    @Override
    public void close() {
        try {
            synchronized (this) {
                stopped = true;
                server.close();
                if (grave != null) {
                    grave.close();
                }
            }
            acceptor.join(JOIN_LIMIT_MILLIS);
            List<Connection> left = List.copyOf(connections);
            left.forEach(connection -> connection.cut(false));
            for (Connection connection : left) {
                connection.join(JOIN_LIMIT_MILLIS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void acceptAll() {
        for (long number = 1; !server.isClosed(); number++) {
            try {
                accepted(number, server.accept());
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException("Connection " + number + " could not be accepted", e);
                }
            }
        }
    }

    private synchronized void accepted(long number, Socket socket) throws IOException {
        var connection = new Connection(number, socket, this, conduct, log);
        connections.add(connection);
        if (dead || stopped) {
            // Accepted in the very moment of the end: too late to be among those that were cut.
            connection.cut(dead);
        }
        connection.start();
    }
}
