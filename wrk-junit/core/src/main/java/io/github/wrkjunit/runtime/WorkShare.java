// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

/** How one load is split over its workers: the shares add up exactly, and each worker has a seed of its own. Stateless. */
public final class WorkShare {

    private static final long GAMMA = 0x9e3779b97f4a7c15L;

    private WorkShare() {}

    /** The worker's part of a number of things that cannot be split: the first ones get one more. Workers count from 0. */
    public static int of(int total, int worker, int workers) {
        return total / workers + (worker < total % workers ? 1 : 0);
    }

    /**
     * The worker's seed, {@code mix(mix(seed) + G * (worker + 1))}, with the finaliser of SplitMix64 (Steele, Lea, Flood 2014,
     * variant 13 of Stafford) as {@code mix} and {@code G = 0x9e3779b97f4a7c15}. The rule never changes.
     */
    public static long seed(long seed, int worker) {
        return mix(mix(seed) + GAMMA * (worker + 1L));
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
