// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import io.github.wrkjunit.report.text.OutputLines;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Follows the log of a container from its start on a thread of its own, and keeps what it has read: the log itself is rotated,
 * and gone with its pod. A stream that was cut is opened again where it ended. Thread-safe.
 */
final class PodLog implements AutoCloseable {

    /** After a stream that was cut, the container's end may still be on its way. */
    private static final Duration NEWS_LIMIT = Duration.ofMillis(1_500);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final int MOST_FAILURES_AFTER_END = 5;

    private final Source source;
    private final ContainerEnd end;
    private final Consumer<String> lines;
    private final Consumer<Optional<String>> atEnd;
    private final LongSupplier clock;
    private final LogLines stamps = new LogLines();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private final AtomicReference<@Nullable InputStream> open = new AtomicReference<>();
    private volatile long readNs;
    private String problem = "";

    /** Opens the log. */
    @FunctionalInterface
    interface Source {

        /**
         * Opens it from this moment on, from the container's start if there is none.
         *
         * @throws LogGoneException if there is no such log any more
         */
        InputStream open(Optional<String> since) throws IOException;
    }

    /** Knows whether the container has ended. */
    interface ContainerEnd {

        boolean isKnown();

        /** Waits for it, no longer than the limit. */
        void await(Duration limit) throws InterruptedException;
    }

    /** A log that is gone with its pod. */
    static final class LogGoneException extends IOException {

        private static final long serialVersionUID = 1L;

        LogGoneException(String message) {
            super(message);
        }
    }

    /**
     * Tells each line to {@code lines}, then {@code atEnd} what is missing of it, in a whole sentence; empty if nothing. The
     * clock tells nanoseconds.
     */
    PodLog(
            String threadName,
            Source source,
            ContainerEnd end,
            Consumer<String> lines,
            Consumer<Optional<String>> atEnd,
            LongSupplier clock) {
        this.source = source;
        this.end = end;
        this.lines = lines;
        this.atEnd = atEnd;
        this.clock = clock;
        this.readNs = clock.getAsLong();
        this.thread = new Thread(this::follow, threadName);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** How long nothing has come of it. */
    Duration silence() {
        return Duration.ofNanos(clock.getAsLong() - readNs);
    }

    /** Opens it again: a connection may have died without a word. */
    void reopen() {
        InputStream stream = open.get();
        if (stream != null) {
            close(stream);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
        reopen();
    }

    private static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            // whoever reads it is told
        }
    }

    private void follow() {
        try {
            readToEnd();
        } catch (InterruptedException e) {
            // closed: nobody wants the rest
        } catch (RuntimeException e) { // a defect, which must not look like the end of the log
            problem = "The pod's log could not be read: " + e + ".";
        } finally {
            atEnd.accept(Optional.of(problem).filter(text -> !text.isEmpty()));
        }
    }

    private void readToEnd() throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        int failuresAfterEnd = 0;
        String unfinished = "";
        // a pod goes when its log's stream has ended in order, with all lines (KUBERNETES.md c.1)
        boolean whole = false;
        while (closing.getCount() > 0) {
            boolean over = end.isKnown();
            try {
                String last = read();
                whole = true;
                if (over || end.isKnown()) {
                    tell(last);
                    return;
                }
                unfinished = last; // comes again, whole
                end.await(NEWS_LIMIT); // then once more: the stream may have been cut just before the container's end
                pause = FIRST_PAUSE;
            } catch (LogGoneException e) {
                tell(unfinished);
                if (!whole && problem.isEmpty()) {
                    problem = stamps.since().isEmpty()
                            ? "The pod's log could not be read, as it is gone with its pod: " + e.getMessage() + "."
                            : "The pod's log is gone with its pod, so its last lines may be missing: " + e.getMessage()
                                    + ".";
                }
                return;
            } catch (IOException e) {
                whole = false;
                if (over && ++failuresAfterEnd == MOST_FAILURES_AFTER_END) {
                    problem = "The pod's log could not be read to its end: " + e.getMessage() + ".";
                    return;
                }
                if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    /** Reads to the end of the stream, and returns the last line if it has no line break. */
    private String read() throws IOException {
        InputStream stream = noticed(new ReadAhead(source.open(stamps.since()), thread.getName() + "-ahead"));
        stamps.again();
        try {
            open.set(stream);
            OutputLines output = new OutputLines(stream, OutputLines.LONGEST_EVENT_BYTES);
            for (String line = output.next(); line != null; line = output.next()) {
                if (output.isUnfinished()) {
                    return line;
                }
                tell(line);
            }
            return "";
        } finally {
            open.set(null);
            close(stream);
        }
    }

    /** Whatever comes ends the silence, be it a part of a line. */
    private InputStream noticed(InputStream stream) {
        return new FilterInputStream(stream) {
            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                int count = super.read(bytes, from, length);
                readNs = count < 0 ? readNs : clock.getAsLong();
                return count;
            }
        };
    }

    private void tell(String line) {
        Optional<String> text = stamps.text(line);
        if (text.isEmpty()) {
            return;
        }
        if (stamps.hasGap() && problem.isEmpty()) {
            problem = "The pod's log was cut and rotated at once, so lines of it may be missing.";
        }
        lines.accept(text.get());
    }
}
