// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;

/** Time that passes when a test says so; pauses pass at once. Thread-safe. */
final class FakeClock implements RunClock {

    private final AtomicLong nowNs = new AtomicLong(5_000_000_000L);
    private final List<Runnable> ticks = new CopyOnWriteArrayList<>();
    final List<String> threads = new CopyOnWriteArrayList<>();

    void advance(Duration time) {
        nowNs.addAndGet(time.toNanos());
    }

    /** Calls everything that is to be called again and again. */
    void tick() {
        new ArrayList<>(ticks).forEach(Runnable::run);
    }

    int periodicActions() {
        return ticks.size();
    }

    @Override
    public long nowNs() {
        return nowNs.get();
    }

    @Override
    @SuppressWarnings("WaitNotInLoop") // the callers' loops look at their state again
    public void await(Condition condition, long longestNs) throws InterruptedException {
        condition.awaitNanos(Math.min(longestNs, TimeUnit.MILLISECONDS.toNanos(1)));
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        advance(time);
    }

    @Override
    public AutoCloseable every(Duration period, String threadName, Runnable action) {
        threads.add(threadName + " every " + period);
        ticks.add(action);
        return () -> ticks.remove(action);
    }
}
