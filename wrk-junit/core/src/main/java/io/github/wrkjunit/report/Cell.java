// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one operation that had one outcome.
 *
 * @param operation method and path without query, such as {@code GET /hotels}
 * @param outcome what became of them
 * @param count how many
 * @param histogram their latencies, or null where none was measured: not sent, unanswered; copied, so that a cell never changes
 * @param statuses how many of them were answered with which status, as far as that is known: their sum is not above the count
 * @param waits how long they waited for a connection before they were sent, as far as that is known
 */
public record Cell(
        String operation,
        Outcome outcome,
        long count,
        @Nullable LatencyHistogram histogram,
        SortedMap<Integer, Long> statuses,
        Waits waits) {

    /** The operation of all requests, of a generator that does not tell operations apart. */
    public static final String ALL_OPERATIONS = "*";

    /** Copies histogram and map; the count is not negative, and there are no more latencies, statuses or waits than requests. */
    public Cell {
        requireNonNull(operation, "operation");
        requireNonNull(outcome, "outcome");
        if (count < 0 || (histogram != null && histogram.count() > count)) {
            throw new IllegalArgumentException(operation + " " + outcome.key() + ": " + count + " requests with "
                    + (histogram == null ? 0 : histogram.count()) + " latencies");
        }
        if (waits.count() > count) {
            throw new IllegalArgumentException(operation + " " + outcome.key() + ": " + count + " requests, of which "
                    + waits.count() + " waited");
        }
        long answers = 0;
        for (long answered : statuses.values()) {
            if (answered < 0 || answered > count - answers) {
                throw new IllegalArgumentException(
                        operation + " " + outcome.key() + ": " + count + " requests with statuses " + statuses);
            }
            answers += answered;
        }
        histogram = histogram == null ? null : histogram.copy();
        statuses = Collections.unmodifiableSortedMap(new TreeMap<>(statuses));
    }

    /** Requests of which neither statuses nor waits are known. */
    public Cell(String operation, Outcome outcome, long count, @Nullable LatencyHistogram histogram) {
        this(operation, outcome, count, histogram, Collections.emptySortedMap(), Waits.NONE);
    }

    /** A copy of the latencies, or null where none was measured. */
    @Override
    public @Nullable LatencyHistogram histogram() {
        return histogram == null ? null : histogram.copy();
    }

    /** A copy of the latencies, where they were measured. */
    public Optional<LatencyHistogram> latencies() {
        return Optional.ofNullable(histogram());
    }

    /** Such as {@code GET /hotels 2xx: 100 requests, 100 latencies of 41 ms to 42 ms}. */
    @Override
    public String toString() {
        return operation + " " + outcome.key() + ": " + ReportText.grouped(count) + " requests, "
                + (histogram == null ? "no latencies" : histogram.toString());
    }

    /** How many of the requests should have a latency, and do not. */
    long unmeasured() {
        boolean measurable = outcome.group() == Outcome.Group.ANSWERED || outcome.group() == Outcome.Group.FAILED;
        return measurable ? count - (histogram == null ? 0 : histogram.count()) : 0;
    }

    boolean hasLatencies() {
        return histogram != null;
    }

    /** Adds the latencies, where they were measured, without a copy. */
    void addLatenciesTo(LatencyHistogram sum) {
        if (histogram != null) {
            sum.add(histogram);
        }
    }
}
