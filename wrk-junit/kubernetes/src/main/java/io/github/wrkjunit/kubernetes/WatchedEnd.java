// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The end of a container, as a watch knows it. Thread-safe.
 *
 * @param lock guards what is asked
 * @param changed is signalled when there is something new
 * @param known whether the end is known
 * @param closed whether nobody waits for it any more
 */
record WatchedEnd(ReentrantLock lock, Condition changed, BooleanSupplier known, BooleanSupplier closed)
        implements PodLog.ContainerEnd {

    @Override
    public boolean isKnown() {
        return known.getAsBoolean();
    }

    @Override
    public void await(Duration limit) throws InterruptedException {
        long endNs = System.nanoTime() + limit.toNanos();
        lock.lockInterruptibly();
        try {
            while (!isKnown() && !closed.getAsBoolean() && endNs - System.nanoTime() > 0) {
                boolean unused = changed.await(endNs - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        } finally {
            lock.unlock();
        }
    }
}
