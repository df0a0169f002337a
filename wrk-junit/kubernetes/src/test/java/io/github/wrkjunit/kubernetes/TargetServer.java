// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** What loads are offered to in a pod of its own: answers every request with 200. */
final class TargetServer {

    static final int PORT = 8080;

    /** Where it tells how many other requests it has had. */
    static final String COUNT = "/count";

    private TargetServer() {}

    public static void main(String[] arguments) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(PORT), 0);
        AtomicLong requests = new AtomicLong();
        server.createContext("/", exchange -> {
            boolean counts = exchange.getRequestURI().getPath().equals(COUNT);
            byte[] body = Long.toString(counts ? requests.get() : requests.incrementAndGet())
                    .getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.setExecutor(Executors.newFixedThreadPool(8));
        server.start();
    }
}
