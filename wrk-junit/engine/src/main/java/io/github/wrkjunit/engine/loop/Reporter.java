// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.loop;

import io.github.wrkjunit.engine.measure.RunTally;
import io.github.wrkjunit.engine.measure.ThreadMeasures;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Adds up what the threads finish, and tells the listener once a second. Confined to the reporting thread until its end. */
final class Reporter implements Runnable {

    private static final long INTERVAL_MILLIS = 1000;
    private static final long GLANCE_MILLIS = 5;

    private final RunTally tally;
    private final LoadListener listener;
    private final StartGate gate;
    private final CountDownLatch running;

    Reporter(List<ThreadMeasures> threads, LoadListener listener, StartGate gate, CountDownLatch running) {
        tally = new RunTally(threads);
        this.listener = listener;
        this.gate = gate;
        this.running = running;
    }

    /** The sums; complete after the thread's end. */
    RunTally tally() {
        return tally;
    }

    @Override
    public void run() {
        boolean started = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = running.await(started ? INTERVAL_MILLIS : GLANCE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(
                        "The reporting thread was interrupted, which nothing in the engine does.", e);
            }
            if (!started && gate.isOpen()) {
                started = true;
                listener.started(gate.startEpochMicros());
            }
            if (started) {
                tally.drain(listener::finished);
                tally.tell(listener::interval);
            }
        }
    }
}
