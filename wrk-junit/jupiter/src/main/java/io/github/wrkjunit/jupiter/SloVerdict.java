// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import io.github.wrkjunit.report.Counts;
import io.github.wrkjunit.report.EvidenceNeeds;
import io.github.wrkjunit.report.InconclusiveException;
import io.github.wrkjunit.report.Latency;
import io.github.wrkjunit.report.LatencyValue;
import io.github.wrkjunit.report.OperationReport;
import io.github.wrkjunit.report.ReportText;
import io.github.wrkjunit.report.UserFrames;
import io.github.wrkjunit.report.Validity;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.spec.Durations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Judges the reports of a test by its objectives, all at once; one thread at a time. */
final class SloVerdict {

    private final String place;
    private final Map<String, WorkloadReport> reports;
    private final List<String> broken = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    /** The reports to be told of, and the percentile, or NaN, at which their operations are of interest. */
    private final Map<WorkloadReport, Double> concerned = new LinkedHashMap<>();
    /** The operations that are to be told of, "" for all requests. */
    private final Map<WorkloadReport, Set<String>> operations = new LinkedHashMap<>();

    SloVerdict(String place, Map<String, WorkloadReport> reports) {
        this.place = place;
        this.reports = reports;
    }

    /**
     * Judges.
     *
     * @throws AssertionError with every objective that is not met; those that cannot be told are suppressed in it
     * @throws InconclusiveException if none is broken, with every objective that cannot be told
     */
    void judge(List<Objective> objectives) {
        for (Objective objective : objectives) {
            reports.forEach((name, report) -> {
                if (objective.isAbout(name)) {
                    judge(objective, report);
                }
            });
        }
        InconclusiveException inconclusive = unknown.isEmpty()
                ? null
                : UserFrames.of(new InconclusiveException(message(unknown, "objectives cannot be judged") + story()));
        if (!broken.isEmpty()) {
            AssertionError error =
                    UserFrames.of(new AssertionError(message(broken, "objectives are not met") + story()));
            if (inconclusive != null) {
                error.addSuppressed(inconclusive);
            }
            throw error;
        }
        if (inconclusive != null) {
            throw inconclusive;
        }
    }

    private void judge(Objective objective, WorkloadReport report) {
        String load = reports.size() > 1 ? "load \"" + report.name() + "\": " : "";
        try {
            String failure = objective.demand() instanceof Objective.Percentile percentile
                    ? percentile(objective, percentile, report)
                    : errors(objective, (Objective.Errors) objective.demand(), report);
            if (!failure.isEmpty()) {
                broken.add(load + failure);
                operations.computeIfAbsent(report, key -> new TreeSet<>()).add(objective.operation());
                concerned.merge(report, percentile(objective), (one, other) -> Double.isNaN(one) ? other : one);
            }
        } catch (NoSuchElementException | InconclusiveException e) {
            unknown.add(load + wanted(objective) + " cannot be told: " + e.getMessage());
            operations.computeIfAbsent(report, key -> new TreeSet<>()).add(objective.operation());
            concerned.putIfAbsent(report, Double.NaN);
        }
    }

    /** What is broken; empty if nothing is. */
    private static String percentile(Objective objective, Objective.Percentile demand, WorkloadReport report) {
        Latency latency = objective.operation().isEmpty()
                ? report.latency()
                : operation(objective, report).latency();
        require(EvidenceNeeds.percentile(report, latency, demand.percentile(), requests(objective)));
        require(EvidenceNeeds.percentileLimit(latency, demand.percentile(), demand.limit(), requests(objective)));
        LatencyValue value = latency.percentileAtLeast(demand.percentile());
        return value.isBelow(demand.limit())
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%s should have taken less than %s,\n  but %s was %s%s (over all %,d requests, %s).",
                        subject(objective),
                        Durations.readable(demand.limit()),
                        ReportText.row(demand.percentile()),
                        latency.percentile(demand.percentile()).duration().equals(value.duration()) ? "" : "at least ",
                        value.words(),
                        latency.count(),
                        report.latencyBasis().words());
    }

    private static String errors(Objective objective, Objective.Errors demand, WorkloadReport report) {
        if (!report.validity().carries(Validity.Evidence.COUNTS)) {
            throw new InconclusiveException(report.validity().sentences(Validity.Evidence.COUNTS));
        }
        Counts counts = objective.operation().isEmpty()
                ? report.counts()
                : operation(objective, report).counts();
        double share = Objective.share(demand.perCent());
        require(EvidenceNeeds.errorsBelow(counts, share));
        long offered = counts.offered().orElse(0);
        if ((double) counts.knownErrors() / offered < share) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "%s should have ended without a good answer,\n  but %s%,d of %,d did (%.3g %%).",
                subject(objective),
                counts.errors().isPresent() ? "" : "at least ",
                counts.knownErrors(),
                offered,
                100.0 * counts.knownErrors() / offered);
    }

    private static void require(Optional<String> missing) {
        if (missing.isPresent()) {
            throw new InconclusiveException(missing.get());
        }
    }

    private static OperationReport operation(Objective objective, WorkloadReport report) {
        return report.operation(objective.operation());
    }

    private static String subject(Objective objective) {
        String requests = "of the " + requests(objective);
        return objective.demand() instanceof Objective.Percentile percentile
                ? Objective.number(percentile.percentile()) + " % " + requests
                : "less than " + Objective.number(((Objective.Errors) objective.demand()).perCent()) + " % " + requests;
    }

    private static String requests(Objective objective) {
        return objective.operation().isEmpty() ? "requests" : "requests of " + objective.operation();
    }

    private static String wanted(Objective objective) {
        return objective.demand() instanceof Objective.Percentile percentile
                ? "whether " + subject(objective) + " took less than " + Durations.readable(percentile.limit())
                : "whether " + subject(objective) + " ended without a good answer";
    }

    private String message(List<String> findings, String several) {
        return findings.size() == 1
                ? place + ": " + findings.get(0)
                : place + ": " + findings.size() + " " + several + ":\n  - "
                        + String.join(
                                "\n  - ",
                                findings.stream()
                                        .map(finding -> finding.replace("\n", "\n  "))
                                        .toList());
    }

    private String story() {
        StringBuilder story = new StringBuilder();
        concerned.forEach((report, percentile) -> {
            String load = reports.size() > 1 ? "load \"" + report.name() + "\": " : "";
            story.append("\n  ").append(load).append(ReportText.accounting(report));
            line(Double.isNaN(percentile) ? "" : ReportText.slowestOperation(report, percentile), story);
            operations.getOrDefault(report, Set.of()).forEach(operation -> line(waits(report, operation), story));
            line(ReportText.evidence(report), story);
        });
        return story.toString();
    }

    private static String waits(WorkloadReport report, String operation) {
        return report.operations().stream()
                .filter(one -> one.name().equals(operation))
                .findFirst()
                .map(one -> ReportText.waits(report, one.waits(), one.counts().offered(), "requests of " + operation))
                .orElseGet(() ->
                        ReportText.waits(report, report.waits(), report.counts().offered(), "requests"))
                .orElse("");
    }

    private static void line(String text, StringBuilder story) {
        if (!text.isEmpty()) {
            story.append("\n  ").append(text);
        }
    }

    private static double percentile(Objective objective) {
        return objective.operation().isEmpty() && objective.demand() instanceof Objective.Percentile percentile
                ? percentile.percentile()
                : Double.NaN;
    }
}
