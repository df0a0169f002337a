// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** A well-behaved server that counts what it was asked, by method and path. */
final class CountingServer implements AutoCloseable {

    /** A path that is answered 503, after 60 ms. */
    static final String FAILS = "/fails";

    private final HttpServer server;
    private final ExecutorService pool = Executors.newFixedThreadPool(8);
    private final Map<String, Long> counts = new ConcurrentHashMap<>();

    CountingServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(pool);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    private void answer(HttpExchange exchange) throws IOException {
        counts.merge(
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath(), 1L, Long::sum);
        exchange.getRequestBody().readAllBytes();
        boolean fails = exchange.getRequestURI().getPath().equals(FAILS);
        if (fails) {
            LockSupport.parkNanos(60_000_000);
        }
        exchange.sendResponseHeaders(fails ? 503 : 200, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        pool.shutdownNow();
    }
}
