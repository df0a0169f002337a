// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Pauses that end at a point of {@link System#nanoTime()}, never before it and some 60 us after it (timer slack). */
final class Pauses {
    private Pauses() {}

    static void until(long nanoTime) {
        unless(() -> false, nanoTime);
    }

    /** Pauses until then, or until an interrupt finds the condition true. */
    static void unless(BooleanSupplier over, long nanoTime) {
        long leftNs = nanoTime - System.nanoTime();
        while (leftNs > 0 && !over.getAsBoolean()) {
            LockSupport.parkNanos(leftNs);
            leftNs = nanoTime - System.nanoTime();
        }
    }
}
