// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.assertj;

import io.github.wrkjunit.report.Counts;

/**
 * Assertions on the counts of a load or of an operation.
 *
 * <pre>{@code
 * assertThat(report).counts().hasNo(Outcome.RESET).hasAtLeast(1000, Outcome.SUCCESS);
 * }</pre>
 */
public final class CountsAssert extends AbstractCountsAssert<CountsAssert, Counts> {

    private final Subject subject;

    CountsAssert(Subject subject) {
        super(subject.counts(), CountsAssert.class);
        this.subject = subject;
    }

    @Override
    Subject placeless() {
        return subject;
    }
}
