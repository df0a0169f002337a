// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Standard input as the parent's lifeline: the line {@code start} begins the load, {@code mark 1} sets a mark in it, {@code stop} ends
 * it early, and the end
 * of the stream means that the parent is gone: then the process halts, because nobody is left to read its report and a load
 * without an owner must not go on. Once it is let go, the end of the stream means nothing: the parent closes it when it has
 * the report, because a JVM waits for a third of a second before it ends while a thread of it is in a read. Thread-safe.
 */
final class Lifeline {

    private static final String MARK = "mark ";

    private final CountDownLatch begun = new CountDownLatch(1);
    private final InputStream orders;
    private final Runnable halt;
    private volatile Runnable stop = () -> {};
    private final List<Integer> early = new ArrayList<>();
    private @Nullable IntConsumer mark;
    private volatile boolean stopped;
    private volatile boolean letGo;

    Lifeline(InputStream orders, Runnable halt) {
        this.orders = orders;
        this.halt = halt;
    }

    /** Begins to listen, on a thread of its own, which it gives. */
    Thread listen() {
        Thread thread = new Thread(this::read, "wrk-lifeline-1");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Waits for the word to begin; false if the load was stopped before. */
    boolean awaitStart() throws InterruptedException {
        begun.await();
        return !stopped;
    }

    /** Sets what stops the load from now on; done at once if it was stopped before. */
    void onStop(Runnable stop) {
        this.stop = stop;
        if (stopped) {
            stop.run();
        }
    }

    /** Sets what sets marks from now on; those that were asked for before are set at once. */
    synchronized void onMark(IntConsumer mark) {
        this.mark = mark;
        early.forEach(mark::accept);
        early.clear();
    }

    private synchronized void mark(String number) {
        int wanted;
        try {
            wanted = Integer.parseInt(number);
        } catch (NumberFormatException e) {
            return; // no order of this version
        }
        if (mark == null) {
            early.add(wanted);
        } else {
            mark.accept(wanted);
        }
    }

    /** The load is over: from here on the process ends by itself. */
    void letGo() {
        letGo = true;
    }

    private void read() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(orders, UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.equals("start")) {
                    begun.countDown();
                } else if (line.equals("stop")) {
                    stopped = true;
                    begun.countDown();
                    stop.run();
                } else if (line.startsWith(MARK)) {
                    mark(line.substring(MARK.length()));
                }
            }
        } catch (IOException e) {
            // a broken lifeline is a parent that is gone
        }
        if (!letGo) {
            halt.run();
        }
    }
}
