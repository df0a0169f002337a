// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.assertj;

import static java.util.Objects.requireNonNull;

import io.github.wrkjunit.report.Latency;
import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.report.Validity.Evidence;
import java.time.Duration;

/**
 * Assertions on the counts and on the latency of requests: all of a load, or those of an operation.
 *
 * @param <S> the assertion itself
 * @param <A> what is looked at
 */
public abstract class AbstractRequestsAssert<S extends AbstractRequestsAssert<S, A>, A>
        extends AbstractCountsAssert<S, A> {

    private static final String HOW_LONG = "how long the requests took";

    AbstractRequestsAssert(A actual, Class<?> selfType) {
        super(actual, selfType);
    }

    abstract Latency ofAllOffered();

    abstract Latency ofAnswered();

    abstract Latency ofOutcome(Outcome outcome);

    /**
     * The percentile of the latency of all offered requests lies below the limit. A request without a good answer (2xx or 3xx)
     * counts as infinitely slow; a percentile that falls among those is unbounded, and fails. Inconclusive with too few
     * requests: p95 needs 59, p99 needs 299, p99.9 needs 2,995.
     *
     * <pre>{@code
     * assertThat(report).hasPercentileBelow(99, ofMillis(250));   // passes: p99 was 41 ms
     * assertThat(report).hasPercentileBelow(99, ofMillis(250));   // fails: p99 was 1.84 s
     * assertThat(report).hasPercentileBelow(99, ofMillis(250));   // fails: 2 % of the requests ran into the timeout
     * }</pre>
     *
     * @param percentile 1 to 100, in per cent
     * @param limit above zero
     * @throws IllegalArgumentException if an argument is outside of that
     */
    public S hasPercentileBelow(double percentile, Duration limit) {
        Subject subject = subject();
        return settle(
                LatencyJudge.percentileBelow(subject, LatencyView.offered(subject, ofAllOffered()), percentile, limit));
    }

    /**
     * The percentile of the latency of all offered requests is the limit or more: the fault shows. An unbounded percentile
     * passes. Needs as many requests as {@link #hasPercentileBelow}.
     *
     * <pre>{@code
     * assertThat(report).hasPercentileAtLeast(99, ofSeconds(1));   // passes: p99 was 1.84 s
     * assertThat(report).hasPercentileAtLeast(99, ofSeconds(1));   // fails: p99 was only 41 ms
     * }</pre>
     *
     * @param percentile 1 to 100, in per cent
     * @param limit above zero
     * @throws IllegalArgumentException if an argument is outside of that
     */
    public S hasPercentileAtLeast(double percentile, Duration limit) {
        Subject subject = subject();
        return settle(LatencyJudge.percentileAtLeast(
                subject, LatencyView.offered(subject, ofAllOffered()), percentile, limit));
    }

    /**
     * The counts, to go on with.
     *
     * <pre>{@code
     * assertThat(report).counts().hasNo(Outcome.RESET);   // passes: no connection was torn down
     * assertThat(report).counts().hasNo(Outcome.RESET);   // fails: 37 of 1,500 requests had the outcome reset
     * }</pre>
     */
    public CountsAssert counts() {
        Gate.pass(subject(), Evidence.COUNTS, "what became of the requests");
        return navigated(new CountsAssert(placeless()));
    }

    /**
     * The latency of all offered requests, to go on with; one without a good answer counts as infinitely slow.
     *
     * <pre>{@code
     * assertThat(report).latency().hasPercentileBelow(99, ofMillis(250));   // passes: p99 was 41 ms
     * assertThat(report).latency().hasPercentileBelow(99, ofMillis(250));   // fails: p99 was unbounded
     * }</pre>
     */
    public LatencyAssert latency() {
        Gate.pass(subject(), Evidence.LATENCY, HOW_LONG);
        return navigated(new LatencyAssert(placeless(), LatencyView.offered(placeless(), ofAllOffered())));
    }

    /**
     * The latency of the answered requests, to go on with, whatever their status; quick errors make it look better than
     * {@link #latency()}.
     *
     * <pre>{@code
     * assertThat(report).answeredLatency().hasPercentileBelow(99, ofMillis(250));   // passes: errors come fast, too
     * assertThat(report).answeredLatency().hasPercentileBelow(99, ofMillis(250));   // fails: p99 was 1.84 s
     * }</pre>
     */
    public LatencyAssert answeredLatency() {
        Gate.pass(subject(), Evidence.LATENCY, HOW_LONG);
        return navigated(new LatencyAssert(placeless(), LatencyView.answered(placeless(), ofAnswered())));
    }

    /**
     * The latency of the requests with this outcome, to go on with; for failed ones the time until the failure was known.
     *
     * <pre>{@code
     * assertThat(report).latency(Outcome.SERVER_ERROR).hasPercentileBelow(95, ofMillis(50));   // passes: it fails fast
     * assertThat(report).latency(Outcome.SERVER_ERROR).hasPercentileBelow(95, ofMillis(50));   // fails: p95 was 5 s
     * }</pre>
     *
     * @param outcome what became of them
     */
    public LatencyAssert latency(Outcome outcome) {
        requireNonNull(outcome, "outcome");
        Gate.pass(subject(), Evidence.LATENCY, HOW_LONG);
        return navigated(new LatencyAssert(placeless(), LatencyView.of(placeless(), outcome, ofOutcome(outcome))));
    }
}
