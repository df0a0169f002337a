// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.assertj;

import io.github.wrkjunit.report.Counts;
import io.github.wrkjunit.report.EvidenceNeeds;
import io.github.wrkjunit.report.Outcome;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Judges counts: empty if the verdict is good, else the message of the failure. Where a generator tells only a number below
 * which the truth does not lie, what that number proves is judged and the rest is inconclusive. Stateless.
 */
final class CountJudge {

    private static final String GOOD = "a good answer (2xx or 3xx)";
    private static final String UNACCOUNTED =
            "The generator does not tell what became of each request, only that at least ";
    private static final String ANOTHER = "Use a generator that accounts for each request.";

    private CountJudge() {}

    static Optional<String> noErrors(Subject subject) {
        String all = "all " + subject.requests();
        Gate gate = Gate.counts(subject, all + " should have got " + GOOD, "whether " + all + " got " + GOOD);
        Counts counts = subject.counts();
        if (counts.knownErrors() > 0) {
            return gate.failure("but " + atLeast(counts) + share(counts.knownErrors(), counts.offered()) + " did not.");
        }
        gate.require(counts.errors().isPresent(), unaccounted(counts));
        return Optional.empty();
    }

    static Optional<String> errorRateBelow(Subject subject, double share) {
        ArgumentChecks.aboveZero(share, "can never be gone below. Use hasNoErrors().");
        String less = "less than " + Words.percent(share) + " of the " + subject.requests();
        Gate gate = Gate.counts(
                subject, less + " should have ended without " + GOOD, "whether " + less + " end without " + GOOD);
        Counts counts = subject.counts();
        EvidenceNeeds.errorsBelow(counts, share).ifPresent(because -> gate.require(false, because));
        long offered = offered(gate, counts);
        return (double) counts.knownErrors() / offered >= share
                ? gate.failure("but " + atLeast(counts) + withPercent(counts.knownErrors(), offered) + " did.")
                : Optional.empty();
    }

    static Optional<String> errorRateAtLeast(Subject subject, double share) {
        ArgumentChecks.aboveZero(share, "is always reached. Use a share above it, such as 0.01 for 1 %.");
        String least = "at least " + Words.percent(share) + " of the " + subject.requests();
        Gate gate = Gate.counts(
                subject, least + " should have ended without " + GOOD, "whether " + least + " end without " + GOOD);
        Counts counts = subject.counts();
        long offered = offered(gate, counts);
        requireSamples(gate, share, offered);
        if ((double) counts.knownErrors() / offered >= share) {
            return Optional.empty();
        }
        requireBounds(gate, counts, share);
        long most = counts.errorsAtMost().orElse(counts.knownErrors());
        return gate.failure(
                "but only " + (most > counts.knownErrors() ? "up to " : "") + withPercent(most, offered) + " did.");
    }

    static Optional<String> offered(Subject subject, long count) {
        ArgumentChecks.count(count, "A report without requests is inconclusive anyway: use the number that was due.");
        String exactly = "exactly " + Words.grouped(count) + " " + subject.requests();
        Gate gate = Gate.counts(subject, exactly + " should have been offered", "whether " + exactly + " were offered");
        long offered = offered(gate, subject.counts());
        return offered == count ? Optional.empty() : gate.failure("but " + Words.grouped(offered) + " were.");
    }

    static Optional<String> offeredAtLeast(Subject subject, long count) {
        ArgumentChecks.count(count, "So many are always offered: use the number that must have been due.");
        String least = "at least " + Words.grouped(count) + " " + subject.requests();
        Gate gate = Gate.counts(subject, least + " should have been offered", "whether " + least + " were offered");
        long offered = offered(gate, subject.counts());
        return offered >= count ? Optional.empty() : gate.failure("but only " + Words.grouped(offered) + " were.");
    }

    static Optional<String> atLeast(Subject subject, long count, Outcome outcome) {
        ArgumentChecks.count(count, "So many are always there: use 1 or more, or hasNo(Outcome).");
        String least = "at least " + Words.grouped(count) + " " + subject.requests();
        Gate gate = Gate.counts(
                subject,
                least + " should have had the outcome " + outcome.key(),
                "whether " + least + " had the outcome " + outcome.key());
        Tally tally = Tally.of(subject.counts(), outcome);
        if (tally.atLeast() >= count) {
            return Optional.empty();
        }
        gate.require(tally.atMost() < count, untold(subject.counts(), outcome, tally));
        return gate.failure("but only " + (tally.isExact() ? "" : "up to ")
                + share(tally.atMost(), subject.counts().offered()) + " had.");
    }

    static Optional<String> none(Subject subject, Outcome outcome) {
        String none = "none of the " + subject.requests();
        Gate gate = Gate.counts(
                subject,
                none + " should have had the outcome " + outcome.key(),
                "whether " + none + " had the outcome " + outcome.key());
        Tally tally = Tally.of(subject.counts(), outcome);
        if (tally.atLeast() > 0) {
            return gate.failure("but " + (tally.isExact() ? "" : "at least ")
                    + share(tally.atLeast(), subject.counts().offered()) + " had.");
        }
        gate.require(tally.isExact(), untold(subject.counts(), outcome, tally));
        return Optional.empty();
    }

    static Optional<String> status(Subject subject, int status) {
        ArgumentChecks.status(status);
        String one = "at least one of the " + subject.requests();
        Gate gate = Gate.counts(
                subject,
                one + " should have been answered with status " + status,
                "whether " + one + " was answered with status " + status);
        Tally tally = Tally.of(subject, status);
        if (tally.atLeast() > 0) {
            return Optional.empty();
        }
        gate.require(tally.isExact(), untold(status));
        return gate.failure("but none of the " + Words.grouped(subject.counts().answered()) + " answers had it.");
    }

    static Optional<String> noStatus(Subject subject, int status) {
        ArgumentChecks.status(status);
        String none = "none of the " + subject.requests();
        Gate gate = Gate.counts(
                subject,
                none + " should have been answered with status " + status,
                "whether " + none + " was answered with status " + status);
        Tally tally = Tally.of(subject, status);
        if (tally.atLeast() > 0) {
            return gate.failure("but " + (tally.isExact() ? "" : "at least ")
                    + Words.of(tally.atLeast(), subject.counts().answered()) + " answers had it.");
        }
        gate.require(tally.isExact(), untold(status));
        return Optional.empty();
    }

    private static void requireBounds(Gate gate, Counts counts, double share) {
        gate.require(counts.errorsAtMost().isPresent(), unaccounted(counts));
        EvidenceNeeds.errors(counts, share).ifPresent(because -> gate.require(false, because));
    }

    private static void requireSamples(Gate gate, double share, long offered) {
        EvidenceNeeds.share(share, offered).ifPresent(because -> gate.require(false, because));
    }

    private static long offered(Gate gate, Counts counts) {
        return counts.offered()
                .orElseThrow(() ->
                        gate.inconclusive("The generator does not tell how many requests it has offered. " + ANOTHER));
    }

    private static String unaccounted(Counts counts) {
        return counts.errorsAtMost().isPresent() ? EvidenceNeeds.unresolved(counts) : EvidenceNeeds.unaccounted(counts);
    }

    private static String untold(Counts counts, Outcome outcome, Tally tally) {
        if (outcome == Outcome.NOT_SENT && counts.notSentByGenerator() > 0) {
            return EvidenceNeeds.unresolved(counts);
        }
        return UNACCOUNTED + Words.grouped(tally.atLeast()) + " had the outcome " + outcome.key() + ". " + ANOTHER;
    }

    private static String untold(int status) {
        return "The status of each answer is not known here: the generator does not tell it, or the answers had too many different"
                + " ones. Judge the whole load, or the outcome " + Outcome.ofStatus(status) + ".";
    }

    private static String atLeast(Counts counts) {
        return counts.errors().isPresent() ? "" : "at least ";
    }

    private static String share(long part, OptionalLong whole) {
        return whole.isPresent() ? Words.of(part, whole.getAsLong()) : Words.grouped(part);
    }

    private static String withPercent(long part, long whole) {
        return Words.of(part, whole) + " (" + Words.percentOf(part, whole) + ")";
    }
}
