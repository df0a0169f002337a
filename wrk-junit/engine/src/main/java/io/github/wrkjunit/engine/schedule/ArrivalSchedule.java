// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.schedule;

import io.github.wrkjunit.spec.Distribution;
import org.jspecify.annotations.Nullable;

/**
 * The intended starts of one thread's requests, determined by its arguments. Confined to its worker thread.
 *
 * <p>Fixed starts are computed from their number, so that they do not drift; the threads of all workers are interleaved:
 * stream {@code i} of {@code n} has its {@code k}-th start at {@code (k + i / n) / rate}. The starts of the other
 * distributions are a stationary renewal process; their sum is kept with compensation (Neumaier).
 */
public final class ArrivalSchedule {

    /** Far beyond any run, and far from an overflow when a clock is added. */
    private static final double LATEST_NS = 0x1.0p61;

    private final double rate;
    private final double meanNs;
    private final double phase;
    private final @Nullable Gaps gaps;
    private long count;
    private double sum;
    private double compensation;

    /**
     * A schedule from its first start on.
     *
     * @param distribution of the distances
     * @param rate requests a second of this stream, above 0
     * @param stream number of this stream among those that make up the load, from 0: {@code worker + workers * thread}
     * @param streams how many there are
     * @param seed of this stream's draws
     */
    public ArrivalSchedule(Distribution distribution, double rate, int stream, int streams, long seed) {
        if (!(rate > 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("rate " + rate + " is not a number above 0");
        }
        meanNs = 1e9 / rate;
        phase = (double) stream / streams;
        gaps = distribution == Distribution.FIXED ? null : Gaps.of(distribution, new RandomStream(seed));
        this.rate = rate;
    }

    /** The next intended start in nanoseconds since the clock's start; never before the previous one. */
    public long nextOffsetNs() {
        long k = count++;
        if (gaps == null) {
            return rounded((k + phase) * 1e9 / rate);
        }
        add((k == 0 ? gaps.first() : gaps.next()) * meanNs);
        return rounded(sum + compensation);
    }

    private void add(double gapNs) {
        double total = sum + gapNs;
        compensation += sum >= gapNs ? (sum - total) + gapNs : (gapNs - total) + sum;
        sum = total;
    }

    private static long rounded(double ns) {
        return Math.round(Math.min(ns, LATEST_NS));
    }
}
