// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import io.github.wrkjunit.spec.Attribute;
import io.github.wrkjunit.spec.Durations;
import io.github.wrkjunit.spec.Origin;
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

    /** Fewer waits than this share of the requests are no news. */
    private static final double FEW_WAITS = 0.01;

    private ReportText() {}

    /** The accounting in one line: {@code offered 1,500 (100/s for 15 s, exp, seed 7) = 1,498 answered (1,496 2xx, 2 503) + ...}. */
    public static String accounting(WorkloadReport report) {
        return accounting(report.counts(), " (" + offer(report) + ")");
    }

    /** The same of counts alone, or with what was asked for after the number that was offered. */
    static String accounting(Counts counts, String offer) {
        OptionalLong offered = counts.offered();
        StringBuilder line = new StringBuilder("offered ")
                .append(offered.isPresent() ? grouped(offered.getAsLong()) : "an unknown number")
                .append(offer)
                .append(" = ")
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
                .append(counts.notSentByGenerator() > 0 ? " (the generator was at its limit)" : "")
                .toString();
    }

    /**
     * Which operation is the slowest at the percentile, and how slow the others are; empty with fewer than two operations. An
     * operation with fewer requests than {@linkplain Latency#samplesNeeded the percentile needs} is named without one, because its
     * percentile is a matter of chance.
     */
    public static String slowestOperation(WorkloadReport report, double percentile) {
        long needed = Latency.samplesNeeded(percentile);
        List<OperationReport> all = report.operations();
        List<OperationReport> judged = all.stream()
                .filter(operation -> operation.latency().count() >= needed)
                .toList();
        if (all.size() < 2 || judged.isEmpty()) {
            return "";
        }
        Comparator<OperationReport> bySlowness =
                Comparator.comparing(operation -> operation.latency().percentile(percentile), ReportText::compare);
        OperationReport slowest = judged.stream().max(bySlowness).orElseThrow();
        StringJoiner line = new StringJoiner("; ")
                .add((judged.size() > 1 ? "slowest operation " : "") + slowest.name() + " " + row(percentile) + " "
                        + slowest.latency().percentile(percentile).words());
        judged.stream()
                .filter(operation -> operation != slowest)
                .max(bySlowness)
                .map(other -> other.latency().percentile(percentile))
                .ifPresent(others -> line.add("the others " + others.words() + (others.isBounded() ? " or less" : "")));
        StringJoiner few = new StringJoiner(
                        ", ", row(percentile) + " needs " + grouped(needed) + " requests, there were ", "")
                .setEmptyValue("");
        all.stream()
                .filter(operation -> !judged.contains(operation))
                .forEach(operation -> few.add(grouped(operation.latency().count()) + " of " + operation.name()));
        return few.toString().isEmpty()
                ? line.toString()
                : line.add(few.toString()).toString();
    }

    /**
     * The load, or the part of it, that a report is on: {@code workload "shop"}, or
     * {@code workload "shop", window "fault" (10 s to 20 s)}.
     */
    public static String subject(WorkloadReport report) {
        return "workload \"" + report.name() + "\""
                + report.part().map(part -> ", " + part).orElse("");
    }

    /** One line for each window of which the requests are known. */
    private static void windows(WorkloadReport report, List<String> lines) {
        if (!report.counts().isComplete()) {
            return;
        }
        for (String name : report.windows()) {
            WorkloadReport window = report.window(name);
            lines.add(String.format(
                    Locale.ROOT,
                    "  %s: %,d offered, %,d without a good answer; %s",
                    window.part().orElse(name),
                    window.counts().offered().orElse(0),
                    window.counts().knownErrors(),
                    percentiles(window.latency()) + waited(window.waits(), window.counts())));
        }
    }

    /** Who of some requests waited for a connection, as the end of their line; empty if few did. */
    private static String waited(Waits waits, Counts counts) {
        return isFew(waits, counts.offered())
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; %,d waited for a connection, %s on average",
                        waits.count(),
                        Durations.readable(waits.mean()));
    }

    private static boolean isFew(Waits waits, OptionalLong offered) {
        return waits.count() == 0 || waits.count() < FEW_WAITS * offered.orElse(Long.MAX_VALUE);
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
        lines.add("Load \"" + report.name() + "\""
                + report.part().map(part -> ", " + part + ",").orElse("") + " on "
                + Redaction.url(report.spec().url().toString()) + ", " + report.generator() + ", "
                + report.latencyBasis().words());
        lines.add("  " + accounting(report));
        lines.add((report.counts().unresolved().isPresent()
                        ? "  latency of all offered requests: "
                        : "  latency as far as it is known:   ")
                + percentiles(report.latency())
                + uncertain(report.latency()));
        if (report.counts().knownErrors() > 0 || report.unsplitCount() > 0) {
            lines.add("  latency of the answered ones:    " + percentiles(report.answeredLatency()));
        }
        if (report.operations().size() > 1) {
            for (OperationReport operation : report.operations()) {
                Counts counts = operation.counts();
                Waits waits = operation.waits();
                lines.add(String.format(
                        Locale.ROOT,
                        "    %-32s %,8d offered, %,d without a good answer; %s%s",
                        operation.name(),
                        counts.offered().orElse(0),
                        counts.knownErrors(),
                        percentiles(operation.latency()),
                        waited(waits, counts)));
            }
        }
        windows(report, lines);
        waits(report, report.waits(), report.counts().offered(), "requests")
                .ifPresent(waited -> lines.add("  " + waited));
        report.warnings().forEach(warning -> lines.add("  note: " + warning));
        report.validity().problems().forEach(problem -> lines.add("  INCONCLUSIVE: " + problem.sentence()));
        String evidence = evidence(report);
        if (!evidence.isEmpty()) {
            lines.add("  " + evidence);
        }
        return String.join("\n", lines);
    }

    /**
     * How many requests waited for a free connection, how long, and how many connections the load needs; empty if fewer than one in
     * a hundred did. The wait is latency, and an operation's requests wait for connections that those of others hold.
     *
     * @param report the load, or the part of it, that the requests belong to
     * @param waits the waits of the requests in question: of all of the report, or of an operation
     * @param offered how many requests these are
     * @param requests what to call them, such as {@code requests of GET /hotels}
     */
    public static Optional<String> waits(WorkloadReport report, Waits waits, OptionalLong offered, String requests) {
        if (isFew(waits, offered)) {
            return Optional.empty();
        }
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%.3g %% of the %s waited for a free connection, %s on average and %s at most, which is in their latency",
                100.0 * waits.count() / offered.orElse(waits.count()),
                requests,
                Durations.readable(waits.mean()),
                Durations.readable(waits.longest())));
        if (report.spec().has(Attribute.CONNECTIONS)
                && report.connectionsNeeded().isPresent()) {
            int connections = report.spec().connections();
            double needed = report.connectionsNeeded().getAsDouble();
            line.append(String.format(
                    Locale.ROOT,
                    "; by Little's law the load keeps %.3g connections busy, and has %d",
                    needed,
                    connections));
            if (report.spec().origin(Attribute.CONNECTIONS).equals(Origin.DEFAULT)) {
                line.append(", the default");
            }
            long enough = (long) Math.ceil(needed + 2 * Math.sqrt(needed)); // square-root staffing: few wait then
            if (enough > connections) {
                line.append(": set connections to ").append(enough).append(" or more");
            }
        }
        return Optional.of(line.append('.').toString());
    }

    /** The percentiles that the requests carry, and the maximum. */
    static String percentiles(Latency latency) {
        if (latency.count() == 0) {
            return latency.isExact() || !latency.printedRowsUs().isEmpty()
                    ? "none was measured"
                    : "no percentile was printed";
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

    /** Why the maximum is open, where no count of the report says it: requests were answered, and their latency was not recorded. */
    private static String uncertain(Latency latency) {
        return latency.isExact() && latency.uncertainCount() > 0
                ? " (" + grouped(latency.uncertainCount()) + " of unknown latency)"
                : "";
    }

    /** What is uncertain shows as a range, if it is one to the digits that are shown. */
    private static String brief(Latency latency, double percentile) {
        LatencyValue most = latency.percentile(percentile);
        String from = brief(latency.percentileAtLeast(percentile));
        String to = brief(most);
        return from.equals(to) ? to : most.isBounded() ? from + " to " + to : from + " or more";
    }

    private static String brief(LatencyValue value) {
        return value.isBounded() ? value.words() : "unbounded";
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
        if (!counts.isComplete()
                && counts.unresolved().isEmpty()
                && counts.statuses().isEmpty()
                && counts.knownErrors() > 0) {
            list.add(grouped(counts.knownErrors()) + " not 2xx or 3xx");
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

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
