// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.assertj;

import static java.util.Objects.requireNonNull;

import io.github.wrkjunit.report.EvidenceNeeds;
import io.github.wrkjunit.report.Latency;
import io.github.wrkjunit.report.LatencyValue;
import io.github.wrkjunit.report.ReportText;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Judges percentiles: empty if the verdict is good, else the message of the failure. Stateless. */
final class LatencyJudge {

    private LatencyJudge() {}

    static Optional<String> percentileBelow(Subject subject, LatencyView view, double percentile, Duration limit) {
        check(percentile, limit);
        String share = Words.plain(percentile) + " % of the " + view.requests();
        Gate gate = gate(
                subject,
                view,
                percentile,
                share + " should have taken less than " + Words.limit(limit),
                "whether " + share + " take less than " + Words.limit(limit));
        LatencyValue value = percentile(gate, view, percentile, limit);
        LatencyValue least = view.latency().percentileAtLeast(percentile);
        return value.isBelow(limit)
                ? Optional.empty()
                : gate.failure("but " + ReportText.row(percentile) + " was "
                        + (least.duration().equals(value.duration()) ? "" : "at least ") + text(least, view, limit)
                        + " ("
                        + view.over() + ", " + subject.report().latencyBasis().words() + ").");
    }

    static Optional<String> percentileAtLeast(Subject subject, LatencyView view, double percentile, Duration limit) {
        check(percentile, limit);
        String row = ReportText.row(percentile) + " of the " + view.requests();
        Gate gate = gate(
                subject,
                view,
                percentile,
                row + " should have been at least " + Words.limit(limit),
                "whether " + row + " is at least " + Words.limit(limit));
        LatencyValue value = percentile(gate, view, percentile, limit);
        return value.isBelow(limit)
                ? gate.failure("but it was only " + text(value, view, limit) + " (" + view.over() + ", "
                        + subject.report().latencyBasis().words() + ").")
                : Optional.empty();
    }

    private static void check(double percentile, Duration limit) {
        ArgumentChecks.percentile(percentile);
        ArgumentChecks.limit(requireNonNull(limit, "limit"));
    }

    private static Gate gate(Subject subject, LatencyView view, double percentile, String expected, String asked) {
        return Gate.latency(
                subject,
                expected,
                asked,
                view.isOfAllOffered() ? OperationLines.slowest(subject.report(), percentile) : "");
    }

    /** The highest value that the percentile can have; which lies on the same side of the limit as the lowest. */
    private static LatencyValue percentile(Gate gate, LatencyView view, double percentile, Duration limit) {
        Latency latency = view.latency();
        EvidenceNeeds.percentile(gate.report(), latency, percentile, view.requests())
                .ifPresent(because -> gate.require(false, because));
        try {
            EvidenceNeeds.percentileLimit(latency, percentile, limit, view.requests())
                    .ifPresent(because -> gate.require(false, because));
            return latency.percentile(percentile);
        } catch (NoSuchElementException e) {
            throw gate.inconclusive(String.valueOf(e.getMessage()));
        }
    }

    private static String text(LatencyValue value, LatencyView view, Duration limit) {
        return value.duration()
                .map(duration -> Words.measured(duration, limit))
                .orElseGet(() ->
                        "unbounded, because " + Words.grouped(view.latency().unboundedCount()) + " got no good answer");
    }
}
