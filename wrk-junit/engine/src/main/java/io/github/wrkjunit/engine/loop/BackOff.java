// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.loop;

import io.github.wrkjunit.engine.schedule.RandomStream;

/**
 * Limits how often a thread tries to connect to a target that refuses: 5 ms at first, doubled with each failure up to 100 ms, of
 * which a random half is taken off, so that threads do not knock in step. The highest is short, because requests that are due
 * meanwhile fail although the target may be back. Confined to its worker thread.
 */
final class BackOff {

    private static final long SHORTEST_NS = 5_000_000;
    private static final long LONGEST_NS = 100_000_000;
    private static final int MOST_DOUBLINGS = 5;

    private final RandomStream jitter;
    private int failures;
    private long untilNs;

    BackOff(long seed) {
        jitter = new RandomStream(seed);
    }

    /** Whether an attempt may begin; after a failure only one at a time, until an answer has come. */
    boolean allows(long nowNs, boolean nothingConnects) {
        return failures == 0 || (nothingConnects && nowNs - untilNs >= 0);
    }

    /** The next moment at which an attempt may begin; in the past if now. */
    long untilNs() {
        return untilNs;
    }

    void failed(long nowNs) {
        if (failures > 0 && nowNs - untilNs < 0) {
            return; // one of several attempts that failed together
        }
        long longest = Math.min(LONGEST_NS, SHORTEST_NS << Math.min(failures, MOST_DOUBLINGS));
        failures++;
        untilNs = nowNs + (long) (longest * (0.5 + 0.5 * jitter.uniform()));
    }

    void connected(long nowNs) {
        untilNs = nowNs;
    }

    void answered() {
        failures = 0;
    }
}
