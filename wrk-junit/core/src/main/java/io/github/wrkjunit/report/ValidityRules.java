// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import static io.github.wrkjunit.report.Validity.Reason.GENERATOR_LAG;
import static io.github.wrkjunit.report.Validity.Reason.GENERATOR_LIMIT;
import static io.github.wrkjunit.report.Validity.Reason.INCOMPLETE;
import static io.github.wrkjunit.report.Validity.Reason.LATENCY_INCOMPLETE;
import static io.github.wrkjunit.report.Validity.Reason.NOTHING_ANSWERED;
import static io.github.wrkjunit.report.Validity.Reason.NO_REQUESTS;
import static io.github.wrkjunit.report.Validity.Reason.PART_OF_RUN;
import static io.github.wrkjunit.report.Validity.Reason.RATE_NOT_REACHED;

import io.github.wrkjunit.report.Validity.Problem;
import io.github.wrkjunit.spec.Attribute;
import io.github.wrkjunit.spec.Distribution;
import io.github.wrkjunit.spec.Durations;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The gate: what a report must show before anything may be concluded from it.
 *
 * @param rateTolerance share by which offered and achieved rate may differ from the asked one, beyond what chance explains
 * @param lagTolerance the generator's own lateness may be this long at the percentile that is asked; a thread of it may stand still
 *     for twice as long, and be ready to run and without a processor for five times as long within a second
 */
public record ValidityRules(double rateTolerance, Duration lagTolerance) {

    /** 5 % and 50 ms. */
    public static final ValidityRules DEFAULT = new ValidityRules(0.05, Duration.ofMillis(50));

    /** Standard deviations that chance may explain: one run in a million is refused for it. */
    private static final double SIGMAS = 5;

    /** Of a stock wrk2 the answer that ends a thread's run has no latency; a larger share is more than that. */
    private static final double FEW_UNMEASURED = 0.05;

    /** The percentile at which a generator is called late or at its limit where no other is asked. */
    private static final double TAIL = 99;

    /** Such as {@code rate tolerance 5 %, lag tolerance 50 ms}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "rate tolerance %s %%, lag tolerance %s",
                new BigDecimal(100 * rateTolerance, new MathContext(6))
                        .stripTrailingZeros()
                        .toPlainString(),
                Durations.exact(lagTolerance));
    }

    Validity judge(WorkloadReport report) {
        List<Problem> problems = new ArrayList<>();
        report.incompleteBecause().ifPresent(because -> problems.add(new Problem(INCOMPLETE, because)));
        if (report.doubts().stream().anyMatch(doubt -> doubt.reason() == PART_OF_RUN)) {
            // nothing else can be asked of such a part: neither its rate nor whether there was a request
            problems.addAll(report.doubts());
            return new Validity(problems);
        }
        Counts counts = report.counts();
        OptionalLong offered = counts.offered();
        if (offered.orElse(counts.answered()) == 0) {
            problems.add(new Problem(
                    NO_REQUESTS,
                    counts.isComplete()
                                    && report.part().isPresent()
                                    && report.offeredFor().isZero()
                            ? "There is nothing " + report.part().get()
                                    + (report.part().get().startsWith("before")
                                            ? ": it began with the load. Let the load run for a while before, by awaitElapsed."
                                            : ": the load had ended. Give the load a longer duration.")
                            : counts.isComplete()
                                    ? "No request was due in " + Durations.readable(report.offeredFor())
                                            + ". Offer a higher rate or a longer duration."
                                    : "The generator counted no request at all. Look at its raw output."));
            return new Validity(problems);
        }
        rate(report, problems);
        generator(report, problems);
        latency(report, problems);
        problems.addAll(report.doubts());
        return new Validity(problems);
    }

    private void rate(WorkloadReport report, List<Problem> problems) {
        Counts counts = report.counts();
        WorkloadSpec spec = report.spec();
        if (!spec.has(Attribute.RATE)) {
            problems.add(
                    new Problem(
                            RATE_NOT_REACHED,
                            "The rate that was asked for is unknown, so nobody can tell whether it was reached. Judge a run that was made with a specification."));
            return;
        }
        double seconds = report.offeredFor().toNanos() / 1e9;
        double expected = spec.rate() * seconds;
        long seen =
                counts.isComplete() ? counts.offered().orElse(0) : counts.sent().orElse(counts.answered());
        double slack =
                rateTolerance * expected + SIGMAS * deviation(spec.dist(), expected) + spec.threads() * spec.workers();
        if (Math.abs(seen - expected) > slack) {
            problems.add(
                    new Problem(
                            RATE_NOT_REACHED,
                            String.format(
                                    Locale.ROOT,
                                    "The load was not the one that was asked for: %,d requests in %s are %.4g/s, not %.4g/s.%s",
                                    seen,
                                    Durations.readable(report.offeredFor()),
                                    seen / seconds,
                                    spec.rate(),
                                    counts.isComplete()
                                            ? " This is a defect of the generator."
                                            : " The generator does not tell whether it or the system was too slow. Use the runtime \"local\", or a lower rate.")));
        }
    }

    /** The standard deviation of the number of arrivals, by the coefficient of variation of their distances. */
    private static double deviation(Distribution distribution, double expected) {
        double variation =
                switch (distribution) {
                    case FIXED -> 0;
                    case NORM -> 0.25;
                    case EXP -> 1;
                    case ZIPF -> 2.5; // measured: wrk2/SPEC.md c.3
                };
        return variation * Math.sqrt(expected);
    }

    private void generator(WorkloadReport report, List<Problem> problems) {
        lagAt(report, TAIL).ifPresent(sentence -> problems.add(new Problem(GENERATOR_LAG, sentence)));
        throttledAt(report, TAIL).ifPresent(sentence -> problems.add(new Problem(GENERATOR_LIMIT, sentence)));
        report.limit().at(report, TAIL).ifPresent(sentence -> problems.add(new Problem(GENERATOR_LIMIT, sentence)));
    }

    /**
     * Why a percentile may show the generator and not the system, in whole sentences; empty if it does not, or if the generator
     * does not tell.
     */
    Optional<String> generatorAt(WorkloadReport report, double percentile) {
        return lagAt(report, percentile)
                .or(() -> throttledAt(report, percentile))
                .or(() -> report.limit().at(report, percentile));
    }

    private Optional<String> lagAt(WorkloadReport report, double percentile) {
        return report.health().flatMap(health -> {
            Duration stalled = stalled(report, health);
            double slowest = 1 - percentile / 100;
            if (stalled.toNanos() > slowest * report.offeredFor().toNanos()) {
                return Optional.of(
                        "The generator itself stood still for " + Durations.readable(stalled)
                                + " while requests were due for " + Durations.readable(report.offeredFor()) + ", and "
                                + ReportText.row(percentile)
                                + " may show that: it is not the system's fault. Give it a quieter machine, offer the load longer, judge a lower percentile, or raise wrk.tolerance.lag.");
            }
            Latency lag = health.sendLagDistribution();
            return lag.count() == 0 || lag.percentile(percentile).isBelow(lagTolerance)
                    ? Optional.empty()
                    : Optional.of(
                            "The generator itself was late: " + number(percentile)
                                    + " % of its requests left up to "
                                    + lag.percentile(percentile).words()
                                    + " after their time with a connection free, " + Durations.readable(lagTolerance)
                                    + " are tolerated (longest stall " + Durations.readable(health.longestStall())
                                    + "). Offer less, give it a quieter machine, judge a lower percentile, or raise wrk.tolerance.lag.");
        });
    }

    /** For how long the generator stood still in pieces that matter; zero if in none. */
    private Duration stalled(WorkloadReport report, GeneratorHealth health) {
        Duration piece = lagTolerance.multipliedBy(2);
        if (report.secondHealth().isEmpty()) {
            return health.longestStall().compareTo(piece) > 0 ? health.longestStall() : Duration.ZERO;
        }
        return report.secondHealth().values().stream()
                .filter(second -> second.longestStall().compareTo(piece) > 0)
                .map(SecondHealth::stalled)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * Why a percentile may show the time for which the generator had no processor and not the system's, in a whole sentence;
     * empty if it does not, or if that time is not known. A generator that was throttled for a share of the run has delayed
     * that share of the requests at least a little, so percentiles within the slowest such share are its own.
     */
    private static Optional<String> throttledAt(WorkloadReport report, double percentile) {
        return report.throttled()
                .filter(throttled -> throttled.toNanos()
                        > (1 - percentile / 100) * report.offeredFor().toNanos())
                .map(throttled -> "The generator had no processor for " + Durations.readable(throttled) + " of "
                        + Durations.readable(report.offeredFor()) + " because of its container's CPU limit, and "
                        + ReportText.row(percentile)
                        + " would show that time. Raise the limit, offer less, or judge a lower percentile.");
    }

    private static String number(double percentile) {
        return ReportText.row(percentile).substring(1);
    }

    private static void latency(WorkloadReport report, List<Problem> problems) {
        Counts counts = report.counts();
        if (counts.answered() == 0) {
            problems.add(new Problem(
                    NOTHING_ANSWERED,
                    "Not one request was answered, so nothing is known of latency. "
                            + (counts.isComplete()
                                    ? "Judge the counts instead."
                                    : "The generator does not say what became of the requests either. Use a generator that"
                                            + " accounts for each request, such as the runtime \"local\".")));
            return;
        }
        Latency answered = report.answeredLatency();
        long measured = answered.count() - answered.uncertainCount();
        long known = measured - report.unsplitCount();
        boolean bounded = counts.unresolved().isPresent();
        double most = counts.isComplete() || !bounded ? 0 : FEW_UNMEASURED * counts.answered();
        if (counts.answered() - known > most || !bounded) {
            problems.add(new Problem(
                    LATENCY_INCOMPLETE,
                    report.unsplitCount() > 0
                            ? String.format(
                                    Locale.ROOT,
                                    "Latency is known of %,d of %,d answered requests, but not of each whether its answer was good."
                                            + " Use a generator that tells both together.",
                                    measured,
                                    counts.answered())
                            : known < counts.answered()
                                    ? String.format(
                                            Locale.ROOT,
                                            "Latency is known of %,d of %,d answered requests only. Use a generator that tells all of them.",
                                            known,
                                            counts.answered())
                                    : "The generator does not tell how many requests got no answer, so percentiles of all requests are unknown."
                                            + " Use a generator that accounts for each request."));
        }
    }
}
