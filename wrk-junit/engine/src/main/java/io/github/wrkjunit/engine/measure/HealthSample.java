// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.measure;

import java.util.OptionalDouble;

/**
 * What one thread has noticed of itself between two moments of the run, about a second apart. Immutable.
 *
 * @param fromNs when it begins, from the clock's start
 * @param toNs when it ends
 * @param idleNs how long the thread had nothing to do and waited, as long as it had asked for
 * @param longestStallNs the longest time that it was away beyond what it had asked for
 * @param stalledNs all such times added up, those that nobody would notice left out
 * @param cpuDelayNs how long the thread was ready to run and had no processor, or {@link #ASK}
 */
public record HealthSample(long fromNs, long toNs, long idleNs, long longestStallNs, long stalledNs, long cpuDelayNs) {

    /** The thread goes on, and can be asked by others how long it had no processor. */
    static final long ASK = -1;

    /** In less time than this nobody can tell whether a thread has time to spare. */
    private static final long SHORTEST_NS = 100_000_000L;

    private static final double NANOS_PER_SECOND = 1e9;

    /** A thread wakes a little after the second's end; that much of a second is no part of a sample. */
    private static final double EDGE_SECONDS = 0.05;

    /** The first second of the run, from 0, that is in it. */
    int firstSecond() {
        return (int) (fromNs / NANOS_PER_SECOND + EDGE_SECONDS);
    }

    /** The last second of the run that is in it; not before the first. */
    int lastSecond() {
        return Math.max(firstSecond(), (int) Math.ceil(toNs / NANOS_PER_SECOND - EDGE_SECONDS) - 1);
    }

    /** How many seconds of the run are over when it ends. */
    int wholeSeconds() {
        return (int) (toNs / NANOS_PER_SECOND + EDGE_SECONDS);
    }

    /** The share of its time for which the thread waited; empty if it is too short to tell. */
    OptionalDouble idleShare() {
        return toNs - fromNs < SHORTEST_NS
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.min(1, Math.max(0, (double) idleNs / (toNs - fromNs))));
    }
}
