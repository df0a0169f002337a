// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of the requests. Immutable. With full accounting, {@code offered = not sent + answered + failed + unanswered};
 * from a bare wrk2's text some of the terms are unknown and then empty, never zero. A wrapped wrk2 tells each answer and how
 * many requests it has sent; of the {@linkplain #unresolved rest} it does not tell which were lost and which still in flight at
 * its end, so that errors have bounds.
 */
public final class Counts {

    private final Map<Outcome, Long> outcomes;
    private final Map<Outcome, Long> seen;
    private final SortedMap<Integer, Long> statuses;
    private final boolean complete;
    private final OptionalLong sent;
    private final long answered;
    private final long knownErrors;
    private final OptionalLong unresolved;
    private final OptionalLong errorsAtMost;
    private final long notSentByGenerator;

    private Counts(
            Map<Outcome, Long> outcomes,
            Map<Outcome, Long> seen,
            SortedMap<Integer, Long> statuses,
            boolean complete,
            OptionalLong sent,
            long answered,
            long knownErrors,
            OptionalLong unresolved,
            OptionalLong errorsAtMost,
            long notSentByGenerator) {
        this.outcomes = outcomes;
        this.seen = seen;
        this.statuses = statuses;
        this.complete = complete;
        this.sent = sent;
        this.answered = answered;
        this.knownErrors = knownErrors;
        this.unresolved = unresolved;
        this.errorsAtMost = errorsAtMost;
        this.notSentByGenerator = notSentByGenerator;
    }

    /**
     * Full accounting: each request that was due is in one of these cells.
     *
     * @param notSentByGenerator so many of those that were not sent may be the generator's own doing, and no errors
     */
    static Counts complete(Collection<Cell> cells, SortedMap<Integer, Long> statuses, long notSentByGenerator) {
        Map<Outcome, Long> outcomes = seen(cells);
        long all = outcomes.values().stream().mapToLong(Long::longValue).sum();
        long answered = sum(outcomes, Outcome.Group.ANSWERED);
        long good = known(outcomes, Outcome.SUCCESS) + known(outcomes, Outcome.REDIRECT);
        return new Counts(
                outcomes,
                outcomes,
                new TreeMap<>(statuses),
                true,
                OptionalLong.of(all - known(outcomes, Outcome.NOT_SENT)),
                answered,
                all - good - notSentByGenerator,
                OptionalLong.of(0),
                OptionalLong.of(all - good),
                notSentByGenerator);
    }

    /**
     * Each answer is in one of these cells, and so many requests more were sent, of which nobody knows. Those answers that are none
     * by HTTP are failures, of which there may be more among the others.
     */
    static Counts bounded(Collection<Cell> cells, SortedMap<Integer, Long> statuses, long unresolved) {
        Map<Outcome, Long> seen = seen(cells);
        Map<Outcome, Long> exact = new EnumMap<>(seen);
        exact.keySet()
                .removeIf(outcome -> outcome.group() == Outcome.Group.NOT_SENT
                        || (unresolved > 0 && outcome.group() != Outcome.Group.ANSWERED));
        long told = seen.values().stream().mapToLong(Long::longValue).sum();
        long errors = told - known(seen, Outcome.SUCCESS) - known(seen, Outcome.REDIRECT);
        return new Counts(
                exact,
                seen,
                new TreeMap<>(statuses),
                false,
                OptionalLong.of(told + unresolved),
                sum(seen, Outcome.Group.ANSWERED),
                errors,
                OptionalLong.of(unresolved),
                OptionalLong.of(errors + unresolved),
                0);
    }

    private static Map<Outcome, Long> seen(Collection<Cell> cells) {
        Map<Outcome, Long> seen = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            seen.put(outcome, 0L);
        }
        cells.forEach(cell -> seen.merge(cell.outcome(), cell.count(), Long::sum));
        return seen;
    }

    /**
     * What a bare wrk2 tells: answers, perhaps what it has sent, and a number of errors below which the truth does not lie.
     */
    static Counts partial(long answered, OptionalLong sent, SortedMap<Integer, Long> statuses, long knownErrors) {
        return new Counts(
                Map.of(),
                Map.of(),
                new TreeMap<>(statuses),
                false,
                sent,
                answered,
                knownErrors,
                OptionalLong.empty(),
                OptionalLong.empty(),
                0);
    }

    /** Whether every request that was due is accounted for. */
    public boolean isComplete() {
        return complete;
    }

    /** Requests that were due; for a stock wrk2 those that it says it has sent; empty if it does not say. */
    public OptionalLong offered() {
        return complete
                ? OptionalLong.of(
                        outcomes.values().stream().mapToLong(Long::longValue).sum())
                : sent;
    }

    /** Requests of which at least one byte may have left the generator; empty if unknown. */
    public OptionalLong sent() {
        return sent;
    }

    /** Requests with a complete answer, whatever its status. */
    public long answered() {
        return answered;
    }

    /** Requests of which it is known that no answer will come: connect, timeout, reset, malformed; empty if unknown. */
    public OptionalLong failed() {
        return group(Outcome.Group.FAILED);
    }

    /** Requests in flight when the run was cut; empty if unknown. */
    public OptionalLong unanswered() {
        return group(Outcome.Group.UNANSWERED);
    }

    /** Requests that were due and never sent; empty if unknown. */
    public OptionalLong notSent() {
        return group(Outcome.Group.NOT_SENT);
    }

    /** Requests with this outcome; empty if unknown. */
    public OptionalLong of(Outcome outcome) {
        Long count = outcomes.get(outcome);
        return count == null ? OptionalLong.empty() : OptionalLong.of(count);
    }

    /**
     * Requests that were sent, and of which it is not told whether they were lost or still in flight when the generator ended; 0
     * with full accounting, empty if their number is unknown too.
     */
    public OptionalLong unresolved() {
        return unresolved;
    }

    /**
     * Requests that were due and not sent while the generator was at its own limit: nobody knows whether the system would have
     * taken them, so they are errors neither for certain nor for certain not; 0 where the generator had time to spare.
     */
    public long notSentByGenerator() {
        return notSentByGenerator;
    }

    /** Offered requests without a good answer (2xx, 3xx); empty if unknown. */
    public OptionalLong errors() {
        return errorsAtMost.isPresent() && errorsAtMost.getAsLong() == knownErrors
                ? errorsAtMost
                : OptionalLong.empty();
    }

    /** A number of errors above which the truth does not lie; equal to {@link #errors()} where that is known; empty if there is none. */
    public OptionalLong errorsAtMost() {
        return errorsAtMost;
    }

    /**
     * A number of requests with this outcome below which the truth does not lie; equal to {@link #of} where that is known and no
     * doing of the {@linkplain #notSentByGenerator generator}.
     */
    public long atLeast(Outcome outcome) {
        return known(seen, outcome) - (outcome == Outcome.NOT_SENT ? notSentByGenerator : 0);
    }

    /** A number of requests with this outcome above which the truth does not lie; empty if there is none. */
    public OptionalLong atMost(Outcome outcome) {
        OptionalLong exact = of(outcome);
        if (exact.isPresent() || unresolved.isEmpty() || outcome.group() == Outcome.Group.NOT_SENT) {
            return exact;
        }
        return OptionalLong.of(atLeast(outcome) + unresolved.getAsLong());
    }

    /** A number of errors below which the truth does not lie; equal to {@link #errors()} where that is known. */
    public long knownErrors() {
        return knownErrors;
    }

    /** Answers per status code; empty if unknown or if nothing was answered. */
    public SortedMap<Integer, Long> statuses() {
        return new TreeMap<>(statuses);
    }

    /** The accounting in one line, such as {@code offered 1,500 = 1,498 answered (1,496 2xx, 2 503) + 2 timeout + ...}. */
    @Override
    public String toString() {
        return ReportText.accounting(this, "");
    }

    private OptionalLong group(Outcome.Group group) {
        for (Outcome outcome : Outcome.values()) {
            if (outcome.group() == group && !outcomes.containsKey(outcome)) {
                return OptionalLong.empty();
            }
        }
        return OptionalLong.of(sum(outcomes, group));
    }

    private static long known(Map<Outcome, Long> outcomes, Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    private static long sum(Map<Outcome, Long> outcomes, Outcome.Group group) {
        long sum = 0;
        for (Map.Entry<Outcome, Long> entry : outcomes.entrySet()) {
            sum += entry.getKey().group() == group ? entry.getValue() : 0;
        }
        return sum;
    }
}
