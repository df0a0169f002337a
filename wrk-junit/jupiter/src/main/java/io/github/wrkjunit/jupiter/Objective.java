// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import io.github.wrkjunit.report.Counts;
import io.github.wrkjunit.report.InconclusiveException;
import io.github.wrkjunit.report.Latency;
import io.github.wrkjunit.report.LatencyValue;
import io.github.wrkjunit.report.OperationReport;
import io.github.wrkjunit.report.ReportText;
import io.github.wrkjunit.report.Validity.Evidence;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.spec.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One demand of {@link Slo}, checked. Immutable. */
final class Objective {

    private static final AnnotationScan<Slo, Slos> SCAN = new AnnotationScan<>(Slo.class, Slos.class, Slos::value);
    private static final Pattern SHARE = Pattern.compile("\\s*(\\d{1,3}(?:\\.\\d{1,9})?)\\s*%\\s*");

    private final Slo slo;
    private final Optional<Duration> below;
    private final OptionalDouble errorsBelow;

    private Objective(Slo slo, Optional<Duration> below, OptionalDouble errorsBelow) {
        this.slo = slo;
        this.below = below;
        this.errorsBelow = errorsBelow;
    }

    /** The objectives of a test, a nearer one in the place of a farther one on the same; what is wrong is added to the problems. */
    static List<Objective> of(ExtensionContext context, DeclaredLoads declared, List<String> problems) {
        Map<List<String>, Objective> objectives = new LinkedHashMap<>();
        for (Level<Slo> level : SCAN.levels(context)) {
            for (Declared<Slo> each : level.declared()) {
                check(each, problems).ifPresent(objective -> objectives.put(objective.subject(), objective));
            }
        }
        if (!objectives.isEmpty()
                && declared.enabled().isEmpty()
                && declared.disabled().isEmpty()) {
            problems.add("@Slo on " + TestName.of(context)
                    + ": the test declares no load that could be judged. Add @WithWorkload.");
        }
        return List.copyOf(objectives.values());
    }

    /** Judges all; throws {@link AssertionError} with all that are not met, else {@link InconclusiveException} with all that cannot be told. */
    static void judge(List<Objective> objectives, Map<String, WorkloadReport> reports, String test) {
        List<String> broken = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (Objective objective : objectives) {
            String workload = objective.slo.workload();
            if (!workload.isEmpty() && !reports.containsKey(workload)) {
                unknown.add("the test has no load \"" + workload + "\", only: " + String.join(", ", reports.keySet())
                        + ".");
            }
            reports.forEach((name, report) -> {
                if (workload.isEmpty() || workload.equals(name)) {
                    objective.judge(report, broken, unknown);
                }
            });
        }
        List<String> context = new ArrayList<>();
        reports.values().forEach(report -> context.addAll(story(report)));
        if (!broken.isEmpty()) {
            throw new AssertionError(test + ": " + told(broken, context));
        }
        if (!unknown.isEmpty()) {
            throw new InconclusiveException(test + ": inconclusive: " + told(unknown, context));
        }
    }

    private static Optional<Objective> check(Declared<Slo> declared, List<String> problems) {
        Slo slo = declared.annotation();
        int before = problems.size();
        boolean percentile = !Double.isNaN(slo.p());
        if (percentile == slo.below().isEmpty()) {
            problems.add(declared.place() + ": p and below belong together. Use p = 99, below = \"250ms\".");
        }
        if (percentile && !(slo.p() > 0 && slo.p() <= 100)) {
            problems.add(declared.place() + ": p = " + slo.p() + " is no percentile. Use one above 0 and up to 100.");
        }
        if (!percentile && slo.errorsBelow().isEmpty()) {
            problems.add(declared.place()
                    + ": it demands nothing. Use p = 99, below = \"250ms\", or errorsBelow = \"0.1%\".");
        }
        Optional<Duration> below = Durations.parse(slo.below());
        if (!slo.below().isEmpty() && below.isEmpty()) {
            problems.add(declared.place() + ": below \"" + slo.below() + "\" is not a time. Use 500ms, 30s, 2m or 1h.");
        }
        Matcher share = SHARE.matcher(slo.errorsBelow());
        boolean shareGiven = share.matches() && Double.parseDouble(share.group(1)) <= 100;
        if (!slo.errorsBelow().isEmpty() && !shareGiven) {
            problems.add(declared.place() + ": errorsBelow \"" + slo.errorsBelow()
                    + "\" is not a share. Use one such as 0.1%.");
        }
        return problems.size() > before
                ? Optional.empty()
                : Optional.of(new Objective(
                        slo,
                        below,
                        shareGiven
                                ? OptionalDouble.of(Double.parseDouble(share.group(1)) / 100)
                                : OptionalDouble.empty()));
    }

    private List<String> subject() {
        return List.of(
                slo.workload(),
                slo.operation(),
                below.isPresent() ? Double.toString(slo.p()) : "",
                errorsBelow.isPresent() ? "errors" : "");
    }

    private void judge(WorkloadReport report, List<String> broken, List<String> unknown) {
        Optional<OperationReport> operation = report.operations().stream()
                .filter(each -> each.name().equals(slo.operation()))
                .findFirst();
        if (!slo.operation().isEmpty() && operation.isEmpty()) {
            unknown.add("no request of operation \"" + slo.operation() + "\" was offered. There were: "
                    + String.join(
                            ", ",
                            report.operations().stream()
                                    .map(OperationReport::name)
                                    .toList()) + ".");
            return;
        }
        below.ifPresent(limit -> latency(
                report, operation.map(OperationReport::latency).orElseGet(report::latency), limit, broken, unknown));
        errorsBelow.ifPresent(limit -> errors(
                report, operation.map(OperationReport::counts).orElseGet(report::counts), limit, broken, unknown));
    }

    private void latency(
            WorkloadReport report, Latency latency, Duration limit, List<String> broken, List<String> unknown) {
        String demand = number(slo.p()) + " % of the requests" + ofOperation() + " should have taken less than "
                + Durations.readable(limit);
        if (!report.validity().carries(Evidence.LATENCY)) {
            unknown.add(
                    demand + ", but that cannot be told. " + report.validity().sentences(Evidence.LATENCY));
        } else if (latency.count() < Latency.samplesNeeded(slo.p())) {
            unknown.add(String.format(
                    Locale.ROOT,
                    "%s, but %,d requests are too few to tell: p%s needs %,d. Offer a longer load or a higher rate.",
                    demand,
                    latency.count(),
                    number(slo.p()),
                    Latency.samplesNeeded(slo.p())));
        } else {
            LatencyValue value = latency.percentile(slo.p());
            if (!value.isBelow(limit)) {
                broken.add(String.format(
                        Locale.ROOT,
                        "%s,%n  but %s was %s (over all %,d requests, %s).",
                        demand,
                        ReportText.row(slo.p()),
                        value,
                        latency.count(),
                        report.latencyBasis().words()));
            }
        }
    }

    private void errors(WorkloadReport report, Counts counts, double limit, List<String> broken, List<String> unknown) {
        String demand = "less than " + number(100 * limit) + " % of the requests" + ofOperation()
                + " should have got no good answer";
        OptionalLong offered = counts.offered();
        if (!report.validity().carries(Evidence.COUNTS) || counts.errors().isEmpty() || offered.orElse(0) == 0) {
            unknown.add(
                    demand + ", but that cannot be told. " + report.validity().sentences(Evidence.COUNTS));
            return;
        }
        long errors = counts.knownErrors();
        long needed =
                limit >= 1 ? 1 : limit <= 0 ? Long.MAX_VALUE : (long) Math.ceil(Math.log(0.05) / Math.log1p(-limit));
        if (errors >= limit * offered.getAsLong()) {
            broken.add(String.format(
                    Locale.ROOT,
                    "%s,%n  but %,d of %,d did (%.3g %%).",
                    demand,
                    errors,
                    offered.getAsLong(),
                    100.0 * errors / offered.getAsLong()));
        } else if (offered.getAsLong() < needed) {
            unknown.add(String.format(
                    Locale.ROOT,
                    "%s, but %,d requests are too few to tell: that needs %,d. Offer a longer load or a higher rate.",
                    demand,
                    offered.getAsLong(),
                    needed));
        }
    }

    private String ofOperation() {
        return slo.operation().isEmpty() ? "" : " " + slo.operation();
    }

    private static List<String> story(WorkloadReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(ReportText.accounting(report));
        if (report.counts().offered().orElse(0) > 0 && report.operations().size() > 1) {
            lines.add(ReportText.slowestOperation(report, 99));
        }
        if (!ReportText.evidence(report).isEmpty()) {
            lines.add(ReportText.evidence(report));
        }
        return lines;
    }

    private static String told(List<String> sentences, List<String> context) {
        return String.join("\n  ", sentences) + "\n  " + String.join("\n  ", context);
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.6f", value);
        return text.replaceFirst("\\.?0+$", "");
    }
}
