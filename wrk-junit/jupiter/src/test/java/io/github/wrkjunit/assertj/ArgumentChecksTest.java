// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.assertj;

import static io.github.wrkjunit.assertj.WorkloadAssertions.assertThat;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.wrkjunit.report.Outcome;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentChecksTest {

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 100.1, Double.NaN})
    void a_percentile_outside_of_its_range(double percentile) {
        String message =
                "percentile " + percentile + " is outside of (0, 100]. Use one from 1 to 100, such as 50, 99 or 99.9.";

        assertRefused(() -> assertThat(Reports.healthy()).hasPercentileBelow(percentile, ofMillis(250)), message);
        assertRefused(
                () -> assertThat(Reports.healthy()).latency().hasPercentileAtLeast(percentile, ofMillis(250)), message);
    }

    @Test
    void a_share_in_the_place_of_a_percentile() {
        assertRefused(
                () -> assertThat(Reports.healthy()).hasPercentileBelow(0.99, ofMillis(250)),
                "percentile 0.99 would be among the fastest 1 % of the requests."
                        + " Percentiles are per cent: use one from 1 to 100, such as 50, 99 or 99.9.");
    }

    @Test
    void a_limit_that_is_not_above_zero() {
        assertRefused(
                () -> assertThat(Reports.healthy()).hasPercentileBelow(99, ofMillis(-250)),
                "limit PT-0.25S is not above zero, and no latency lies below zero. Use one such as Duration.ofMillis(250).");
        assertRefused(
                () -> assertThat(Reports.healthy()).hasPercentileAtLeast(99, Duration.ZERO),
                "limit PT0S is not above zero, and no latency lies below zero. Use one such as Duration.ofMillis(250).");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, 5, Double.NaN})
    void a_share_outside_of_its_range(double share) {
        String message = "share " + share + " is outside of [0, 1]. Use a share of all requests, such as 0.01 for 1 %.";

        assertRefused(() -> assertThat(Reports.healthy()).hasErrorRateBelow(share), message);
        assertRefused(() -> assertThat(Reports.healthy()).hasErrorRateAtLeast(share), message);
    }

    @Test
    void a_share_with_which_there_is_nothing_to_judge() {
        assertRefused(
                () -> assertThat(Reports.healthy()).hasErrorRateBelow(0),
                "share 0.0 can never be gone below. Use hasNoErrors().");
        assertRefused(
                () -> assertThat(Reports.healthy()).hasErrorRateAtLeast(0),
                "share 0.0 is always reached. Use a share above it, such as 0.01 for 1 %.");
    }

    @Test
    void a_count_with_which_there_is_nothing_to_judge() {
        assertRefused(
                () -> assertThat(Reports.healthy()).hasAtLeast(0, Outcome.TIMEOUT),
                "count 0 is not above zero. So many are always there: use 1 or more, or hasNo(Outcome).");
        assertRefused(
                () -> assertThat(Reports.healthy()).hasOfferedAtLeast(-1),
                "count -1 is not above zero. So many are always offered: use the number that must have been due.");
        assertRefused(
                () -> assertThat(Reports.healthy()).hasOffered(0),
                "count 0 is not above zero."
                        + " A report without requests is inconclusive anyway: use the number that was due.");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 199, 600})
    void a_status_that_no_answer_ends_with(int status) {
        String message = "status " + status + " is outside of 200 to 599, the final statuses of HTTP."
                + " Other answers have the outcome MALFORMED: use hasAtLeast or hasNo with it.";

        assertRefused(() -> assertThat(Reports.healthy()).hasStatus(status), message);
        assertRefused(() -> assertThat(Reports.healthy()).hasNoStatus(status), message);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -95, Double.NaN, Double.POSITIVE_INFINITY})
    void a_rate_that_is_none(double rate) {
        assertRefused(
                () -> assertThat(Reports.healthy()).hasAchievedRateAtLeast(rate),
                "rate " + rate + " is not a number above zero. Use requests per second, such as 95.");
    }

    @Test
    void no_name_of_an_operation() {
        assertRefused(
                () -> assertThat(Reports.healthy()).operations().contain(),
                "no name was given. Name one operation or more, such as \"GET /hotels\".");
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }
}
