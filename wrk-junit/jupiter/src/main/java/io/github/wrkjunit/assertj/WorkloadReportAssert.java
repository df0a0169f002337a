// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.assertj;

import static java.util.Objects.requireNonNull;

import io.github.wrkjunit.report.InconclusiveException;
import io.github.wrkjunit.report.Latency;
import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.report.Validity.Evidence;
import io.github.wrkjunit.report.WorkloadReport;

/**
 * Assertions on the report of a whole load, or of a window of it. A message begins with the description, where one is given
 * with {@code as(...)}, else with the name of the load.
 *
 * <pre>{@code
 * assertThat(report).hasNoErrors().hasPercentileBelow(99, ofMillis(250));
 * assertThat(report.window("fault")).as("while the pod is away").hasErrorRateAtLeast(0.05);
 * }</pre>
 */
public class WorkloadReportAssert extends AbstractRequestsAssert<WorkloadReportAssert, WorkloadReport> {

    /** Assertions on this report; {@link WorkloadAssertions#assertThat(WorkloadReport)} reads better. */
    protected WorkloadReportAssert(WorkloadReport actual) {
        super(actual, WorkloadReportAssert.class);
    }

    /**
     * The report can carry a judgement on counts and on latency, up to the 99th percentile. Every other assertion asks for what it needs by itself.
     *
     * <pre>{@code
     * assertThat(report).isValid();   // passes: the load was the one that was asked for, and latency is known
     * assertThat(report).isValid();   // inconclusive: the generator itself was late
     * }</pre>
     *
     * @throws InconclusiveException with every reason, if it cannot
     */
    public WorkloadReportAssert isValid() {
        Gate.pass(subject(), Evidence.LATENCY, "how the system behaved")
                .require(actual.validity().isValid(), actual.validity().sentences(Evidence.LATENCY));
        return myself;
    }

    /**
     * So many requests a second or more were answered, whatever the status, from the start to the last outcome. A load cannot
     * show that a system carries more than was offered: for a rate above the offered one the judgement is inconclusive.
     * The last answers come after the end of the offer, so ask for a little less than you offer.
     *
     * <pre>{@code
     * assertThat(report).hasAchievedRateAtLeast(95);   // passes: 1,498 answers in 15.1 s, 99.2/s
     * assertThat(report).hasAchievedRateAtLeast(95);   // fails: only 748 answers in 15.1 s, 49.5/s
     * }</pre>
     *
     * @param rate answers a second, above zero
     * @throws IllegalArgumentException if it is not above zero
     */
    public WorkloadReportAssert hasAchievedRateAtLeast(double rate) {
        return settle(RateJudge.achievedAtLeast(subject(), rate));
    }

    /**
     * One operation, to go on with.
     *
     * <pre>{@code
     * assertThat(report).operation("GET /hotels").hasNoErrors();   // passes: its 900 requests were all answered 200
     * assertThat(report).operation("GET /hotels").hasNoErrors();   // fails: 2 of its requests were answered 503
     * assertThat(report).operation("GET /hotel").hasNoErrors();    // inconclusive: there is no such operation
     * }</pre>
     *
     * @param name method and path without query
     * @throws InconclusiveException if no request of this operation was offered; the message lists those that were
     */
    public OperationReportAssert operation(String name) {
        return navigated(new OperationReportAssert(Operations.named(subject(), requireNonNull(name, "name"))));
    }

    /**
     * The operations, to go on with.
     *
     * <pre>{@code
     * // passes if all operations got good answers only, fails if one did not; inconclusive if no operation is known
     * assertThat(report).operations().allSatisfy(operation -> assertThat(operation).hasNoErrors());
     * }</pre>
     *
     * @throws InconclusiveException if there is none, or if the generator does not tell them apart
     */
    public OperationsAssert operations() {
        return navigated(new OperationsAssert(placeless(), Operations.all(subject())));
    }

    @Override
    Subject placeless() {
        return Subject.of(actual);
    }

    @Override
    Latency ofAllOffered() {
        return actual.latency();
    }

    @Override
    Latency ofAnswered() {
        return actual.answeredLatency();
    }

    @Override
    Latency ofOutcome(Outcome outcome) {
        return actual.latency(outcome);
    }
}
