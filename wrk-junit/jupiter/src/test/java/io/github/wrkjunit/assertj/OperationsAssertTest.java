// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.assertj;

import static io.github.wrkjunit.assertj.Failures.AILING;
import static io.github.wrkjunit.assertj.Failures.EVIDENCE;
import static io.github.wrkjunit.assertj.Failures.HEALTHY;
import static io.github.wrkjunit.assertj.Failures.WORST;
import static io.github.wrkjunit.assertj.Failures.assertFails;
import static io.github.wrkjunit.assertj.Failures.assertInconclusive;
import static io.github.wrkjunit.assertj.Reports.HOTELS;
import static io.github.wrkjunit.assertj.Reports.RECOMMENDATIONS;
import static io.github.wrkjunit.assertj.WorkloadAssertions.assertThat;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.report.WorkloadReport;
import org.junit.jupiter.api.Test;

class OperationsAssertTest {

    @Test
    void all_operations() {
        assertThat(Reports.healthy()).operations().allSatisfy(operation -> assertThat(operation)
                .hasNoErrors());

        assertFails(
                () -> assertThat(Reports.ailing()).operations().allSatisfy(operation -> assertThat(operation)
                        .hasNoErrors()),
                "workload \"shop\": all of GET /hotels, GET /recommendations should have met the requirements,",
                "  but 1 of 2 did not:",
                "    workload \"shop\": all requests of GET /recommendations should have got a good answer (2xx or 3xx),",
                "      but 4 of 400 did not.",
                AILING,
                WORST,
                EVIDENCE);
    }

    @Test
    void any_operation() {
        assertThat(Reports.ailing()).operations().anySatisfy(operation -> assertThat(operation)
                .hasPercentileAtLeast(95, ofSeconds(1)));

        assertFails(
                () -> assertThat(Reports.ailing()).operations().anySatisfy(operation -> assertThat(operation)
                        .hasAtLeast(1, Outcome.RESET)),
                "workload \"shop\": at least one of GET /hotels, GET /recommendations should have met the requirements,",
                "  but none did:",
                "    workload \"shop\": at least 1 requests of GET /hotels should have had the outcome reset,",
                "      but only 0 of 1,100 had.",
                "    workload \"shop\": at least 1 requests of GET /recommendations should have had the outcome reset,",
                "      but only 0 of 400 had.",
                AILING,
                WORST,
                EVIDENCE);
    }

    @Test
    void one_with_too_few_requests_leaves_it_open_unless_another_decides() {
        WorkloadReport report = Reports.load()
                .add(Reports.cell(HOTELS, Outcome.SUCCESS, 1_490, 41_000))
                .add(Reports.cell(RECOMMENDATIONS, Outcome.SUCCESS, 10, 41_000))
                .build();

        assertThat(report).operations().anySatisfy(operation -> assertThat(operation)
                .hasPercentileBelow(95, ofMillis(100)));
        assertInconclusive(
                () -> assertThat(report).operations().allSatisfy(operation -> assertThat(operation)
                        .hasPercentileBelow(95, ofMillis(100))),
                "workload \"shop\": it cannot be told whether all of GET /hotels, GET /recommendations meet the requirements.",
                "  Of 1 of 2 it is unknown:",
                "    workload \"shop\": it cannot be told whether 95 % of the requests of GET /recommendations take less than 100 ms.",
                "      p95 needs 59 requests of GET /recommendations or more, and there were 10."
                        + " Offer a higher rate or a longer duration, or judge no percentile above p74.",
                HEALTHY);
        assertFails(
                () -> assertThat(report).operations().allSatisfy(operation -> assertThat(operation)
                        .hasPercentileBelow(95, ofMillis(10))),
                "workload \"shop\": all of GET /hotels, GET /recommendations should have met the requirements,",
                "  but 1 of 2 did not:",
                "    workload \"shop\": 95 % of the requests of GET /hotels should have taken less than 10 ms,",
                "      but p95 was 41 ms (over all 1,490 requests of GET /hotels, measured from the intended start).",
                "      GET /hotels p95 41 ms; p95 needs 59 requests, there were 10 of GET /recommendations",
                HEALTHY);
        assertInconclusive(
                () -> assertThat(report).operations().anySatisfy(operation -> assertThat(operation)
                        .hasPercentileAtLeast(95, ofSeconds(1))),
                "workload \"shop\": it cannot be told whether at least one of GET /hotels, GET /recommendations meets the requirements.",
                "  Of 1 of 2 it is unknown:",
                "    workload \"shop\": it cannot be told whether p95 of the requests of GET /recommendations is at least 1 s.",
                "      p95 needs 59 requests of GET /recommendations or more, and there were 10."
                        + " Offer a higher rate or a longer duration, or judge no percentile above p74.",
                HEALTHY);
    }

    @Test
    void names_of_operations() {
        assertThat(Reports.healthy()).operations().contain(HOTELS, RECOMMENDATIONS);

        assertFails(
                () -> assertThat(Reports.healthy()).operations().contain(HOTELS, "POST /user"),
                "workload \"shop\": GET /hotels, POST /user should have been among the operations,",
                "  but no request was offered of POST /user. There were: GET /hotels, GET /recommendations.",
                HEALTHY);
    }

    @Test
    void a_filter_that_lets_none_through_is_inconclusive() {
        assertThat(Reports.ailing())
                .operations()
                .filteredOn(operation -> operation.name().equals(HOTELS))
                .allSatisfy(operation -> assertThat(operation).hasNoErrors());

        assertInconclusive(
                () -> assertThat(Reports.healthy())
                        .operations()
                        .filteredOn(operation -> operation.name().startsWith("POST ")),
                "workload \"shop\": it cannot be told how the filtered operations behaved.",
                "  The filter lets none of the operations through. There were: GET /hotels, GET /recommendations.",
                HEALTHY);
    }

    @Test
    void no_operations_at_all_are_inconclusive() {
        assertInconclusive(
                () -> assertThat(Reports.bare(0)).operations().allSatisfy(operation -> assertThat(operation)
                        .hasNoErrors()),
                "workload \"shop\": it cannot be told how the operations behaved.",
                "  The generator does not tell operations apart. Use one that does, such as the runtime \"local\".",
                Failures.BARE);
    }
}
