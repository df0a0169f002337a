// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.loop;

import java.util.concurrent.atomic.AtomicInteger;

/** Picks the one call of a run that a {@link Mutant} changes: the tenth. Thread-safe. */
public final class Turn {

    private static final int CHANGED = 10;
    private static final AtomicInteger CALLS = new AtomicInteger();

    private Turn() {}

    /** Counts one more call; whether it is the one. */
    public static boolean hasCome() {
        return CALLS.incrementAndGet() == CHANGED;
    }
}
