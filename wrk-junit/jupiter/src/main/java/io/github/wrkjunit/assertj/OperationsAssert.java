// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.assertj;

import static java.util.Objects.requireNonNull;

import io.github.wrkjunit.report.InconclusiveException;
import io.github.wrkjunit.report.OperationReport;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Assertions on the operations of a load. Nothing is ever true of no operation: where there is none, an assertion throws
 * {@link InconclusiveException}.
 *
 * <pre>{@code
 * assertThat(report).operations()
 *         .contain("GET /hotels", "POST /reservation")
 *         .filteredOn(operation -> operation.name().startsWith("GET "))
 *         .allSatisfy(operation -> assertThat(operation).hasPercentileBelow(95, ofMillis(100)));
 * }</pre>
 */
public final class OperationsAssert extends AbstractReportAssert<OperationsAssert, List<OperationReport>> {

    private final Subject subject;

    OperationsAssert(Subject subject, List<OperationReport> operations) {
        super(operations, OperationsAssert.class);
        this.subject = subject;
    }

    /**
     * Every operation meets the requirements. All are looked at; one that fails them decides, even where another is
     * inconclusive.
     *
     * <pre>{@code
     * // passes if no operation has errors, fails and tells of each one that has
     * assertThat(report).operations().allSatisfy(operation -> assertThat(operation).hasNoErrors());
     * }</pre>
     *
     * @param requirements assertions on one operation
     */
    public OperationsAssert allSatisfy(Consumer<? super OperationReport> requirements) {
        return settle(OperationsJudge.all(subject(), actual, requireNonNull(requirements, "requirements")));
    }

    /**
     * At least one operation meets the requirements.
     *
     * <pre>{@code
     * // passes if an operation is slow, fails if all are fast, inconclusive if none is slow and one has too few requests
     * assertThat(report).operations().anySatisfy(operation -> assertThat(operation).hasPercentileAtLeast(95, ofSeconds(1)));
     * }</pre>
     *
     * @param requirements assertions on one operation
     */
    public OperationsAssert anySatisfy(Consumer<? super OperationReport> requirements) {
        return settle(OperationsJudge.any(subject(), actual, requireNonNull(requirements, "requirements")));
    }

    /**
     * Operations with all these names were offered; others may have been, too.
     *
     * <pre>{@code
     * assertThat(report).operations().contain("GET /hotels");   // passes: the script draws it most of the time
     * assertThat(report).operations().contain("GET /users");    // fails: it does not occur in the mix
     * }</pre>
     *
     * @param names method and path without query, one or more
     * @throws IllegalArgumentException if there is no name
     */
    public OperationsAssert contain(String... names) {
        return settle(OperationsJudge.contain(subject(), actual, List.of(names)));
    }

    /**
     * Those operations that the filter lets through, to go on with.
     *
     * <pre>{@code
     * // passes if all reading operations are error-free, fails if one is not; inconclusive if the load only wrote
     * assertThat(report).operations()
     *         .filteredOn(operation -> operation.name().startsWith("GET "))
     *         .allSatisfy(operation -> assertThat(operation).hasNoErrors());
     * }</pre>
     *
     * @param filter which operations to keep
     * @throws InconclusiveException if it lets none through
     */
    public OperationsAssert filteredOn(Predicate<? super OperationReport> filter) {
        requireNonNull(filter, "filter");
        return navigated(new OperationsAssert(subject, OperationsJudge.filtered(subject(), actual, filter)));
    }

    @Override
    Subject placeless() {
        return subject;
    }
}
