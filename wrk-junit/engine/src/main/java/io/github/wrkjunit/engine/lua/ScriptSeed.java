// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.lua;

/**
 * What {@code math.random} of a script starts from. Immutable; thread-safe.
 *
 * <p>Each state begins with {@code of(thread, 0)}: {@code mix(mix(mix(mix(seed) + worker) + thread) + draw)}, where
 * {@code mix} is SplitMix64's step (Steele, Lea, Flood 2014), {@code thread} is 0 for the main state and counts from 1 for
 * the threads. A script may call {@code math.randomseed(x)} on top. When the user has given a seed, the n-th such call in a
 * state takes {@code of(thread, n)} instead of {@code x}, so that a script that seeds itself with the time is reproducible.
 *
 * @param seed the seed of the load
 * @param worker the number of the process, from 0
 * @param given whether the user has given the seed
 */
public record ScriptSeed(long seed, int worker, boolean given) {
    /** A whole number of 53 bits, as Lua's numbers hold it. */
    double of(int thread, int draw) {
        return mix(mix(mix(mix(seed) + worker) + thread) + draw) >>> 11;
    }

    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
