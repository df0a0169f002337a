// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Serves some hundred requests of its own, so that the first real ones do not wait for class loading and the compiler. */
final class WarmUp {
    /** Past the 200 calls after which the client compiler takes a method. */
    private static final int REQUESTS = 500;

    private WarmUp() {}

    static void run() throws IOException {
        var log = new LogWriter(OutputStream.nullOutputStream());
        Settings settings = Settings.of(Behaviour.HEALTHY, List.of(Setting.delay(Duration.ofNanos(1_000))));
        byte[] request = "GET /?id=1 HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.UTF_8);
        try (Door door = Listener.open(Conduct.of(Behaviour.HEALTHY, settings), log);
                var socket = new Socket()) {
            socket.connect(Door.address(door.port()));
            InputStream in = socket.getInputStream();
            for (int i = 0; i < REQUESTS; i++) {
                socket.getOutputStream().write(request);
                readAnswer(in);
            }
        }
    }

    /** The answer to an own request is known: it is over when its body is there. */
    private static void readAnswer(InputStream in) throws IOException {
        byte[] bytes = new byte[1024];
        int size = 0;
        while (!new String(bytes, 0, size, StandardCharsets.UTF_8).endsWith("\r\n\r\n" + Exchange.BODY)) {
            int read = in.read(bytes, size, bytes.length - size);
            if (read < 0) {
                throw new IOException("The server under warm-up closed its connection");
            }
            size += read;
        }
    }
}
