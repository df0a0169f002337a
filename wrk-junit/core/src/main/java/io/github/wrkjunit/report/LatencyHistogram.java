// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import io.github.wrkjunit.spec.Durations;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.jspecify.annotations.Nullable;

/**
 * Counts of latencies in whole microseconds, 1 us to 24 h with three significant digits, in the buckets of wrk2's and
 * HdrHistogram's {@code Histogram(1, 86_400_000_000, 3)}. Mutable; several threads may read it while none writes. Adding
 * histograms is exact; percentiles are never averaged. Only buckets that hold something take memory, because a report keeps a
 * histogram for each second, operation and outcome.
 */
public final class LatencyHistogram {

    /** The highest value that is told apart, 24 h as in wrk2; longer times are counted as this one. */
    public static final long HIGHEST_US = 86_400_000_000L;

    private static final int DIGITS = 3;

    /** Values below it have a bucket each; from it on the width doubles with the value: 2048 sub-buckets for 3 digits. */
    private static final long EXACT_BELOW_US = 2048;

    private long[] lowestUs = new long[8];
    private long[] counts = new long[8];
    private int size;
    private long total;

    private LatencyHistogram() {}

    /** An empty histogram. */
    public static LatencyHistogram create() {
        return new LatencyHistogram();
    }

    /** A copy of HdrHistogram's own type, for runtimes; its values are microseconds. */
    public static LatencyHistogram of(Histogram microseconds) {
        LatencyHistogram copy = create();
        for (HistogramIterationValue value : microseconds.recordedValues()) {
            copy.record(value.getValueIteratedTo(), value.getCountAtValueIteratedTo());
        }
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
                            + "...\" is not a compressed HdrHistogram in Base64",
                    e);
        }
    }

    /** The Base64 text of HdrHistogram's compressed encoding (V2). */
    public String encode() {
        Histogram histogram = toHistogram();
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }

    /** Counts a latency this many times; one above 24 h counts as 24 h, one below zero is an error. */
    public void record(long us, long count) {
        if (us < 0 || count < 0) {
            throw new IllegalArgumentException(count + " latencies of " + us + " us: neither can be below 0.");
        }
        if (count == 0) {
            return;
        }
        if (count > Long.MAX_VALUE - total) {
            throw new IllegalArgumentException("more than " + Long.MAX_VALUE + " latencies in all");
        }
        long lowest = lowest(Math.min(us, HIGHEST_US));
        int index =
                size > 0 && lowestUs[size - 1] < lowest ? -size - 1 : Arrays.binarySearch(lowestUs, 0, size, lowest);
        if (index < 0) {
            index = -index - 1;
            insert(index, lowest);
        }
        counts[index] += count;
        total += count;
    }

    /** Adds all counts of the other. */
    public void add(LatencyHistogram other) {
        int others = other.size; // this histogram may be added to itself
        for (int i = 0; i < others; i++) {
            record(other.lowestUs[i], other.counts[i]);
        }
    }

    /** A histogram with the same counts that shares nothing with this one. */
    public LatencyHistogram copy() {
        LatencyHistogram copy = create();
        copy.lowestUs = Arrays.copyOf(lowestUs, Math.max(8, size));
        copy.counts = Arrays.copyOf(counts, Math.max(8, size));
        copy.size = size;
        copy.total = total;
        return copy;
    }

    /** The number of latencies. */
    public long count() {
        return total;
    }

    /** A copy as HdrHistogram's own type, in microseconds, for those who export or print it. */
    public Histogram toHistogram() {
        Histogram histogram = new Histogram(1, HIGHEST_US, DIGITS);
        histogram.setAutoResize(false);
        for (int i = 0; i < size; i++) {
            histogram.recordValueWithCount(lowestUs[i], counts[i]);
        }
        return histogram;
    }

    /** Whether the other holds the same counts. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LatencyHistogram that
                && size == that.size
                && total == that.total
                && Arrays.equals(lowestUs, 0, size, that.lowestUs, 0, size)
                && Arrays.equals(counts, 0, size, that.counts, 0, size);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(total) * 31 + (size == 0 ? 0 : Long.hashCode(lowestUs[size - 1]));
    }

    /** The number of latencies and their range. */
    @Override
    public String toString() {
        return size == 0
                ? "no latencies"
                : ReportText.grouped(total) + " latencies of " + readable(min()) + " to " + readable(max());
    }

    /** The latency of rank 1 to {@link #count()}, rounded up as HdrHistogram does: the highest value of its bucket. */
    long valueAtRank(long rank) {
        long cumulated = 0;
        for (int i = 0; i < size; i++) {
            cumulated += counts[i];
            if (cumulated >= rank) {
                return lowestUs[i] + width(lowestUs[i]) - 1;
            }
        }
        throw new IllegalStateException("rank " + rank + " of " + total + " latencies");
    }

    /** As HdrHistogram's getMean: the middle of a bucket stands for all in it. */
    double mean() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += (double) (lowestUs[i] + width(lowestUs[i]) / 2) * counts[i];
        }
        return sum / total;
    }

    long max() {
        return size == 0 ? 0 : lowestUs[size - 1] + width(lowestUs[size - 1]) - 1;
    }

    long min() {
        return size == 0 ? 0 : lowestUs[0];
    }

    /** Latencies in buckets above that of this value. */
    long countAbove(long us) {
        long above = 0;
        for (int i = size - 1; i >= 0 && lowestUs[i] > us; i--) {
            above += counts[i];
        }
        return above;
    }

    private void insert(int index, long lowest) {
        if (size == lowestUs.length) {
            lowestUs = Arrays.copyOf(lowestUs, size * 2);
            counts = Arrays.copyOf(counts, size * 2);
        }
        System.arraycopy(lowestUs, index, lowestUs, index + 1, size - index);
        System.arraycopy(counts, index, counts, index + 1, size - index);
        lowestUs[index] = lowest;
        counts[index] = 0;
        size++;
    }

    private static String readable(long us) {
        return Durations.readable(Duration.of(us, ChronoUnit.MICROS));
    }

    private static long lowest(long us) {
        return us & -width(us);
    }

    private static long width(long us) {
        return us < EXACT_BELOW_US ? 1 : Long.highestOneBit(us) / (EXACT_BELOW_US / 2);
    }
}
