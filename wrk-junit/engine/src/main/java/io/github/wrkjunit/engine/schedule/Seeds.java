// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.schedule;

import io.github.wrkjunit.runtime.WorkShare;

/**
 * Splits one seed for workers, threads and purposes, by a rule that never changes, so that a printed seed offers the same
 * load again. With {@code mix} the finaliser of SplitMix64 (Steele, Lea, Flood 2014, variant 13 of Stafford) and
 * {@code G = 0x9e3779b97f4a7c15}:
 *
 * <pre>
 *   ofWorker(seed, w)      = mix(mix(seed) + G * (w + 1))
 *   ofThread(seed, w, t)   = mix(ofWorker(seed, w) + G * (t + 1))
 *   ofPurpose(threadSeed, p) = mix(threadSeed + G * (p + 1))
 * </pre>
 */
public final class Seeds {

    /** The purpose of a thread's arrival schedule. */
    public static final int ARRIVALS = 0;

    /** The purpose of the jitter in a thread's back-off. */
    public static final int BACK_OFF = 1;

    static final long GAMMA = 0x9e3779b97f4a7c15L;

    private Seeds() {}

    /** The seed of a worker, counted from 0. */
    public static long ofWorker(long seed, int worker) {
        return WorkShare.seed(seed, worker);
    }

    /** The seed of a thread, counted from 0, of a worker. */
    public static long ofThread(long seed, int worker, int thread) {
        return mix(ofWorker(seed, worker) + GAMMA * (thread + 1L));
    }

    /** The seed for one purpose of a thread, so that one kind of draw does not disturb another. */
    public static long ofPurpose(long threadSeed, int purpose) {
        return mix(threadSeed + GAMMA * (purpose + 1L));
    }

    static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
