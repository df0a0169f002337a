// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Stands between a client and the API server, and cuts or freezes the connections. */
final class CutProxy implements AutoCloseable {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition thawed = lock.newCondition();
    private final ServerSocket server;
    private final URI target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Socket> frozen = ConcurrentHashMap.newKeySet();
    private volatile boolean refusing;

    CutProxy(URI target) throws IOException {
        this.target = target;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        thread(this::accept);
    }

    /** What a kubeconfig names instead of the API server. */
    String url() {
        return "https://127.0.0.1:" + server.getLocalPort();
    }

    /** Ends all connections. */
    void cut() {
        open.forEach(CutProxy::close);
    }

    /** As a server that is down: ends all connections and takes no new ones, or takes them again. */
    void refuse(boolean refuse) {
        refusing = refuse;
        cut();
    }

    /** As a network that has lost its state: nothing moves any more on the connections that are there, and nobody is told. */
    void freeze() {
        frozen.addAll(open);
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
        lock.lock();
        try {
            frozen.clear();
            thawed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                if (refusing) {
                    client.close();
                    continue;
                }
                Socket up = new Socket(target.getHost(), target.getPort());
                open.add(client);
                open.add(up);
                thread(() -> pump(client, up));
                thread(() -> pump(up, client));
            } catch (IOException e) {
                // closed, or the server is down
            }
        }
    }

    private void pump(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] buffer = new byte[8192];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                awaitThaw(from);
                out.write(buffer, 0, length);
            }
        } catch (IOException | InterruptedException e) {
            // cut
        } finally {
            close(from);
            close(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private void awaitThaw(Socket socket) throws InterruptedException {
        lock.lock();
        try {
            while (frozen.contains(socket)) {
                thawed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private static void thread(Runnable task) {
        Thread thread = new Thread(task, "cut-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is
        }
    }
}
