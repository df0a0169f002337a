// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The latencies of some requests. Immutable. A request without a good answer counts as infinitely slow where the view is
 * over all offered requests. Known exactly (a histogram), or by the rows only that a bare wrk2 has printed. Of some requests a
 * stock wrk2 does not tell how long they took; then a percentile lies {@linkplain #percentileAtLeast between} two values.
 */
public final class Latency {

    /** The number of samples below which no percentile can be judged: {@value} is the confidence of the bound. */
    static final double CONFIDENCE = 0.95;

    private final @Nullable LatencyHistogram histogram;
    private final NavigableMap<Double, Long> printedUs;
    private final long boundedCount;
    private final long unboundedCount;
    private final long uncertainCount;
    private final DoubleFunction<Optional<String>> doubts;

    /** How many of the unbounded ones have their latencies among the measured, although it is not known which. */
    private final long mixedCount;

    private Latency(
            @Nullable LatencyHistogram histogram,
            NavigableMap<Double, Long> printedUs,
            long boundedCount,
            long unboundedCount,
            long uncertainCount,
            long mixedCount,
            DoubleFunction<Optional<String>> doubts) {
        this.histogram = histogram;
        this.printedUs = printedUs;
        this.boundedCount = boundedCount;
        this.unboundedCount = unboundedCount;
        this.uncertainCount = uncertainCount;
        this.mixedCount = mixedCount;
        this.doubts = doubts;
    }

    /** Exactly known latencies, and this many requests that are infinitely slow. */
    static Latency exact(LatencyHistogram histogram, long unboundedCount) {
        return exact(histogram, unboundedCount, 0);
    }

    /** Exactly known latencies, this many requests that are infinitely slow, and so many that may have taken any time. */
    static Latency exact(LatencyHistogram histogram, long unboundedCount, long uncertainCount) {
        return new Latency(
                histogram.copy(),
                new TreeMap<>(),
                histogram.count(),
                unboundedCount,
                uncertainCount,
                0,
                Latency::noDoubt);
    }

    /** The same, with more requests that may have taken any time. */
    Latency plusUncertain(long more) {
        return new Latency(
                histogram, printedUs, boundedCount, unboundedCount, uncertainCount + more, mixedCount, doubts);
    }

    /** The same, with these latencies of requests that may have taken any time before. */
    Latency plusMeasured(LatencyHistogram more) {
        if (more.count() == 0) {
            return this;
        }
        LatencyHistogram all = histogram();
        all.add(more);
        return new Latency(
                all, printedUs, all.count(), unboundedCount, uncertainCount - more.count(), mixedCount, doubts);
    }

    /** The rows that a program has printed (percentile to microseconds) for this many recorded latencies. */
    static Latency printed(NavigableMap<Double, Long> rowsUs, long count) {
        return new Latency(null, new TreeMap<>(rowsUs), count, 0, 0, 0, Latency::noDoubt);
    }

    /** The same, whose percentiles tell by this rule why no verdict can rest on them. */
    Latency judgedBy(DoubleFunction<Optional<String>> doubts) {
        return new Latency(histogram, printedUs, boundedCount, unboundedCount, uncertainCount, mixedCount, doubts);
    }

    private static Optional<String> noDoubt(double percentile) {
        return Optional.empty();
    }

    /**
     * The same over all of these answers, so many of which were not good; those count as infinitely slow, and nobody knows which
     * of the latencies are theirs.
     */
    Latency ofAnswers(long answered, long bad) {
        if (bad == 0) {
            return this;
        }
        long good = Math.max(0, answered - bad);
        long unmeasured = Math.min(good, Math.max(0, answered - boundedCount));
        return new Latency(
                histogram,
                printedUs,
                good - unmeasured,
                Math.min(bad, answered),
                unmeasured,
                Math.min(bad, boundedCount),
                doubts);
    }

    /** Nothing was measured. */
    static Latency none() {
        return exact(LatencyHistogram.create(), 0);
    }

    /** The number of requests in this view, those without an end included. */
    public long count() {
        return boundedCount + unboundedCount + uncertainCount;
    }

    /** How many of them count as infinitely slow. */
    public long unboundedCount() {
        return unboundedCount;
    }

    /** How many of them may have taken any time, because the generator does not tell; they are in {@link #count()}. */
    public long uncertainCount() {
        return uncertainCount;
    }

    /** Whether every latency is known; otherwise only {@linkplain #percentile percentiles} that were printed are. */
    public boolean isExact() {
        return histogram != null;
    }

    /**
     * The latency that {@code percentile} per cent of the requests did not exceed, by HdrHistogram's rule: the highest
     * value equivalent to that of rank {@code ceil(percentile / 100 * count)}. What {@linkplain #uncertainCount is not known}
     * counts as infinitely slow: the truth does not lie above.
     *
     * @param percentile above 0, up to 100
     * @throws IllegalArgumentException if it is outside of that
     * @throws NoSuchElementException if there are no requests, or the percentile is not among the printed rows
     */
    public LatencyValue percentile(double percentile) {
        return percentile(percentile, false);
    }

    /**
     * The {@link #percentile} if what {@linkplain #uncertainCount is not known} took no time at all: the truth does not lie
     * below. The same value where all is known.
     *
     * @param percentile above 0, up to 100
     * @throws IllegalArgumentException if it is outside of that
     * @throws NoSuchElementException if there are no requests, or the percentile is not among the printed rows
     */
    public LatencyValue percentileAtLeast(double percentile) {
        return percentile(percentile, true);
    }

    private LatencyValue percentile(double percentile, boolean atLeast) {
        if (!(percentile > 0 && percentile <= 100)) {
            throw new IllegalArgumentException(
                    "percentile " + percentile + " is outside of (0, 100]. Use one such as 50, 99 or 99.9.");
        }
        if (count() == 0) {
            throw new NoSuchElementException("p" + number(percentile) + " is unknown: no latency was measured.");
        }
        if (histogram == null && !printedUs.containsKey(percentile)) {
            throw new NoSuchElementException("p" + number(percentile) + " is unknown: the generator printed only p"
                    + printedNames() + ". Ask for one of these.");
        }
        long atOnce = atLeast ? uncertainCount : 0;
        double share = (double) (unboundedCount + uncertainCount - atOnce) / count();
        long rank = rank(percentile) - atOnce;
        if (rank <= 0) {
            return value(percentile, Duration.ZERO, share);
        }
        return value(percentile, rank > boundedCount ? null : atRank(percentile, rank, atLeast), share);
    }

    private @Nullable Duration atRank(double percentile, long rank, boolean atLeast) {
        return histogram == null
                ? printedAt(percentile, rank, atLeast)
                : Duration.of(histogram.valueAtRank(atLeast ? rank : rank + mixedCount), ChronoUnit.MICROS);
    }

    /** Between two rows, where nobody knows which latencies are those of bad answers; these may be the fastest or the slowest. */
    private @Nullable Duration printedAt(double percentile, long rank, boolean atLeast) {
        if (mixedCount == 0 && uncertainCount == 0) {
            return Duration.of(printedUs.getOrDefault(percentile, 0L), ChronoUnit.MICROS);
        }
        double measured = boundedCount + mixedCount;
        Map.Entry<Double, Long> row = atLeast
                ? printedUs.floorEntry(100 * rank / measured)
                : printedUs.ceilingEntry(100 * (rank + mixedCount) / measured);
        if (row == null) {
            return atLeast ? Duration.ZERO : null;
        }
        return Duration.of(row.getValue(), ChronoUnit.MICROS);
    }

    private LatencyValue value(double percentile, @Nullable Duration duration, double share) {
        return new LatencyValue(duration, share, ReportText.row(percentile), () -> doubts.apply(percentile));
    }

    /** The longest latency of those that have one, exact to three digits; throws {@link NoSuchElementException} if none has. */
    public Duration max() {
        return Duration.of(measured("max").max(), ChronoUnit.MICROS);
    }

    /** The shortest latency of those that have one, exact to three digits; throws {@link NoSuchElementException} if none has. */
    public Duration min() {
        return Duration.of(measured("min").min(), ChronoUnit.MICROS);
    }

    /** The mean of those that have a latency; throws {@link NoSuchElementException} if none has. */
    public Duration mean() {
        return Duration.ofNanos(Math.round(measured("mean").mean() * 1e3));
    }

    /** How many requests may have taken longer than this, those without an end included; throws if only printed rows are known. */
    public long countAbove(Duration limit) {
        return unboundedCount
                + uncertainCount
                + (boundedCount == 0 ? 0 : measured("countAbove").countAbove(limit.toNanos() / 1000));
    }

    /** A copy of the histogram of those that have a latency; throws {@link NoSuchElementException} if only rows are known. */
    public LatencyHistogram histogram() {
        if (histogram == null) {
            throw new NoSuchElementException("the histogram is unknown: the generator printed only some percentiles.");
        }
        return histogram.copy();
    }

    /** The printed rows, percentile to microseconds; empty when the latencies are known exactly. */
    public NavigableMap<Double, Long> printedRowsUs() {
        return new TreeMap<>(printedUs);
    }

    /**
     * The number of requests from which a percentile can be judged: the smallest n with {@code p^n <= 0.05}, so that a
     * one-sided 95 % bound by order statistics exists: 59 for p95, 299 for p99, 2,995 for p99.9.
     */
    public static long samplesNeeded(double percentile) {
        double p = percentile / 100;
        return p >= 1 ? 1 : Math.max(1, (long) Math.ceil(Math.log(1 - CONFIDENCE) / Math.log(p) - 1e-9));
    }

    /** How many requests there are, and the percentiles that they carry, such as {@code 1,500 requests: p50 41 ms, p90 41 ms, max 1.84 s}. */
    @Override
    public String toString() {
        return ReportText.grouped(count()) + " requests"
                + (unboundedCount == 0 ? "" : ", " + ReportText.grouped(unboundedCount) + " without a good answer")
                + (uncertainCount == 0 ? "" : ", " + ReportText.grouped(uncertainCount) + " of unknown latency")
                + ": " + ReportText.percentiles(this);
    }

    private long rank(double percentile) {
        // nextDown: 99.9 / 100 * 1000 is a bit above 999 as a double, and no request should be skipped for that
        return Math.max(1, (long) Math.ceil(Math.nextDown(percentile / 100 * count())));
    }

    private LatencyHistogram measured(String what) {
        LatencyHistogram exact = histogram;
        if (exact == null || exact.count() == 0) {
            throw new NoSuchElementException(what + " is unknown: "
                    + (exact == null ? "only some percentiles were printed." : "no latency was measured."));
        }
        return exact;
    }

    private String printedNames() {
        StringBuilder names = new StringBuilder();
        printedUs.keySet().forEach(row -> names.append(names.isEmpty() ? "" : ", ")
                .append(number(row)));
        return names.isEmpty() ? " nothing" : names.toString();
    }

    private static String number(double percentile) {
        return percentile == Math.rint(percentile) ? Long.toString((long) percentile) : Double.toString(percentile);
    }
}
