// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.Executors;

/** A service for clusters: this very class, in a ConfigMap, run by an image that has a Java runtime. */
final class Shop {

    static final String URL = "http://shop:8080";

    private static final int PORT = 8080;

    private Shop() {}

    /** What the pod runs; of this class alone, as no other is in the ConfigMap. */
    public static void main(String[] arguments) throws IOException {
        byte[] answer = "ok".getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(PORT), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    /** Writes its manifest into the folder, with pods of this image. */
    static Path manifest(Path folder, String image) throws IOException {
        try (InputStream bytes = Shop.class.getResourceAsStream("Shop.class");
                InputStream yaml = Shop.class.getResourceAsStream("shop.yaml")) {
            if (bytes == null || yaml == null) {
                throw new IOException("Shop.class or shop.yaml is not beside the tests");
            }
            String text = new String(yaml.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("CLASS_FILE", Base64.getEncoder().encodeToString(bytes.readAllBytes()))
                    .replace("IMAGE", image);
            return Files.writeString(folder.resolve("shop.yaml"), text);
        }
    }
}
