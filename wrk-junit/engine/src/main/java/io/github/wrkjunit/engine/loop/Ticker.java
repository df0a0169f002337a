// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.loop;

import io.github.wrkjunit.engine.schedule.ArrivalSchedule;
import java.util.concurrent.locks.LockSupport;

/**
 * Wakes a waiting loop at each intended start, because a selector's own timeout counts in milliseconds. It draws the same
 * schedule once more, so that the two threads have nothing to tell each other but whether the loop waits. Thread-safe.
 */
final class Ticker implements Runnable {

    private final ArrivalSchedule schedule;
    private final NanoClock clock;
    private final Runnable wakeup;
    private final long startNs;
    private final long durationNs;
    private volatile boolean loopWaits;
    private volatile boolean ended;

    /** A ticker whose schedule is equal to the loop's, not begun. */
    Ticker(ArrivalSchedule schedule, NanoClock clock, Runnable wakeup, long startNs, long durationNs) {
        this.schedule = schedule;
        this.clock = clock;
        this.wakeup = wakeup;
        this.startNs = startNs;
        this.durationNs = durationNs;
    }

    /**
     * The loop says that it is about to wait. It must look at the clock after this: then either it sees that a request is due,
     * or the ticker sees that it waits.
     */
    void loopWaits(boolean waits) {
        loopWaits = waits;
    }

    void end() {
        ended = true;
    }

    @Override
    public void run() {
        long offsetNs = schedule.nextOffsetNs();
        while (!ended && offsetNs < durationNs) {
            long aheadNs = startNs + offsetNs - clock.nanoTime();
            if (aheadNs > 0) {
                LockSupport.parkNanos(this, aheadNs);
            } else {
                if (loopWaits) {
                    wakeup.run();
                }
                offsetNs = schedule.nextOffsetNs();
            }
        }
    }
}
