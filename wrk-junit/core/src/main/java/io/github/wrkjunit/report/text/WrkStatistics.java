// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * The statistics behind wrk2's text, by the rules of its C histogram (wrk2/SPEC.md b.6), which differ from the Java one's in
 * rounding. Reads the histogram once; immutable.
 */
public final class WrkStatistics {

    /** One line of the detailed spectrum: microseconds, share 0 to 1, cumulated count. */
    record Tick(long us, double share, long count) {}

    private record Bucket(long lowest, long median, long highest, long cumulated, long count) {}

    private static final int TICKS_PER_HALF = 5;

    private final List<Bucket> buckets = new ArrayList<>();
    private final long total;
    private final double mean;
    private final double deviation;
    private final long upperEdge;

    /** The statistics of this histogram. */
    public WrkStatistics(AbstractHistogram histogram) {
        long cumulated = 0;
        double sum = 0;
        for (HistogramIterationValue value : histogram.recordedValues()) {
            long at = value.getValueIteratedTo();
            cumulated += value.getCountAtValueIteratedTo();
            long lowest = histogram.lowestEquivalentValue(at);
            long median = lowest + histogram.sizeOfEquivalentValueRange(at) / 2;
            buckets.add(new Bucket(
                    lowest,
                    median,
                    histogram.highestEquivalentValue(at),
                    cumulated,
                    value.getCountAtValueIteratedTo()));
            sum += (double) median * value.getCountAtValueIteratedTo();
        }
        total = cumulated;
        mean = sum / total;
        double squares = 0;
        for (Bucket bucket : buckets) {
            double distance = bucket.median - mean;
            squares += distance * distance * bucket.count;
        }
        deviation = Math.sqrt(squares / total);
        // wrk2 walks all buckets, empty ones too, and ends at the first that reaches above mean + deviation
        upperEdge = total == 0 ? 0 : histogram.highestEquivalentValue((long) (mean + deviation) + 1);
    }

    /** A histogram of wrk2's range for Req/Sec and latencies: 1 to 24 h in microseconds, three digits. */
    public static Histogram newHistogram() {
        return new Histogram(1, 86_400_000_000L, 3);
    }

    /** The number of values. */
    public long count() {
        return total;
    }

    /** The mean of the buckets' middles; NaN of no values. */
    public double mean() {
        return mean;
    }

    /** The population's standard deviation about the mean; NaN of no values. */
    public double deviation() {
        return deviation;
    }

    /** The lowest value of the highest bucket; 0 of no values. */
    public long max() {
        return buckets.isEmpty() ? 0 : buckets.get(buckets.size() - 1).lowest;
    }

    /** The highest value of the bucket in which the percentile lies, rounded half up; 0 of no values. */
    public long percentile(double percentile) {
        long target = Math.max(1, (long) (percentile / 100 * total + 0.5));
        for (Bucket bucket : buckets) {
            if (bucket.cumulated >= target) {
                return bucket.highest;
            }
        }
        return buckets.isEmpty() ? 0 : buckets.get(buckets.size() - 1).highest;
    }

    /** The share, in per cent, of the values within one standard deviation of the mean; 0 of no values. */
    double withinDeviation() {
        if (total == 0) {
            return 0;
        }
        long low = (long) (mean - deviation);
        long below = 0;
        long upTo = 0;
        for (Bucket bucket : buckets) {
            below = bucket.lowest < low ? bucket.cumulated : below;
            upTo = bucket.highest <= upperEdge ? bucket.cumulated : upTo;
        }
        return 100.0 * (upTo - below) / total;
    }

    /** The lines of the detailed spectrum; a single one of no values. */
    List<Tick> spectrum() {
        List<Tick> ticks = new ArrayList<>();
        double level = 0;
        int index = 0;
        while (index < buckets.size()) {
            Bucket bucket = buckets.get(index);
            double reached = 100.0 * bucket.cumulated / total;
            if (level <= reached) {
                ticks.add(new Tick(bucket.highest, level / 100, bucket.cumulated));
                double halves = Math.pow(2, Math.floor(Math.log(100 / (100 - level)) / Math.log(2)) + 1);
                level += 100.0 / (TICKS_PER_HALF * halves);
                if (index == buckets.size() - 1) {
                    break; // the last bucket is told once more, as 100 %
                }
            } else {
                index++;
            }
        }
        Bucket last = buckets.isEmpty() ? new Bucket(0, 0, 0, 0, 0) : buckets.get(buckets.size() - 1);
        ticks.add(new Tick(last.highest, 1, last.cumulated));
        return ticks;
    }
}
