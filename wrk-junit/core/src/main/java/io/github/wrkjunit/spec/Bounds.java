// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.spec;

import java.time.Duration;

/**
 * What no load can go beyond: the clock counts nanoseconds in 63 bits, and sums of times and products with numbers of threads
 * must fit. Stateless.
 */
public final class Bounds {

    /** The highest number of threads, and of workers. */
    public static final int MOST_THREADS = 1000;

    /** The highest number of connections. */
    public static final int MOST_CONNECTIONS = 1_000_000;

    /** The longest time of a load: a year. */
    public static final Duration LONGEST = Duration.ofDays(365);

    /** What is wrong with a longer time. */
    public static final String TIME = "is longer than a load can last. Use at most 8760h.";

    /** What is wrong with another rate. */
    public static final String RATE =
            "is a rate that cannot be offered. Use from 0.000001 to 1000000000 requests per second.";

    private static final double LOWEST_RATE = 1e-6;
    private static final double HIGHEST_RATE = 1e9;

    private Bounds() {}

    /** Whether so many requests per second can be told apart by the clock, and the next one comes at all. */
    public static boolean isRate(double rate) {
        return rate >= LOWEST_RATE && rate <= HIGHEST_RATE;
    }
}
