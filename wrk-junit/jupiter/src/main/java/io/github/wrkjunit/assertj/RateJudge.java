// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.assertj;

import io.github.wrkjunit.report.EvidenceNeeds;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.spec.Durations;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Judges the achieved rate: empty if the verdict is good, else the message of the failure. Stateless. */
final class RateJudge {

    private RateJudge() {}

    static Optional<String> achievedAtLeast(Subject subject, double rate) {
        ArgumentChecks.rate(rate);
        String least = "at least " + Words.plain(rate) + " requests a second";
        Gate gate = Gate.counts(subject, least + " should have been answered", "whether " + least + " can be answered");
        WorkloadReport report = subject.report();
        OptionalDouble achieved = report.achievedRate();
        gate.require(achieved.isPresent(), "No time has passed between the start and the last outcome.");
        if (achieved.orElse(0) >= rate) {
            return Optional.empty();
        }
        OptionalDouble offered = report.offeredRate();
        gate.require(
                offered.orElse(Double.POSITIVE_INFINITY) >= rate,
                "Only " + perSecond(offered.orElse(0)) + " were offered. Offer a higher rate, or ask for a lower one.");
        gate.require(
                (report.counts().answered() + report.counts().notSentByGenerator())
                                * 1e9
                                / report.elapsed().toNanos()
                        < rate,
                EvidenceNeeds.unresolved(report.counts()));
        return gate.failure("but only " + perSecond(achieved.orElse(0)) + " were ("
                + Words.grouped(report.counts().answered()) + " answers in "
                + Durations.readable(report.elapsed()) + ").");
    }

    private static String perSecond(double rate) {
        return String.format(Locale.ROOT, "%.4g/s", rate);
    }
}
