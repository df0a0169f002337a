// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The lines that a server process prints, read by a thread as they come. Thread-safe. */
final class ServerOutput {
    private final List<String> lines = new ArrayList<>();
    private final Thread reader;
    private boolean ended;

    ServerOutput(BufferedReader in) {
        reader = new Thread(() -> readAll(in), "wrk-rude-reader-1");
        reader.setDaemon(true);
        reader.start();
    }

    /** Waits until so many of the lines fulfil the condition; false if the output or the time ends first. */
    synchronized boolean await(Predicate<String> condition, long count, Duration limit) throws InterruptedException {
        long endNs = System.nanoTime() + limit.toNanos();
        int scanned = 0;
        long found = 0;
        while (true) {
            for (; scanned < lines.size(); scanned++) {
                found += condition.test(lines.get(scanned)) ? 1 : 0;
            }
            if (found >= count) {
                return true;
            }
            long leftMillis = (endNs - System.nanoTime()) / 1_000_000;
            if (ended || leftMillis <= 0) {
                return false;
            }
            wait(leftMillis);
        }
    }

    /** Waits until the output has ended; false if the time ends first. */
    synchronized boolean awaitEnd(Duration limit) throws InterruptedException {
        long endNs = System.nanoTime() + limit.toNanos();
        while (!ended) {
            long leftMillis = (endNs - System.nanoTime()) / 1_000_000;
            if (leftMillis <= 0) {
                return false;
            }
            wait(leftMillis);
        }
        return true;
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    private void readAll(BufferedReader in) {
        try (in) {
            String line = in.readLine();
            while (line != null) {
                add(line);
                line = in.readLine();
            }
        } catch (IOException e) {
            add("The output could not be read: " + e);
        } finally {
            end();
        }
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }
}
