// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.assertj;

import io.github.wrkjunit.report.Counts;
import io.github.wrkjunit.report.Outcome;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How many requests had an outcome or a status, as far as the counts tell. Immutable.
 *
 * @param atLeast a number below which the truth does not lie
 * @param atMost a number above which it does not lie
 */
record Tally(long atLeast, long atMost) {

    private static Tally exact(long count) {
        return new Tally(count, count);
    }

    /** Whether it is known to the last one. */
    boolean isExact() {
        return atLeast == atMost;
    }

    static Tally of(Counts counts, Outcome outcome) {
        OptionalLong known = counts.of(outcome);
        if (known.isPresent()) {
            return new Tally(counts.atLeast(outcome), known.getAsLong());
        }
        long ofStatuses = counts.statuses().entrySet().stream()
                .filter(entry -> Outcome.ofStatus(entry.getKey()) == outcome)
                .mapToLong(Map.Entry::getValue)
                .sum();
        return outcome.group() == Outcome.Group.ANSWERED && knowsEachStatus(counts)
                ? exact(ofStatuses)
                : new Tally(
                        Math.max(ofStatuses, counts.atLeast(outcome)),
                        counts.atMost(outcome).orElse(Long.MAX_VALUE));
    }

    /** Statuses are told for a load as a whole; what never occurred in it did not occur in a part of it either. */
    static Tally of(Subject subject, int status) {
        Counts counts = subject.counts();
        Counts whole = subject.report().counts();
        long seen = counts.statuses().getOrDefault(status, 0L);
        boolean never = counts.of(Outcome.ofStatus(status)).orElse(1) == 0
                || (knowsEachStatus(whole) && !whole.statuses().containsKey(status));
        return new Tally(seen, never || knowsEachStatus(counts) ? seen : Long.MAX_VALUE);
    }

    private static boolean knowsEachStatus(Counts counts) {
        return counts.statuses().values().stream().mapToLong(Long::longValue).sum() >= counts.answered();
    }
}
