// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.loop;

import io.github.wrkjunit.engine.measure.RunTally;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Adds up what the threads finish, and tells the listener once a second. Confined to the reporting thread until its end, except
 * {@link #mark}.
 */
final class Reporter implements Runnable {

    private static final long SECOND_NS = 1_000_000_000L;

    /** Behind each second, so that the threads have handed it over. */
    private static final long DELAY_NS = 50_000_000L;

    private static final long GLANCE_NS = 5_000_000L;

    private final RunTally tally;
    private final LoadListener listener;
    private final StartGate gate;
    private final CountDownLatch running;
    private final NanoClock clock;
    private final List<Integer> early = new ArrayList<>();
    private boolean started;

    Reporter(RunTally tally, LoadListener listener, StartGate gate, CountDownLatch running, NanoClock clock) {
        this.tally = tally;
        this.listener = listener;
        this.gate = gate;
        this.running = running;
        this.clock = clock;
    }

    /** The sums; complete after the thread's end. */
    RunTally tally() {
        return tally;
    }

    /** Sets a mark, or notes that it is wanted at the clock's start; thread-safe. */
    synchronized void mark(int number) {
        if (started) {
            tally.mark(number, () -> clock.nanoTime() - gate.startNs(), listener::marked);
        } else {
            early.add(number);
        }
    }

    private synchronized void start() {
        started = true;
        listener.started(gate.startEpochMicros());
        early.forEach(number -> tally.mark(number, () -> 0, listener::marked));
    }

    @Override
    public void run() {
        long nextNs = 0;
        boolean ended = false;
        while (!ended) {
            try {
                ended = running.await(started ? nextNs - clock.nanoTime() : GLANCE_NS, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(
                        "The reporting thread was interrupted, which nothing in the engine does.", e);
            }
            if (!started && gate.isOpen()) {
                nextNs = gate.startNs() + DELAY_NS;
                start();
            }
            if (started) {
                tally.drain(listener::finished);
                tally.tell(listener, ended);
                nextNs += SECOND_NS * Math.max(1, (clock.nanoTime() - nextNs) / SECOND_NS + 1);
            }
        }
    }
}
