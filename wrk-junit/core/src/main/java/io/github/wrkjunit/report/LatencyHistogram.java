// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Counts of latencies in whole microseconds, 1 us to 24 h with three significant digits as in wrk2. Mutable; one thread
 * at a time. Adding histograms is exact; percentiles are never averaged.
 */
public final class LatencyHistogram {

    /** The highest value that is told apart, 24 h as in wrk2; longer times are counted as this one. */
    public static final long HIGHEST_US = 86_400_000_000L;

    private static final int DIGITS = 3;

    private final Histogram histogram;

    private LatencyHistogram(Histogram histogram) {
        this.histogram = histogram;
    }

    /** An empty histogram. */
    public static LatencyHistogram create() {
        return new LatencyHistogram(emptyHistogram());
    }

    /** A copy of HdrHistogram's own type, for runtimes; its values are microseconds. */
    public static LatencyHistogram of(Histogram microseconds) {
        LatencyHistogram copy = create();
        copy.histogram.add(microseconds);
        return copy;
    }

    /**
     * Reads the Base64 text of HdrHistogram's compressed encoding (V2).
     *
     * @throws IllegalArgumentException if the text is no such histogram
     */
    public static LatencyHistogram decode(String base64) {
        try {
            return of(Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(base64)), HIGHEST_US));
        } catch (DataFormatException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "\"" + base64.substring(0, Math.min(40, base64.length()))
                            + "...\" is not a compressed HdrHistogram in Base64: " + e.getMessage(),
                    e);
        }
    }

    /** The Base64 text of HdrHistogram's compressed encoding (V2). */
    public String encode() {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }

    /** Counts a latency; one above 24 h counts as 24 h, one below zero is an error. */
    public void record(long us, long count) {
        histogram.recordValueWithCount(Math.min(us, HIGHEST_US), count);
    }

    /** Adds all counts of the other. */
    public void add(LatencyHistogram other) {
        histogram.add(other.histogram);
    }

    /** The number of latencies. */
    public long count() {
        return histogram.getTotalCount();
    }

    /** A copy as HdrHistogram's own type, in microseconds, for those who export or print it. */
    public Histogram toHistogram() {
        return histogram.copy();
    }

    /** The latency of rank 1 to {@link #count()}, rounded up as HdrHistogram does: the highest value of its bucket. */
    long valueAtRank(long rank) {
        for (HistogramIterationValue value : histogram.recordedValues()) {
            if (value.getTotalCountToThisValue() >= rank) {
                return histogram.highestEquivalentValue(value.getValueIteratedTo());
            }
        }
        throw new IllegalStateException("rank " + rank + " of " + count() + " latencies");
    }

    double mean() {
        return histogram.getMean();
    }

    long max() {
        return histogram.getMaxValue();
    }

    long min() {
        return histogram.getMinValue();
    }

    long countAbove(long us) {
        return us >= HIGHEST_US ? 0 : count() - histogram.getCountBetweenValues(0, Math.max(0, us));
    }

    static Histogram emptyHistogram() {
        Histogram histogram = new Histogram(1, HIGHEST_US, DIGITS);
        histogram.setAutoResize(false);
        return histogram;
    }
}
