// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.assertj;

import io.github.wrkjunit.report.Latency;
import io.github.wrkjunit.report.OperationReport;
import io.github.wrkjunit.report.Outcome;

/**
 * Assertions on one operation of a load; the validity of the whole report holds for it, and the numbers of requests that a
 * judgement needs are the operation's own.
 *
 * <pre>{@code
 * assertThat(report).operation("GET /recommendations").hasNoErrors().hasPercentileBelow(95, ofMillis(100));
 * }</pre>
 */
public class OperationReportAssert extends AbstractRequestsAssert<OperationReportAssert, OperationReport> {

    /** Assertions on this operation; {@link WorkloadAssertions#assertThat(OperationReport)} reads better. */
    protected OperationReportAssert(OperationReport actual) {
        super(actual, OperationReportAssert.class);
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
