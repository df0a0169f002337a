// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.assertj;

import static io.github.wrkjunit.assertj.Failures.AILING;
import static io.github.wrkjunit.assertj.Failures.EVIDENCE;
import static io.github.wrkjunit.assertj.Failures.HEALTHY;
import static io.github.wrkjunit.assertj.Failures.WORST;
import static io.github.wrkjunit.assertj.Failures.assertFails;
import static io.github.wrkjunit.assertj.Failures.assertInconclusive;
import static io.github.wrkjunit.assertj.Reports.RECOMMENDATIONS;
import static io.github.wrkjunit.assertj.WorkloadAssertions.assertThat;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.report.Validity.Reason;
import io.github.wrkjunit.report.WorkloadReport;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

class WorkloadReportAssertTest {

    @Test
    void judgements_are_chained() {
        assertThat(Reports.healthy())
                .isValid()
                .hasNoErrors()
                .hasErrorRateBelow(0.01)
                .hasPercentileBelow(99, ofMillis(250))
                .hasOffered(1_500)
                .hasAchievedRateAtLeast(95)
                .hasNo(Outcome.TIMEOUT)
                .hasStatus(200)
                .hasNoStatus(503);
    }

    @Test
    void the_description_is_the_place() {
        assertFails(
                () -> assertThat(Reports.ailing())
                        .as("while %s is away", "the pod")
                        .hasNo(Outcome.TIMEOUT),
                "while the pod is away: none of the requests should have had the outcome timeout,",
                "  but 2 of 1,500 had.",
                AILING,
                WORST,
                EVIDENCE);
        assertFails(
                () -> assertThat(Reports.ailing())
                        .as("100 % of it")
                        .operation(RECOMMENDATIONS)
                        .counts()
                        .hasNo(Outcome.TIMEOUT),
                "100 % of it: none of the requests of GET /recommendations should have had the outcome timeout,",
                "  but 2 of 400 had.",
                AILING,
                WORST,
                EVIDENCE);
    }

    @Test
    void a_message_of_the_users_own_takes_the_place_of_all() {
        assertFails(
                () -> assertThat(Reports.ailing())
                        .withFailMessage("too slow")
                        .latency()
                        .hasPercentileBelow(99, ofMillis(1)),
                "too slow");
    }

    @Test
    void percentiles_without_navigation() {
        assertThat(Reports.ailing()).hasPercentileAtLeast(99, ofSeconds(1));

        assertFails(
                () -> assertThat(Reports.ailing()).hasPercentileBelow(99, ofMillis(250)),
                "workload \"shop\": 99 % of the requests should have taken less than 250 ms,",
                "  but p99 was 1.84 s (over all 1,500 requests, measured from the intended start).",
                AILING,
                "  slowest operation GET /recommendations p99 1.92 s; the others 41 ms or less",
                EVIDENCE);
        assertFails(
                () -> assertThat(Reports.ailing()).hasPercentileAtLeast(99, ofSeconds(2)),
                "workload \"shop\": p99 of the requests should have been at least 2 s,",
                "  but it was only 1.84 s (over all 1,500 requests, measured from the intended start).",
                AILING,
                "  slowest operation GET /recommendations p99 1.92 s; the others 41 ms or less",
                EVIDENCE);
    }

    @Test
    void achieved_rate() {
        WorkloadReport late =
                Reports.healthy().toBuilder().elapsed(ofSeconds(30)).build();

        assertFails(
                () -> assertThat(late).hasAchievedRateAtLeast(95),
                "workload \"shop\": at least 95 requests a second should have been answered,",
                "  but only 50.00/s were (1,500 answers in 30 s).",
                HEALTHY);
        assertInconclusive(
                () -> assertThat(Reports.healthy()).hasAchievedRateAtLeast(200),
                "workload \"shop\": it cannot be told whether at least 200 requests a second can be answered.",
                "  Only 100.0/s were offered. Offer a higher rate, or ask for a lower one.",
                HEALTHY);
    }

    @Test
    void an_invalid_report_is_inconclusive_with_every_reason() {
        WorkloadReport report = Reports.invalid(Reason.NOTHING_ANSWERED).toBuilder()
                .incompleteBecause("The run was cut by a signal after 9 s.")
                .build();

        assertInconclusive(
                () -> assertThat(report).isValid(),
                "workload \"shop\": it cannot be told how the system behaved.",
                "  The run was cut by a signal after 9 s."
                        + " Not one request was answered, so nothing is known of latency. Judge the counts instead.",
                "  offered 1,500 (100/s for 15 s, exp, seed 7) = 0 answered + 1,500 timeout + 0 unanswered + 0 not sent");
    }

    @Test
    void a_dead_system_shows_in_the_counts() {
        WorkloadReport report = Reports.invalid(Reason.NOTHING_ANSWERED);

        assertThat(report).hasErrorRateAtLeast(1).hasAtLeast(1_500, Outcome.TIMEOUT);
    }

    @Test
    void an_unknown_operation_is_inconclusive() {
        assertInconclusive(
                () -> assertThat(Reports.healthy()).operation("GET /hotel"),
                "workload \"shop\": it cannot be told how operation GET /hotel behaved.",
                "  No request of this operation was offered. There were: GET /hotels, GET /recommendations."
                        + " Use one of these names, or offer it.",
                HEALTHY);
        assertInconclusive(
                () -> assertThat(Reports.bare(0)).operation("GET /hotels"),
                "workload \"shop\": it cannot be told how operation GET /hotels behaved.",
                "  The generator does not tell operations apart. Use one that does, such as the runtime \"local\".",
                Failures.BARE);
    }

    @Test
    void no_report_is_a_failure() {
        WorkloadReport none = nothing();

        assertFails(() -> assertThat(none).hasNoErrors(), "\nExpecting actual not to be null");
    }

    @Test
    void soft_assertions_collect_failures() {
        SoftAssertions softly = new SoftAssertions();

        softly.check(() -> assertThat(Reports.ailing()).hasNoErrors());
        softly.check(() -> assertThat(Reports.ailing()).latency().hasPercentileBelow(99, ofMillis(250)));
        softly.proxy(WorkloadReportAssert.class, WorkloadReport.class, Reports.ailing())
                .hasNo(Outcome.TIMEOUT)
                .hasNo(Outcome.RESET)
                .hasNoStatus(503);

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(softly::assertAll)
                .withMessageContainingAll(
                        "Multiple Failures (4 failures)",
                        "workload \"shop\": all requests should have got a good answer",
                        "workload \"shop\": 99 % of the requests should have taken less than 250 ms,",
                        "workload \"shop\": none of the requests should have had the outcome timeout,",
                        "workload \"shop\": none of the requests should have been answered with status 503,");
    }

    @Test
    void soft_assertions_end_at_an_inconclusive_report() {
        assertInconclusive(
                () -> SoftAssertions.assertSoftly(
                        softly -> softly.check(() -> assertThat(Reports.small()).hasErrorRateBelow(0.01))),
                "workload \"shop\": it cannot be told whether less than 1 % of the requests end without a good answer (2xx or 3xx).",
                "  A share of 1 % needs 299 requests or more, and there were 20."
                        + " Offer a higher rate or a longer duration, or judge a larger share.",
                Failures.SMALL);
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // what a field that was never set hands over
    private static <T> T nothing() {
        return null;
    }
}
