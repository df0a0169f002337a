// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.assertj;

import io.github.wrkjunit.report.OperationReport;
import io.github.wrkjunit.report.WorkloadReport;

/**
 * The way in to the assertions on a load's report. Stateless.
 *
 * <pre>{@code
 * import static io.github.wrkjunit.assertj.WorkloadAssertions.assertThat;
 *
 * assertThat(report).hasNoErrors().hasPercentileBelow(99, ofMillis(250));
 * assertThat(report).operation("GET /recommendations").hasPercentileBelow(95, ofMillis(100));
 * assertThat(report).operations().allSatisfy(operation -> assertThat(operation).hasNoErrors());
 * }</pre>
 *
 * <p>It goes along with {@code org.assertj.core.api.Assertions.assertThat}; import both. There is no {@code assertThat} for
 * latencies and counts alone: they do not know whether their report is valid. Navigate to them from the report, with
 * {@link WorkloadReportAssert#latency()} or {@link WorkloadReportAssert#counts()}.
 */
public final class WorkloadAssertions {

    private WorkloadAssertions() {}

    /** Assertions on the report of a whole load. */
    public static WorkloadReportAssert assertThat(WorkloadReport actual) {
        return new WorkloadReportAssert(actual);
    }

    /** Assertions on one operation of a load. */
    public static OperationReportAssert assertThat(OperationReport actual) {
        return new OperationReportAssert(actual);
    }
}
