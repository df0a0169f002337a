// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wrkjunit.report.export.EventNonce;
import io.github.wrkjunit.report.export.EventReader;
import io.github.wrkjunit.runtime.EngineArguments;
import io.github.wrkjunit.runtime.Worker;
import io.github.wrkjunit.runtime.WorkerListener;
import io.github.wrkjunit.runtime.WorkloadException;
import io.github.wrkjunit.spec.Durations;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One process. Its standard input is its lifeline: a line is an order, the end of the stream is the end of its parent, and
 * then it ends as well. Thread-safe.
 */
final class LocalWorker implements Worker {

    /** Longer than a stream takes to end that nobody else holds. */
    private static final Duration AT_ONCE = Duration.ofMillis(500);

    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    /** As the event writer writes them; no line without the nonce is an event. */
    private static final String ARMED = "\"event\":\"armed\"";

    /** Of a program that prints no events: nothing that its script prints is one. */
    private static final EventNonce UNKNOWN = EventNonce.random();

    private static final String END = "\"event\":\"end\"";

    private final ProcessBuilder builder;
    private final Optional<EventNonce> nonce;
    private final List<String> hiddenWords;
    private final int index;
    private final WorkerListener listener;
    private final ExecutorService writer;
    private final Strays strays = new Strays();
    private final CountDownLatch armedOrEnded = new CountDownLatch(1);
    private final CountDownLatch told = new CountDownLatch(2);
    private volatile @Nullable Process process;
    private volatile boolean armed;
    private volatile boolean closed;
    private volatile boolean ended;
    private volatile boolean deaf;

    /**
     * A worker that is not launched yet.
     *
     * @param nonce what the program's events carry, and its first order; empty for a program that knows no orders
     * @param hiddenWords words of its command line that are its second line of input; none are written if it is empty
     */
    LocalWorker(
            ProcessBuilder builder,
            Optional<EventNonce> nonce,
            List<String> hiddenWords,
            int index,
            WorkerListener listener) {
        this.builder = builder;
        this.nonce = nonce;
        this.hiddenWords = hiddenWords;
        this.index = index;
        this.listener = listener;
        this.writer = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> {
                    Thread thread = new Thread(task, "wrk-orders-" + index);
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy()); // after close() nobody has orders for it
    }

    /** Starts the process and the threads that read what it prints. */
    synchronized void launch() {
        if (closed || process != null) {
            return;
        }
        Process started;
        try {
            strays.mark(builder.environment());
            started = builder.start();
        } catch (IOException e) {
            throw new WorkloadException(
                    "The process " + builder.command().get(0) + " could not be started: " + e.getMessage() + ". Set "
                            + LocalRuntimeProvider.JAVA + " to a java command of version 17 or later.",
                    e);
        }
        process = started;
        read("output", started.getInputStream(), this::output);
        read("error", started.getErrorStream(), listener::error);
        nonce.ifPresent(word -> order(word.value())); // on no command line and in no environment that others may read
        if (!hiddenWords.isEmpty()) {
            write(EngineArguments.line(hiddenWords));
        }
    }

    @Override
    public void awaitArmed(Duration limit) throws InterruptedException {
        if (nonce.isEmpty()) {
            return; // it does not tell
        }
        await(armedOrEnded, limit, "did not get ready");
        if (!armed) {
            throw new WorkloadException(name() + " ended before it was ready, with exit code " + awaitExit(LAST_WORDS)
                    + ". Look at its raw output.");
        }
    }

    @Override
    public void begin() {
        order("start");
    }

    @Override
    public void stop() {
        order("stop");
    }

    @Override
    public boolean mark(int number) {
        if (nonce.isPresent()) {
            order("mark " + number);
        }
        return nonce.isPresent();
    }

    @Override
    public int awaitExit(Duration limit) throws InterruptedException {
        Process running = process;
        if (running == null) {
            throw new WorkloadException(name() + " was closed before it began. Start the load again.");
        }
        if (!running.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new WorkloadException(name() + " did not end within " + Durations.readable(limit)
                    + ". Look at its raw output, or raise wrk.deadline.grace.");
        }
        awaitOutput();
        return running.exitValue();
    }

    /**
     * Waits until all is read that the process has printed. That is not the end of the stream: what a script has left running in
     * the background holds it open. Such processes are ended; one that escapes even this is not listened to any more.
     */
    private void awaitOutput() throws InterruptedException {
        if (told.await(AT_ONCE.toMillis(), TimeUnit.MILLISECONDS)) {
            strays.end(); // those that have closed the stream
            return;
        }
        if (strays.end()) {
            listener.note(name() + " had ended, and processes that it has started had not: they were ended.");
        }
        boolean complete = ended || nonce.isEmpty(); // one that tells no end has ended all the same
        if (!told.await(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS) && !complete) {
            throw new WorkloadException(name() + " has ended and its output has not within "
                    + Durations.readable(LAST_WORDS) + ". Look at its raw output; is the machine overloaded?");
        }
        deaf = true;
    }

    @Override
    public synchronized void close() {
        closed = true;
        writer.shutdown();
        Process running = process;
        if (running != null) {
            // a command may be a shell around the program
            List<ProcessHandle> below = running.descendants().toList();
            running.destroyForcibly();
            below.forEach(ProcessHandle::destroyForcibly);
            strays.end();
        }
    }

    private void output(String printed) {
        String line = nonce.orElse(UNKNOWN).admitted(printed);
        if (nonce.isPresent() && EventReader.isEvent(line)) {
            if (!armed && line.contains(ARMED)) {
                armed = true;
                armedOrEnded.countDown();
            } else if (line.contains(END)) {
                ended = true;
                closeOrders();
            }
        }
        listener.output(line);
    }

    /** It has let its lifeline go, and ends at once when no thread of it is in a read. */
    private void closeOrders() {
        Process running = process;
        try {
            if (running != null) {
                running.getOutputStream().close();
            }
        } catch (IOException e) {
            // it has ended already
        }
    }

    private void order(String word) {
        write(word + "\n");
    }

    /** In the order of the calls, by a thread that may wait for a process that does not read. */
    private void write(String line) {
        Process running = process;
        if (running == null || closed) {
            return;
        }
        writer.execute(() -> {
            try {
                running.getOutputStream().write(line.getBytes(UTF_8));
                running.getOutputStream().flush();
            } catch (IOException e) {
                // it has ended; awaitExit() and what it has printed tell why
            }
        });
    }

    private void read(String what, InputStream stream, Consumer<String> lines) {
        Thread thread = new Thread(
                () -> {
                    try {
                        WorkerStream.readToEnd(
                                stream,
                                line -> {
                                    if (!deaf) {
                                        lines.accept(line);
                                    }
                                },
                                problem -> notRead(what, problem));
                    } finally {
                        told.countDown();
                        armedOrEnded.countDown();
                    }
                },
                "wrk-" + what + "-" + index);
        thread.setDaemon(true);
        thread.start();
    }

    private void notRead(String what, Exception problem) {
        if (!closed && !deaf) {
            listener.error(name() + ": its " + what + " could not be read to the end: " + problem.getMessage());
        }
    }

    private void await(CountDownLatch latch, Duration limit, String otherwise) throws InterruptedException {
        if (!latch.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new WorkloadException(name() + " " + otherwise + " within " + Durations.readable(limit)
                    + ". Look at its raw output; is the machine overloaded?");
        }
    }

    private String name() {
        return "Worker " + index;
    }
}
