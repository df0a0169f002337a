// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.assertj;

import static io.github.wrkjunit.assertj.WorkloadAssertions.assertThat;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class StackTraceTest {

    @TestFactory
    Stream<DynamicTest> of_a_failure_begins_with_the_line_that_has_asked() {
        Map<String, ThrowingCallable> failures = Map.of(
                "a broken count",
                () -> assertThat(Reports.ailing()).hasNoErrors(),
                "a broken percentile",
                () -> assertThat(Reports.ailing()).latency().hasPercentileBelow(99, ofMillis(1)),
                "a broken operation",
                () -> assertThat(Reports.ailing()).operations().allSatisfy(operation -> assertThat(operation)
                        .hasNoErrors()),
                "an inconclusive count",
                () -> assertThat(Reports.ailing()).operation("GET /nowhere").hasNoErrors(),
                "a value that cannot carry a verdict",
                () -> Reports.ailing().latency().percentile(99.99).judgeable());

        return failures.entrySet().stream()
                .map(failure -> DynamicTest.dynamicTest(failure.getKey(), () -> begins(failure.getValue())));
    }

    private static void begins(ThrowingCallable failing) {
        Throwable failure = catchThrowable(failing);

        assertThat(failure.getStackTrace()[0].getClassName()).isEqualTo(StackTraceTest.class.getName());
        assertThat(failure.getStackTrace()[0].getLineNumber()).isPositive();
    }
}
