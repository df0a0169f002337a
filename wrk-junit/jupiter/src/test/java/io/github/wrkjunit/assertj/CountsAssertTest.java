// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.assertj;

import static io.github.wrkjunit.assertj.Failures.AILING;
import static io.github.wrkjunit.assertj.Failures.BARE;
import static io.github.wrkjunit.assertj.Failures.EVIDENCE;
import static io.github.wrkjunit.assertj.Failures.HEALTHY;
import static io.github.wrkjunit.assertj.Failures.SMALL;
import static io.github.wrkjunit.assertj.Failures.WORST;
import static io.github.wrkjunit.assertj.Failures.assertFails;
import static io.github.wrkjunit.assertj.Failures.assertInconclusive;
import static io.github.wrkjunit.assertj.Failures.bare;
import static io.github.wrkjunit.assertj.WorkloadAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wrkjunit.report.Cell;
import io.github.wrkjunit.report.GeneratorHealth;
import io.github.wrkjunit.report.InconclusiveException;
import io.github.wrkjunit.report.LatencyHistogram;
import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.report.Waits;
import io.github.wrkjunit.report.WorkloadReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CountsAssertTest {

    @Test
    void no_errors() {
        assertThat(Reports.healthy()).counts().hasNoErrors();

        assertFails(
                () -> assertThat(Reports.ailing()).counts().hasNoErrors(),
                "workload \"shop\": all requests should have got a good answer (2xx or 3xx),",
                "  but 4 of 1,500 did not.",
                AILING,
                WORST,
                EVIDENCE);
    }

    @Test
    void no_errors_of_a_bare_wrk2_fails_by_those_it_knows_and_never_passes() {
        assertFails(
                () -> assertThat(Reports.bare(3)).hasNoErrors(),
                "workload \"shop\": all requests should have got a good answer (2xx or 3xx),",
                "  but at least 3 of 1,500 did not.",
                bare(3));
        assertFails(
                () -> assertThat(Reports.bare(3, OptionalLong.empty(), new TreeMap<>()))
                        .hasNoErrors(),
                "workload \"shop\": all requests should have got a good answer (2xx or 3xx),",
                "  but at least 3 did not.",
                "  offered an unknown number (100/s for 15 s, exp, seed 7) = 1,490 answered (3 not 2xx or 3xx) + an unknown number without an answer");
        assertInconclusive(
                () -> assertThat(Reports.bare(0)).hasNoErrors(),
                "workload \"shop\": it cannot be told whether all requests got a good answer (2xx or 3xx).",
                "  The generator does not tell what became of each request, only that at least 0 failed."
                        + " Use a generator that accounts for each request.",
                BARE);
    }

    @Test
    void error_rate_below() {
        assertThat(Reports.ailing()).counts().hasErrorRateBelow(0.01);

        assertFails(
                () -> assertThat(Reports.ailing()).counts().hasErrorRateBelow(0.002),
                "workload \"shop\": less than 0.2 % of the requests should have ended without a good answer (2xx or 3xx),",
                "  but 4 of 1,500 (0.267 %) did.",
                AILING,
                WORST,
                EVIDENCE);
    }

    @Test
    void an_error_rate_at_the_limit_is_not_below_it() {
        assertFails(
                () -> assertThat(Reports.hanging()).hasErrorRateBelow(0.032),
                "workload \"shop\": less than 3.2 % of the requests should have ended without a good answer (2xx or 3xx),",
                "  but 48 of 1,500 (3.2 %) did.",
                "  offered 1,500 (100/s for 15 s, exp, seed 7) = 1,452 answered (1,452 2xx) + 48 timeout + 0 unanswered + 0 not sent");
    }

    @Test
    void an_error_rate_needs_enough_requests_to_be_below_but_not_to_fail() {
        assertInconclusive(
                () -> assertThat(Reports.small()).hasErrorRateBelow(0.01),
                "workload \"shop\": it cannot be told whether less than 1 % of the requests end without a good answer (2xx or 3xx).",
                "  A share of 1 % needs 299 requests or more, and there were 20."
                        + " Offer a higher rate or a longer duration, or judge a larger share.",
                SMALL);
        assertThat(Reports.small()).hasErrorRateBelow(0.14);
    }

    @Test
    void error_rates_of_a_bare_wrk2_are_judged_as_far_as_its_lower_bound_proves_them() {
        assertThat(Reports.bare(150)).hasErrorRateAtLeast(0.1);

        assertFails(
                () -> assertThat(Reports.bare(150)).hasErrorRateBelow(0.05),
                "workload \"shop\": less than 5 % of the requests should have ended without a good answer (2xx or 3xx),",
                "  but at least 150 of 1,500 (10 %) did.",
                bare(150));
        assertInconclusive(
                () -> assertThat(Reports.bare(3)).hasErrorRateBelow(0.05),
                "workload \"shop\": it cannot be told whether less than 5 % of the requests end without a good answer (2xx or 3xx).",
                "  The generator does not tell what became of each request, only that at least 3 failed."
                        + " Use a generator that accounts for each request.",
                bare(3));
        assertInconclusive(
                () -> assertThat(Reports.bare(3)).hasErrorRateAtLeast(0.05),
                "workload \"shop\": it cannot be told whether at least 5 % of the requests end without a good answer (2xx or 3xx).",
                "  The generator does not tell what became of each request, only that at least 3 failed."
                        + " Use a generator that accounts for each request.",
                bare(3));
        assertInconclusive(
                () -> assertThat(Reports.bare(3, OptionalLong.empty(), new TreeMap<>()))
                        .hasErrorRateBelow(0.05),
                "workload \"shop\": it cannot be told whether less than 5 % of the requests end without a good answer (2xx or 3xx).",
                "  The generator does not tell how many requests it has offered."
                        + " Use a generator that accounts for each request.",
                "  offered an unknown number (100/s for 15 s, exp, seed 7) = 1,490 answered (3 not 2xx or 3xx) + an unknown number without an answer");
    }

    @Test
    void error_rate_at_least() {
        assertThat(Reports.hanging()).counts().hasErrorRateAtLeast(0.032);

        assertFails(
                () -> assertThat(Reports.ailing()).counts().hasErrorRateAtLeast(0.05),
                "workload \"shop\": at least 5 % of the requests should have ended without a good answer (2xx or 3xx),",
                "  but only 4 of 1,500 (0.267 %) did.",
                AILING,
                WORST,
                EVIDENCE);
        assertInconclusive(
                () -> assertThat(Reports.small()).hasErrorRateAtLeast(0.05),
                "workload \"shop\": it cannot be told whether at least 5 % of the requests end without a good answer (2xx or 3xx).",
                "  A share of 5 % needs 59 requests or more, and there were 20."
                        + " Offer a higher rate or a longer duration, or judge a larger share.",
                SMALL);
    }

    @Test
    void offered() {
        assertThat(Reports.healthy()).counts().hasOffered(1_500).hasOfferedAtLeast(1_500);
        assertThat(Reports.bare(0)).hasOffered(1_500);

        assertFails(
                () -> assertThat(Reports.healthy()).counts().hasOffered(1_501),
                "workload \"shop\": exactly 1,501 requests should have been offered,",
                "  but 1,500 were.",
                HEALTHY);
        assertFails(
                () -> assertThat(Reports.healthy()).counts().hasOfferedAtLeast(1_501),
                "workload \"shop\": at least 1,501 requests should have been offered,",
                "  but only 1,500 were.",
                HEALTHY);
    }

    @Test
    void at_least_so_many_with_an_outcome() {
        assertThat(Reports.ailing()).counts().hasAtLeast(2, Outcome.TIMEOUT);

        assertFails(
                () -> assertThat(Reports.ailing()).counts().hasAtLeast(3, Outcome.TIMEOUT),
                "workload \"shop\": at least 3 requests should have had the outcome timeout,",
                "  but only 2 of 1,500 had.",
                AILING,
                WORST,
                EVIDENCE);
    }

    @Test
    void none_with_an_outcome() {
        assertThat(Reports.ailing()).counts().hasNo(Outcome.RESET);

        assertFails(
                () -> assertThat(Reports.ailing()).counts().hasNo(Outcome.SERVER_ERROR),
                "workload \"shop\": none of the requests should have had the outcome 5xx,",
                "  but 2 of 1,500 had.",
                AILING,
                WORST,
                EVIDENCE);
    }

    @Test
    void outcomes_of_a_bare_wrk2_are_judged_as_far_as_its_statuses_prove_them() {
        var some = new TreeMap<>(Map.of(503, 3L));
        var each = new TreeMap<>(Map.of(200, 1_487L, 503, 3L));

        assertThat(Reports.bare(3, OptionalLong.of(1_500), some)).hasAtLeast(3, Outcome.SERVER_ERROR);
        assertThat(Reports.bare(3, OptionalLong.of(1_500), each)).hasNo(Outcome.CLIENT_ERROR);
        assertFails(
                () -> assertThat(Reports.bare(3, OptionalLong.of(1_500), some)).hasNo(Outcome.SERVER_ERROR),
                "workload \"shop\": none of the requests should have had the outcome 5xx,",
                "  but at least 3 of 1,500 had.",
                "  offered 1,500 (100/s for 15 s, exp, seed 7) = 1,490 answered (3 503) + an unknown number without an answer");
        assertInconclusive(
                () -> assertThat(Reports.bare(0)).hasNo(Outcome.TIMEOUT),
                "workload \"shop\": it cannot be told whether none of the requests had the outcome timeout.",
                "  The generator does not tell what became of each request, only that at least 0 had the outcome timeout."
                        + " Use a generator that accounts for each request.",
                BARE);
        assertInconclusive(
                () -> assertThat(Reports.bare(0)).hasAtLeast(1, Outcome.TIMEOUT),
                "workload \"shop\": it cannot be told whether at least 1 requests had the outcome timeout.",
                "  The generator does not tell what became of each request, only that at least 0 had the outcome timeout."
                        + " Use a generator that accounts for each request.",
                BARE);
    }

    @Test
    void statuses() {
        assertThat(Reports.ailing()).counts().hasStatus(503).hasNoStatus(404);

        assertFails(
                () -> assertThat(Reports.ailing()).counts().hasStatus(404),
                "workload \"shop\": at least one of the requests should have been answered with status 404,",
                "  but none of the 1,498 answers had it.",
                AILING,
                WORST,
                EVIDENCE);
        assertFails(
                () -> assertThat(Reports.ailing()).counts().hasNoStatus(503),
                "workload \"shop\": none of the requests should have been answered with status 503,",
                "  but 2 of 1,498 answers had it.",
                AILING,
                WORST,
                EVIDENCE);
    }

    @Test
    void statuses_that_are_not_known_are_inconclusive() {
        assertInconclusive(
                () -> assertThat(Reports.bare(0)).hasStatus(503),
                "workload \"shop\": it cannot be told whether at least one of the requests was answered with status 503.",
                "  The status of each answer is not known here: the generator does not tell it, or the answers had too many different ones."
                        + " Judge the whole load, or the outcome SERVER_ERROR.",
                BARE);
        assertInconclusive(
                () -> assertThat(Reports.bare(0)).hasNoStatus(503),
                "workload \"shop\": it cannot be told whether none of the requests was answered with status 503.",
                "  The status of each answer is not known here: the generator does not tell it, or the answers had too many different ones."
                        + " Judge the whole load, or the outcome SERVER_ERROR.",
                BARE);
    }

    @Test
    void a_generator_at_its_limit_proves_no_errors_and_refutes_none() {
        WorkloadReport report = Reports.load()
                .add(Reports.cell(Reports.HOTELS, Outcome.SUCCESS, 300, 41_000))
                .add(new Cell(Reports.HOTELS, Outcome.NOT_SENT, 1_200, null))
                .addHealthAt(0, Reports.BUSY)
                .build();
        String because =
                "Between 0 and 1,200 of 1,500 requests ended without a good answer: 1,200 were not sent, and the generator had no"
                        + " time to spare, so nobody knows whether the system would have taken them. Offer less, or use more threads or"
                        + " another machine.";

        for (ThrowingCallable judgement : List.<ThrowingCallable>of(
                () -> assertThat(report).hasErrorRateAtLeast(0.5),
                () -> assertThat(report).hasErrorRateBelow(0.5),
                () -> assertThat(report).hasNoErrors(),
                () -> assertThat(report).hasAtLeast(10, Outcome.NOT_SENT),
                () -> assertThat(report).hasAchievedRateAtLeast(90),
                () -> assertThat(report).operation(Reports.HOTELS).hasErrorRateAtLeast(0.5))) {
            assertThatThrownBy(judgement)
                    .isInstanceOf(InconclusiveException.class)
                    .hasMessageContaining(because)
                    .hasMessageContaining("+ 1,200 not sent (the generator was at its limit)");
        }
        assertThat(report).hasErrorRateBelow(0.9).hasOffered(1_500);
    }

    @Test
    void a_late_generator_has_counted_all_the_same() {
        WorkloadReport late = Reports.load()
                .add(Reports.cell(Reports.HOTELS, Outcome.SERVER_ERROR, 1_500, 900))
                .addHealth(new GeneratorHealth(
                        histogramOf(70_000, 1_500),
                        LatencyHistogram.create(),
                        0,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        2,
                        0))
                .build();

        assertThat(late).hasErrorRateAtLeast(0.9).hasAtLeast(1_500, Outcome.SERVER_ERROR);
        assertThatThrownBy(() -> assertThat(late).answeredLatency().hasPercentileBelow(99, Duration.ofSeconds(1)))
                .isInstanceOf(InconclusiveException.class);
    }

    @Test
    void a_status_is_judged_of_an_operation_and_of_a_window() {
        Cell bad = new Cell(
                Reports.HOTELS, Outcome.SERVER_ERROR, 1_500, null, new TreeMap<>(Map.of(500, 1_500L)), Waits.NONE);
        WorkloadReport report = Reports.load()
                .add(bad)
                .addAt(3, bad)
                .window("fault", Duration.ofSeconds(0), Duration.ofSeconds(14))
                .build();

        assertThat(report).operation(Reports.HOTELS).hasStatus(500).hasNoStatus(503);
        assertThat(report.window("fault")).hasStatus(500).hasNoStatus(503);
    }

    @Test
    void a_failure_names_the_window_that_it_is_about() {
        WorkloadReport report = Reports.load()
                .add(Reports.cell(Reports.HOTELS, Outcome.SUCCESS, 1_500, 900))
                .addAt(3, Reports.cell(Reports.HOTELS, Outcome.SUCCESS, 1_500, 900))
                .window("fault", Duration.ofSeconds(0), Duration.ofSeconds(14))
                .build();

        assertThatThrownBy(() -> assertThat(report.window("fault")).hasErrorRateAtLeast(0.2))
                .hasMessageStartingWith(
                        "workload \"shop\", window \"fault\" (0 s to 15 s): at least 20 % of the requests should have ended"
                                + " without a good answer (2xx or 3xx),\n  but only 0 of 1,500 (0 %) did.");
    }

    @Test
    void a_failure_tells_who_waited_for_a_connection() {
        Cell starved = new Cell(
                Reports.HOTELS,
                Outcome.SUCCESS,
                1_500,
                histogramOf(5_010_000, 1_500),
                new TreeMap<>(),
                new Waits(300, Duration.ofSeconds(1_500), Duration.ofSeconds(5)));
        WorkloadReport report = Reports.load()
                .add(starved)
                .addAt(3, starved)
                .window("fault", Duration.ofSeconds(0), Duration.ofSeconds(14))
                .build();
        String waited = " waited for a free connection, 5 s on average and 5 s at most, which is in their latency.";

        assertThatThrownBy(() -> assertThat(report).hasPercentileBelow(99, Duration.ofSeconds(1)))
                .hasMessageContaining("\n  20.0 % of the requests" + waited);
        assertThatThrownBy(() ->
                        assertThat(report).operation(Reports.HOTELS).hasPercentileBelow(99, Duration.ofSeconds(1)))
                .hasMessageContaining("\n  20.0 % of the requests of " + Reports.HOTELS + waited);
        assertThatThrownBy(() -> assertThat(report.window("fault")).hasPercentileBelow(99, Duration.ofSeconds(1)))
                .hasMessageContaining("\n  20.0 % of the requests" + waited);
        assertThat(report.toString()).contains("max 5.01 s; 300 waited for a connection, 5 s on average");
    }

    private static LatencyHistogram histogramOf(long us, long count) {
        LatencyHistogram histogram = LatencyHistogram.create();
        histogram.record(us, count);
        return histogram;
    }
}
