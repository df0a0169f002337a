// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.lua;

import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * A histogram as a script's {@code done()} sees it, by the rules of wrk2's C histogram: a percentile is the highest value of
 * its bucket, minimum and maximum are the lowest of theirs. Immutable; thread-safe.
 */
public final class ScriptStatistics {
    /** wrk2's minimum of no samples of Req/Sec: its unsigned 64-bit maximum. */
    public static final double NO_REQUESTS_MIN = 0x1p64;

    private final double min;
    private final double max;
    private final double mean;
    private final double stdev;
    private final long[] values;
    private final long[] counts; // cumulated

    private ScriptStatistics(AbstractHistogram histogram, double minWhenEmpty) {
        boolean empty = histogram.getTotalCount() == 0;
        min = empty ? minWhenEmpty : histogram.lowestEquivalentValue(histogram.getMinValue());
        max = empty ? 0 : histogram.lowestEquivalentValue(histogram.getMaxValue());
        mean = empty ? Double.NaN : histogram.getMean();
        stdev = empty ? Double.NaN : histogram.getStdDeviation();
        int buckets = 0;
        for (HistogramIterationValue ignored : histogram.recordedValues()) {
            buckets++;
        }
        values = new long[buckets];
        counts = new long[buckets];
        int bucket = 0;
        for (HistogramIterationValue value : histogram.recordedValues()) {
            values[bucket] = histogram.highestEquivalentValue(value.getValueIteratedTo());
            counts[bucket++] = value.getTotalCountToThisValue();
        }
    }

    /** Latencies in microseconds. The histogram is read once. */
    public static ScriptStatistics ofLatencies(AbstractHistogram histogram) {
        return new ScriptStatistics(histogram, 0);
    }

    /** Samples of requests per second. The histogram is read once. */
    public static ScriptStatistics ofRequests(AbstractHistogram histogram) {
        return new ScriptStatistics(histogram, NO_REQUESTS_MIN);
    }

    double read(String key, double argument) {
        return switch (key) {
            case "min" -> min;
            case "max" -> max;
            case "mean" -> mean;
            case "stdev" -> stdev;
            case "count" -> count();
            case "percentile" -> percentile(argument);
            case "value" -> has(argument) ? values[(int) argument - 1] : 0;
            case "number" ->
                has(argument) ? counts[(int) argument - 1] - (argument < 2 ? 0 : counts[(int) argument - 2]) : 0;
            case "at" -> count() == 0 ? 0 : percentile(100.0 * argument / count());
            default -> throw new IllegalArgumentException(key);
        };
    }

    private boolean has(double bucket) {
        return bucket >= 1 && bucket < values.length + 1.0;
    }

    private long count() {
        return counts.length == 0 ? 0 : counts[counts.length - 1];
    }

    /** As hdr_value_at_percentile: the first bucket that reaches the share, rounded half up; no samples: 0. */
    private long percentile(double percentile) {
        long target = Math.max(1, (long) (Math.min(percentile, 100) / 100 * count() + 0.5));
        int low = 0;
        int high = counts.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (counts[middle] >= target) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return values.length == 0 ? 0 : values[low];
    }
}
