// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import io.github.wrkjunit.spec.Attribute;
import io.github.wrkjunit.spec.Durations;
import io.github.wrkjunit.spec.Redaction;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.StringJoiner;

/** A report in words: for the terminal, and for the failures that have to tell the whole story. Stateless. */
public final class ReportText {

    private static final double[] ROWS = {50, 90, 99, 99.9};

    private ReportText() {}

    /** The accounting in one line: {@code offered 1,500 (100/s for 15 s, exp, seed 7) = 1,498 answered (1,496 2xx, 2 503) + ...}. */
    public static String accounting(WorkloadReport report) {
        Counts counts = report.counts();
        OptionalLong offered = counts.offered();
        StringBuilder line = new StringBuilder("offered ")
                .append(offered.isPresent() ? grouped(offered.getAsLong()) : "an unknown number")
                .append(" (")
                .append(offer(report))
                .append(") = ")
                .append(grouped(counts.answered()))
                .append(" answered")
                .append(answers(counts));
        for (Outcome outcome : Outcome.values()) {
            long count = counts.atLeast(outcome);
            if (outcome.group() == Outcome.Group.FAILED && count > 0) {
                line.append(" + ").append(grouped(count)).append(' ').append(outcome.key());
            }
        }
        if (!counts.isComplete()) {
            return line.append(" + ")
                    .append(
                            counts.unresolved().isPresent()
                                    ? grouped(counts.unresolved().getAsLong()) + " lost or still in flight at the end"
                                    : "an unknown number without an answer")
                    .toString();
        }
        return line.append(" + ")
                .append(grouped(counts.unanswered().orElse(0)))
                .append(" unanswered + ")
                .append(grouped(counts.notSent().orElse(0)))
                .append(" not sent")
                .toString();
    }

    /** Which operation is the slowest at the percentile, and how slow the others are; empty with fewer than two operations. */
    public static String slowestOperation(WorkloadReport report, double percentile) {
        List<OperationReport> operations = report.operations();
        if (operations.size() < 2) {
            return "";
        }
        Comparator<OperationReport> bySlowness =
                Comparator.comparing(operation -> operation.latency().percentile(percentile), ReportText::compare);
        OperationReport slowest = operations.stream().max(bySlowness).orElseThrow();
        LatencyValue others = operations.stream()
                .filter(operation -> operation != slowest)
                .max(bySlowness)
                .orElseThrow()
                .latency()
                .percentile(percentile);
        return "slowest operation " + slowest.name() + " " + row(percentile) + " "
                + slowest.latency().percentile(percentile) + "; the others " + others
                + (others.isBounded() ? " or less" : "");
    }

    /** Where the evidence lies and how to offer the same load again; empty if neither is known. */
    public static String evidence(WorkloadReport report) {
        StringJoiner line = new StringJoiner("      ");
        report.evidence()
                .ifPresent(folder -> line.add("evidence: " + folder.resolve("report.json")
                        + (report.spec().workers() == 1 ? ", raw.txt" : ", worker-*/raw.txt")));
        report.again().ifPresent(command -> line.add("again: " + command));
        return line.toString();
    }

    /** {@code p99}, {@code p99.9}. */
    public static String row(double percentile) {
        return percentile == Math.rint(percentile) ? "p" + (long) percentile : "p" + percentile;
    }

    static String of(WorkloadReport report) {
        List<String> lines = new ArrayList<>();
        lines.add("Load \"" + report.name() + "\" on "
                + Redaction.url(report.spec().url().toString()) + ", " + report.generator() + ", "
                + report.latencyBasis().words());
        lines.add("  " + accounting(report));
        lines.add((report.counts().unresolved().isPresent()
                        ? "  latency of all offered requests: "
                        : "  latency as far as it is known:   ")
                + percentiles(report.latency()));
        if (report.counts().knownErrors() > 0 || report.unsplitCount() > 0) {
            lines.add("  latency of the answered ones:    " + percentiles(report.answeredLatency()));
        }
        if (report.operations().size() > 1) {
            for (OperationReport operation : report.operations()) {
                Counts counts = operation.counts();
                lines.add(String.format(
                        Locale.ROOT,
                        "    %-32s %,8d offered, %,d without a good answer; %s",
                        operation.name(),
                        counts.offered().orElse(0),
                        counts.knownErrors(),
                        percentiles(operation.latency())));
            }
        }
        waits(report).ifPresent(lines::add);
        report.warnings().forEach(warning -> lines.add("  note: " + warning));
        report.validity().problems().forEach(problem -> lines.add("  INCONCLUSIVE: " + problem.sentence()));
        String evidence = evidence(report);
        if (!evidence.isEmpty()) {
            lines.add("  " + evidence);
        }
        return String.join("\n", lines);
    }

    private static Optional<String> waits(WorkloadReport report) {
        return report.health()
                .filter(health -> health.waited() > 0 && report.counts().sent().orElse(0) > 0)
                .map(health -> String.format(
                        Locale.ROOT,
                        "  %.3g %% of the requests waited for a free connection; by Little's law the load keeps %s of the %d connections busy",
                        100.0 * health.waited() / report.counts().sent().orElse(1),
                        report.connectionsNeeded().isPresent()
                                ? String.format(
                                        Locale.ROOT,
                                        "%.1f",
                                        report.connectionsNeeded().getAsDouble())
                                : "an unknown number",
                        report.spec().connections()));
    }

    private static String percentiles(Latency latency) {
        if (latency.count() == 0) {
            return "none was measured";
        }
        StringJoiner row = new StringJoiner(", ");
        for (double percentile : ROWS) {
            // a percentile of fewer requests is a matter of chance, and would be read as if it were none
            boolean known = latency.isExact()
                    ? latency.count() >= Latency.samplesNeeded(percentile)
                    : latency.printedRowsUs().containsKey(percentile);
            if (known) {
                row.add(row(percentile) + " " + brief(latency, percentile));
            }
        }
        return latency.isExact() ? row.add("max " + brief(latency, 100)).toString() : row.toString();
    }

    /** What is uncertain shows as a range. */
    private static String brief(Latency latency, double percentile) {
        LatencyValue least = latency.percentileAtLeast(percentile);
        LatencyValue most = latency.percentile(percentile);
        return least.duration().equals(most.duration()) ? brief(most) : brief(least) + " to " + brief(most);
    }

    private static String brief(LatencyValue value) {
        return value.isBounded() ? value.toString() : "unbounded";
    }

    private static String offer(WorkloadReport report) {
        WorkloadSpec spec = report.spec();
        StringJoiner offer = new StringJoiner(", ");
        offer.add((spec.has(Attribute.RATE) ? number(spec.rate()) + "/s for " : "at an unknown rate for ")
                + Durations.readable(report.offeredFor()));
        if (spec.has(Attribute.DIST)) {
            offer.add(spec.dist().word());
        }
        spec.seed().ifPresent(seed -> offer.add("seed " + seed));
        return offer.toString();
    }

    private static String answers(Counts counts) {
        StringJoiner list = new StringJoiner(", ", " (", ")").setEmptyValue("");
        for (Outcome outcome : new Outcome[] {Outcome.SUCCESS, Outcome.REDIRECT}) {
            long count = counts.of(outcome).orElse(0);
            if (count > 0) {
                list.add(grouped(count) + " " + outcome.key());
            }
        }
        Map<Integer, Long> bad = counts.statuses().tailMap(400);
        bad.forEach((status, count) -> list.add(grouped(count) + " " + status));
        if (bad.isEmpty()) {
            for (Outcome outcome : new Outcome[] {Outcome.CLIENT_ERROR, Outcome.SERVER_ERROR}) {
                long count = counts.of(outcome).orElse(0);
                if (count > 0) {
                    list.add(grouped(count) + " " + outcome.key());
                }
            }
        }
        return list.toString();
    }

    private static int compare(LatencyValue left, LatencyValue right) {
        if (left.isBounded() && right.isBounded()) {
            return left.duration().orElseThrow().compareTo(right.duration().orElseThrow());
        }
        return left.isBounded()
                ? -1
                : right.isBounded() ? 1 : Double.compare(left.unboundedShare(), right.unboundedShare());
    }

    private static String number(double rate) {
        return rate == Math.rint(rate) && rate < 1e15 ? grouped((long) rate) : Double.toString(rate);
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
