// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import io.github.wrkjunit.spec.Durations;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What a verdict needs: a report that {@linkplain Validity carries} it, enough requests, and a generator that was itself punctual
 * and had time and a processor to spare at the percentile that is asked. Assertions and objectives share these rules. Stateless.
 */
public final class EvidenceNeeds {

    private static final String LONGER = "Offer the load longer, or use a generator that accounts for each request.";
    private static final String ANOTHER = "Use a generator that accounts for each request.";

    private EvidenceNeeds() {}

    /** Why no latency of a report can be judged, whatever the percentile, in whole sentences; empty if some may be. */
    public static Optional<String> latency(WorkloadReport report) {
        String sentences = report.validity().sentences(Validity.Problem::concernsAllLatency);
        return sentences.isEmpty() ? Optional.empty() : Optional.of(sentences);
    }

    /**
     * Why a percentile cannot be judged, in whole sentences; empty if it can.
     *
     * @param report the whole load
     * @param latency the latencies whose percentile is asked; of the load, or of a part of it
     * @param percentile above 0, up to 100
     * @param requests whose latencies they are, such as {@code requests of GET /hotels}
     */
    public static Optional<String> percentile(
            WorkloadReport report, Latency latency, double percentile, String requests) {
        Optional<String> unknown = latency(report);
        if (unknown.isPresent()) {
            return unknown;
        }
        long needed = Latency.samplesNeeded(percentile);
        if (latency.count() < needed) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "%s needs %,d %s or more, and there were %,d. Offer a higher rate or a longer duration%s.",
                    ReportText.row(percentile),
                    needed,
                    requests,
                    latency.count(),
                    lower(latency.count())));
        }
        return report.rules().generatorAt(report, percentile);
    }

    /**
     * Why it cannot be told whether a percentile lies below a limit, in whole sentences; empty if it can, or if there is nothing
     * unknown that could turn it.
     *
     * @param latency the latencies whose percentile is asked
     * @param percentile above 0, up to 100
     * @param limit what it is compared with
     * @param requests whose latencies they are, such as {@code requests of GET /hotels}
     */
    public static Optional<String> percentileLimit(
            Latency latency, double percentile, Duration limit, String requests) {
        LatencyValue least = latency.percentileAtLeast(percentile);
        LatencyValue most = latency.percentile(percentile);
        String from = readable(least);
        String to = readable(most);
        boolean same = from.equals(to); // to three digits, and the limit lies between them
        return least.isBelow(limit) == most.isBelow(limit)
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%s lies between %s and %s, because the generator does not tell of %,d of %,d %s how long they took: lost, in flight at its end, or not measured. %s",
                        ReportText.row(percentile),
                        same ? least.duration().map(Durations::exact).orElse(from) : from,
                        same ? most.duration().map(Durations::exact).orElse(to) : to,
                        latency.uncertainCount(),
                        latency.count(),
                        requests,
                        LONGER));
    }

    /** Why it cannot be told whether the share of errors lies below another, in whole sentences; empty if it can. */
    public static Optional<String> errorsBelow(Counts counts, double share) {
        if (counts.offered().isEmpty()) {
            return Optional.of("The generator does not tell how many requests it has offered. " + ANOTHER);
        }
        long offered = counts.offered().getAsLong();
        if ((double) counts.knownErrors() / offered >= share) {
            return Optional.empty();
        }
        return counts.errorsAtMost().isEmpty()
                ? Optional.of(unaccounted(counts))
                : errors(counts, share).or(() -> share(share, offered));
    }

    /** What is not known of the errors, in whole sentences; for counts that have no upper bound of them. */
    public static String unaccounted(Counts counts) {
        return String.format(
                Locale.ROOT,
                "The generator does not tell what became of each request, only that at least %,d failed. %s",
                counts.knownErrors(),
                ANOTHER);
    }

    /**
     * Why it cannot be told on which side of another the share of errors lies, however many requests there are, in whole sentences;
     * empty if it can, or if there are no bounds.
     */
    public static Optional<String> errors(Counts counts, double share) {
        double offered = counts.offered().orElse(0);
        long most = counts.errorsAtMost().orElse(counts.knownErrors());
        return counts.knownErrors() / offered >= share || most / offered < share
                ? Optional.empty()
                : Optional.of(unresolved(counts));
    }

    /** What is not known of the errors, in whole sentences; for counts that have bounds. */
    public static String unresolved(Counts counts) {
        if (counts.notSentByGenerator() > 0) {
            return String.format(
                    Locale.ROOT,
                    "Between %,d and %,d of %,d requests ended without a good answer: %,d were not sent, and the generator had no time to spare, so nobody knows whether the system would have taken them. Offer less, or use more threads or another machine.",
                    counts.knownErrors(),
                    counts.errorsAtMost().orElse(0),
                    counts.offered().orElse(0),
                    counts.notSentByGenerator());
        }
        return String.format(
                Locale.ROOT,
                "Between %,d and %,d of %,d requests ended without a good answer, because the generator does not tell which of %,d were lost and which still in flight at its end. %s",
                counts.knownErrors(),
                counts.errorsAtMost().orElse(0),
                counts.offered().orElse(0),
                counts.unresolved().orElse(0),
                LONGER);
    }

    /** Why a share of requests cannot be judged from so many, in whole sentences; empty if it can. */
    public static Optional<String> share(double share, long offered) {
        long needed = samplesNeeded(share);
        return offered >= needed
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "A share of %s %% needs %,d requests or more, and there were %,d. Offer a higher rate or a longer duration, or judge a larger share.",
                        perCent(share),
                        needed,
                        offered));
    }

    /**
     * The number of requests from which an error rate can be told from the share: the smallest n with
     * {@code (1 - share)^n <= 0.05}, exactly what the rule of three (3 / share) approximates.
     */
    public static long samplesNeeded(double share) {
        return Math.max(1, (long) Math.ceil(Math.log(1 - Latency.CONFIDENCE) / Math.log1p(-share) - 1e-9));
    }

    private static String readable(LatencyValue value) {
        return value.duration().map(Durations::readable).orElse("infinity");
    }

    /** The highest whole percentile that so many samples carry: {@link Latency#samplesNeeded} solved for it. */
    private static String lower(long count) {
        long carried = count == 0 ? 0 : (long) Math.floor(100 * Math.exp(Math.log(1 - Latency.CONFIDENCE) / count));
        return carried < 1 ? "" : ", or judge no percentile above " + ReportText.row(carried);
    }

    private static String perCent(double share) {
        return new BigDecimal(share, new MathContext(12)) // 0.07 is a bit above 7 % as a double
                .movePointRight(2)
                .stripTrailingZeros()
                .toPlainString();
    }
}
