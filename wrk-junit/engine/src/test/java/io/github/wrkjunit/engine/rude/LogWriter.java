// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Writes what a server sees, one line an event and one write a line, so that a kill loses nothing that was written.
 *
 * <p>Times are microseconds since the epoch that advance with the monotonic clock. Thread-safe; {@link ServerLogParser}
 * reads the lines.
 */
final class LogWriter {
    private final OutputStream out;
    private final long startNs = System.nanoTime();
    private final long startUs = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
    private long lastSequence;

    /** Writes to a stream that does not buffer. */
    LogWriter(OutputStream out) {
        this.out = out;
    }

    void port(int port) {
        line("port " + port);
    }

    void accepted(long connection) {
        line("accepted " + connection + " " + nowUs());
    }

    /** Numbers the request and logs it, in one step: the log is in the order of the numbers. */
    synchronized long received(long connection, int index, long receivedNs, RequestHead head) {
        long sequence = ++lastSequence;
        String id = head.id().isEmpty() ? "-" : RequestLine.of(head.id()).text().replace(' ', '+');
        line("received " + sequence + " " + connection + " " + index + " " + us(receivedNs) + " " + id + " "
                + head.line().text());
        return sequence;
    }

    /** Logs the end of a request, with the status of its answer or 0. */
    void done(long sequence, Deed deed, int status) {
        line("done " + sequence + " " + nowUs() + " " + deed + " " + status);
    }

    void ended(long connection, int requests, int partialBytes) {
        line("ended " + connection + " " + nowUs() + " " + requests + " " + partialBytes);
    }

    void stopped() {
        line("stopped");
    }

    private long nowUs() {
        return us(System.nanoTime());
    }

    private long us(long nanoTime) {
        return startUs + (nanoTime - startNs) / 1_000;
    }

    private synchronized void line(String line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The reader of the log is gone", e);
        }
    }
}
