// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.loop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A real server on loopback with a thread for each connection; keeps the request lines that it received. Thread-safe. */
final class RudeSocketServer implements AutoCloseable {

    /** What becomes of a request, whose number counts from 1. Returns whether the connection goes on. */
    interface Behaviour {
        boolean answer(int number, int onConnection, Socket socket, OutputStream out) throws IOException;
    }

    private final ServerSocket listening;
    private final Behaviour behaviour;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    final List<String> received = new CopyOnWriteArrayList<>();

    RudeSocketServer(Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        listening = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
        daemon("rude-accept", this::accept);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    int connections() {
        return connections.get();
    }

    static void ok(OutputStream out) throws IOException {
        out.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                sockets.add(socket);
                daemon("rude-" + connections.incrementAndGet(), () -> serve(socket));
            } catch (IOException e) {
                return; // closed by the test
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            StringBuilder request = new StringBuilder();
            int onConnection = 0;
            for (int b = in.read(); b >= 0; b = in.read()) {
                request.append((char) b);
                if (request.indexOf("\r\n\r\n") >= 0) {
                    received.add(request.substring(0, request.indexOf(" HTTP")));
                    request.setLength(0);
                    if (!behaviour.answer(requests.incrementAndGet(), ++onConnection, socket, out)) {
                        return;
                    }
                }
            }
        } catch (IOException e) {
            // the client has gone
        }
    }

    private static void daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }
}
