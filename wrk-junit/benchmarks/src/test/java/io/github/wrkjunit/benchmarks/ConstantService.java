// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A service in a process of its own that answers every request after the same time. */
final class ConstantService implements AutoCloseable {

    private static final byte[] ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(US_ASCII);

    private static final AtomicLong FIRST = new AtomicLong(Long.MAX_VALUE);
    private static final AtomicLong LAST = new AtomicLong();

    private final Process process;
    private final BufferedReader lines;
    private final String url;

    ConstantService(Duration delay) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ConstantService.class.getName(),
                        Long.toString(delay.toNanos()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        lines = new BufferedReader(new InputStreamReader(process.getInputStream(), US_ASCII));
        url = "http://127.0.0.1:" + lines.readLine() + "/";
    }

    /** When the first request came and when the last answer left, by the service's own clock, since the last call. */
    Seen seen() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        String[] millis = lines.readLine().split(" ", -1);
        return new Seen(
                Instant.ofEpochMilli(Long.parseLong(millis[0])), Instant.ofEpochMilli(Long.parseLong(millis[1])));
    }

    /** What the service has seen of a load. */
    record Seen(Instant firstRequest, Instant lastAnswer) {}

    String url() {
        return url;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** The process: prints its port, ends with its standard input. */
    public static void main(String[] arguments) throws IOException {
        long delayNs = Long.parseLong(arguments[0]);
        ServerSocket listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        System.out.println(listener.getLocalPort());
        thread(() -> {
            while (true) {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                thread(() -> serve(socket, delayNs));
            }
        });
        while (System.in.read() >= 0) { // the end of the stream is the end of the parent
            System.out.println(FIRST.getAndSet(Long.MAX_VALUE) + " " + LAST.getAndSet(0));
        }
        System.exit(0);
    }

    private interface Body {
        void run() throws IOException;
    }

    private static void thread(Body body) {
        Thread thread = new Thread(() -> {
            try {
                body.run();
            } catch (IOException e) {
                // the connection has ended
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** Requests have no body: each ends with an empty line. */
    private static void serve(Socket socket, long delayNs) throws IOException {
        InputStream in = socket.getInputStream();
        OutputStream out = socket.getOutputStream();
        byte[] buffer = new byte[8192];
        int matched = 0;
        for (int length = in.read(buffer); length > 0; length = in.read(buffer)) {
            for (int i = 0; i < length; i++) {
                matched = buffer[i] == (matched % 2 == 0 ? '\r' : '\n') ? matched + 1 : buffer[i] == '\r' ? 1 : 0;
                if (matched == 4) {
                    matched = 0;
                    FIRST.accumulateAndGet(System.currentTimeMillis(), Math::min);
                    long dueNs = System.nanoTime() + delayNs;
                    for (long leftNs = delayNs; leftNs > 0; leftNs = dueNs - System.nanoTime()) {
                        LockSupport.parkNanos(leftNs);
                    }
                    out.write(ANSWER);
                    LAST.accumulateAndGet(System.currentTimeMillis(), Math::max);
                }
            }
        }
    }
}
