// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** Time as runs see it; a parameter, so that tests need not wait. Thread-safe. */
interface RunClock {

    /** Nanoseconds since some fixed moment; never goes back. */
    long nowNs();

    /** Waits until the condition is signalled or the time is over, or for no reason; the caller holds the lock. */
    void await(Condition condition, long longestNs) throws InterruptedException;

    /** Lets the time pass. */
    void pause(Duration time) throws InterruptedException;

    /** Calls the action again and again on a daemon thread of this name, until closed. */
    AutoCloseable every(Duration period, String threadName, Runnable action);

    /** The monotonic clock of the system. */
    static RunClock ofSystem() {
        return new RunClock() {
            @Override
            public long nowNs() {
                return System.nanoTime();
            }

            @Override
            @SuppressWarnings("WaitNotInLoop") // the callers' loops look at their state and at the time again
            public void await(Condition condition, long longestNs) throws InterruptedException {
                condition.awaitNanos(longestNs);
            }

            @Override
            public void pause(Duration time) throws InterruptedException {
                TimeUnit.NANOSECONDS.sleep(time.toNanos());
            }

            @Override
            public AutoCloseable every(Duration period, String threadName, Runnable action) {
                ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
                    Thread thread = new Thread(task, threadName);
                    thread.setDaemon(true);
                    return thread;
                });
                var ticks =
                        executor.scheduleAtFixedRate(action, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
                return () -> {
                    ticks.cancel(false);
                    executor.shutdownNow();
                };
            }
        };
    }
}
