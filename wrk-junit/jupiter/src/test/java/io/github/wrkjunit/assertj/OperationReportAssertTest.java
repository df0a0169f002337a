// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.assertj;

import static io.github.wrkjunit.assertj.Failures.AILING;
import static io.github.wrkjunit.assertj.Failures.EVIDENCE;
import static io.github.wrkjunit.assertj.Failures.WORST;
import static io.github.wrkjunit.assertj.Failures.assertFails;
import static io.github.wrkjunit.assertj.Failures.assertInconclusive;
import static io.github.wrkjunit.assertj.Reports.HOTELS;
import static io.github.wrkjunit.assertj.Reports.RECOMMENDATIONS;
import static io.github.wrkjunit.assertj.WorkloadAssertions.assertThat;
import static java.time.Duration.ofMillis;

import io.github.wrkjunit.report.Cell;
import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.report.WorkloadReport;
import org.junit.jupiter.api.Test;

class OperationReportAssertTest {

    @Test
    void one_operation_of_the_load() {
        assertThat(Reports.ailing()).operation(HOTELS).hasNoErrors().hasPercentileBelow(95, ofMillis(100));

        assertFails(
                () -> assertThat(Reports.ailing()).operation(RECOMMENDATIONS).hasPercentileBelow(95, ofMillis(100)),
                "workload \"shop\": 95 % of the requests of GET /recommendations should have taken less than 100 ms,",
                "  but p95 was 1.84 s (over all 400 requests of GET /recommendations, measured from the intended start).",
                AILING,
                "  slowest operation GET /recommendations p95 1.84 s; the others 41 ms or less",
                EVIDENCE);
        assertFails(
                () -> assertThat(Reports.ailing()).operation(RECOMMENDATIONS).hasErrorRateBelow(0.01),
                "workload \"shop\": less than 1 % of the requests of GET /recommendations should have ended without a good answer (2xx or 3xx),",
                "  but 4 of 400 (1 %) did.",
                AILING,
                WORST,
                EVIDENCE);
    }

    @Test
    void its_answered_requests_and_those_with_an_outcome() {
        assertFails(
                () -> assertThat(Reports.ailing())
                        .operation(RECOMMENDATIONS)
                        .answeredLatency()
                        .hasPercentileBelow(99, ofMillis(100)),
                "workload \"shop\": 99 % of the answered requests of GET /recommendations should have taken less than 100 ms,",
                "  but p99 was 1.84 s (over the 398 answered requests of GET /recommendations, measured from the intended start).",
                AILING,
                EVIDENCE);
        assertFails(
                () -> assertThat(Reports.ailing())
                        .operation(RECOMMENDATIONS)
                        .latency(Outcome.SUCCESS)
                        .hasPercentileAtLeast(50, ofMillis(900)),
                "workload \"shop\": p50 of the requests of GET /recommendations with the outcome 2xx should have been at least 900 ms,",
                "  but it was only 500 ms (over the 396 requests of GET /recommendations with the outcome 2xx,"
                        + " measured from the intended start).",
                AILING,
                EVIDENCE);
    }

    @Test
    void a_status_is_known_of_an_operation_only_where_it_cannot_have_occurred() {
        assertThat(Reports.ailing()).operation(HOTELS).hasNoStatus(503);
        assertThat(Reports.ailing()).operation(RECOMMENDATIONS).hasNoStatus(500);

        assertInconclusive(
                () -> assertThat(Reports.ailing()).operation(RECOMMENDATIONS).hasStatus(503),
                "workload \"shop\": it cannot be told whether at least one of the requests of GET /recommendations was answered with status 503.",
                "  The status of each answer is not known here: the generator does not tell it, or the answers had too many different ones."
                        + " Judge the whole load, or the outcome SERVER_ERROR.",
                AILING,
                EVIDENCE);
    }

    @Test
    void an_operation_without_requests_is_inconclusive() {
        WorkloadReport report = Reports.healthy().toBuilder()
                .add(new Cell("POST /user", Outcome.SUCCESS, 0, null))
                .build();

        assertInconclusive(
                () -> assertThat(report).operation("POST /user").hasNoErrors(),
                "workload \"shop\": it cannot be told whether all requests of POST /user got a good answer (2xx or 3xx).",
                "  None of the requests of POST /user was due. Offer a higher rate or a longer duration.",
                Failures.HEALTHY);
    }
}
