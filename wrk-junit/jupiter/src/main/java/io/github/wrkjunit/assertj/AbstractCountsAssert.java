// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.assertj;

import static java.util.Objects.requireNonNull;

import io.github.wrkjunit.report.InconclusiveException;
import io.github.wrkjunit.report.Outcome;

/**
 * Assertions on what became of requests. Each one throws {@link InconclusiveException} if the report cannot carry the
 * judgement, or if its generator does not tell what is needed for it.
 *
 * @param <S> the assertion itself
 * @param <A> what is looked at
 */
public abstract class AbstractCountsAssert<S extends AbstractCountsAssert<S, A>, A> extends AbstractReportAssert<S, A> {

    AbstractCountsAssert(A actual, Class<?> selfType) {
        super(actual, selfType);
    }

    /**
     * Every request got a good answer: 2xx or 3xx. Any other answer, a failure, a request without an answer and one that was
     * never sent are errors.
     *
     * <pre>{@code
     * assertThat(report).hasNoErrors();   // passes: 1,500 of 1,500 requests were answered 200
     * assertThat(report).hasNoErrors();   // fails: 2 were answered 503, 2 ran into the timeout
     * }</pre>
     */
    public S hasNoErrors() {
        return settle(CountJudge.noErrors(subject()));
    }

    /**
     * The share of requests without a good answer (2xx or 3xx) lies below this one.
     *
     * <p>An observed share that is not below it fails, however few the requests are. One that is below it passes only if there
     * were enough of them to tell: the smallest n with {@code (1 - share)^n <= 0.05}, so that a system at the limit would have
     * shown no error with a probability of 5 % at most (about 3 / share, the rule of three: 59 for 5 %, 299 for 1 %, 2,995 for
     * 0.1 %). With fewer the judgement is inconclusive.
     *
     * <pre>{@code
     * assertThat(report).hasErrorRateBelow(0.01);    // passes: 4 of 1,500 requests, 0.27 %, were errors
     * assertThat(report).hasErrorRateBelow(0.002);   // fails: 0.27 % is not below 0.2 %
     * assertThat(report).hasErrorRateBelow(0.0001);  // inconclusive without an error: 1,500 requests cannot show it, 29,956 can
     * }</pre>
     *
     * @param share above 0, up to 1; {@code 0.01} is 1 %
     * @throws IllegalArgumentException if it is outside of that
     */
    public S hasErrorRateBelow(double share) {
        return settle(CountJudge.errorRateBelow(subject(), share));
    }

    /**
     * The share of requests without a good answer (2xx or 3xx) is this one or more: the fault shows. Needs as many requests as
     * {@link #hasErrorRateBelow}, in both directions.
     *
     * <pre>{@code
     * assertThat(report).hasErrorRateAtLeast(0.05);   // passes: 750 of 1,500 requests were answered 500
     * assertThat(report).hasErrorRateAtLeast(0.05);   // fails: only 4 of 1,500 were errors, 0.27 %
     * }</pre>
     *
     * @param share above 0, up to 1; {@code 0.01} is 1 %
     * @throws IllegalArgumentException if it is outside of that
     */
    public S hasErrorRateAtLeast(double share) {
        return settle(CountJudge.errorRateAtLeast(subject(), share));
    }

    /**
     * So many requests were offered, that is were due, whether or not they were sent.
     *
     * <pre>{@code
     * assertThat(report).hasOffered(1500);   // passes: rate 100, duration 15 s, evenly spaced
     * assertThat(report).hasOffered(1500);   // fails: 1,512 were due, because arrivals are random
     * }</pre>
     *
     * @param count 1 or more
     * @throws IllegalArgumentException if it is less than that
     */
    public S hasOffered(long count) {
        return settle(CountJudge.offered(subject(), count));
    }

    /**
     * So many requests or more were offered, that is were due, whether or not they were sent.
     *
     * <pre>{@code
     * assertThat(report).operation("POST /reservation").hasOfferedAtLeast(5);   // passes: 7 were due
     * assertThat(report).operation("POST /reservation").hasOfferedAtLeast(5);   // fails: only 4 were due
     * }</pre>
     *
     * @param count 1 or more
     * @throws IllegalArgumentException if it is less than that
     */
    public S hasOfferedAtLeast(long count) {
        return settle(CountJudge.offeredAtLeast(subject(), count));
    }

    /**
     * So many requests or more had this outcome.
     *
     * <pre>{@code
     * assertThat(report).hasAtLeast(10, Outcome.TIMEOUT);   // passes: 2 % of the answers hung
     * assertThat(report).hasAtLeast(10, Outcome.TIMEOUT);   // fails: only 2 of 1,500 requests ran into the timeout
     * }</pre>
     *
     * @param count 1 or more
     * @param outcome what should have become of them
     * @throws IllegalArgumentException if the count is less than 1
     */
    public S hasAtLeast(long count, Outcome outcome) {
        return settle(CountJudge.atLeast(subject(), count, requireNonNull(outcome, "outcome")));
    }

    /**
     * Not one request had this outcome.
     *
     * <pre>{@code
     * assertThat(report).hasNo(Outcome.RESET);     // passes: no connection was torn down
     * assertThat(report).hasNo(Outcome.TIMEOUT);   // fails: 2 of 1,500 requests ran into the timeout
     * }</pre>
     *
     * @param outcome what should have become of none
     */
    public S hasNo(Outcome outcome) {
        return settle(CountJudge.none(subject(), requireNonNull(outcome, "outcome")));
    }

    /**
     * At least one request was answered with this status. Of an operation, or a window, the engine tells 16 statuses of each class
     * apart in a second; a stock wrk2 tells none: then the judgement is inconclusive, and only the classes 2xx to 5xx are known, see
     * {@link #hasAtLeast}.
     *
     * <pre>{@code
     * assertThat(report).hasStatus(503);   // passes: 2 of 1,498 answers were 503
     * assertThat(report).hasStatus(404);   // fails: none was
     * }</pre>
     *
     * @param status 200 to 599
     * @throws IllegalArgumentException if it is outside of that
     */
    public S hasStatus(int status) {
        return settle(CountJudge.status(subject(), status));
    }

    /**
     * Not one request was answered with this status; known as in {@link #hasStatus}.
     *
     * <pre>{@code
     * assertThat(report).hasNoStatus(404);   // passes: all answers were 200 or 503
     * assertThat(report).hasNoStatus(503);   // fails: 2 of 1,498 answers were 503
     * }</pre>
     *
     * @param status 200 to 599
     * @throws IllegalArgumentException if it is outside of that
     */
    public S hasNoStatus(int status) {
        return settle(CountJudge.noStatus(subject(), status));
    }
}
