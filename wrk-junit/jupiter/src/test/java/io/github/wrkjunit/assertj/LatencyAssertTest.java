// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.assertj;

import static io.github.wrkjunit.assertj.Failures.AILING;
import static io.github.wrkjunit.assertj.Failures.EVIDENCE;
import static io.github.wrkjunit.assertj.Failures.HEALTHY;
import static io.github.wrkjunit.assertj.Failures.SMALL;
import static io.github.wrkjunit.assertj.Failures.assertFails;
import static io.github.wrkjunit.assertj.Failures.assertInconclusive;
import static io.github.wrkjunit.assertj.WorkloadAssertions.assertThat;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;

import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.report.WorkloadReport;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LatencyAssertTest {

    private static final String SLOWEST =
            "  slowest operation GET /recommendations p99 1.92 s; the others 41 ms or less";

    private static final String HANGING =
            "  offered 1,500 (100/s for 15 s, exp, seed 7) = 1,452 answered (1,452 2xx) + 48 timeout + 0 unanswered + 0 not sent";

    @Test
    void percentile_below() {
        assertThat(Reports.healthy()).latency().hasPercentileBelow(99, ofMillis(250));

        assertFails(
                () -> assertThat(Reports.ailing())
                        .as("CheckoutTest.p99()")
                        .latency()
                        .hasPercentileBelow(99, ofMillis(250)),
                "CheckoutTest.p99(): 99 % of the requests should have taken less than 250 ms,",
                "  but p99 was 1.84 s (over all 1,500 requests, measured from the intended start).",
                AILING,
                SLOWEST,
                EVIDENCE);
    }

    @Test
    void percentile_at_least() {
        assertThat(Reports.ailing()).latency().hasPercentileAtLeast(99, ofMillis(1_840));

        assertFails(
                () -> assertThat(Reports.healthy()).latency().hasPercentileAtLeast(99.5, ofSeconds(1)),
                "workload \"shop\": p99.5 of the requests should have been at least 1 s,",
                "  but it was only 41 ms (over all 1,500 requests, measured from the intended start).",
                HEALTHY,
                "  GET /hotels p99.5 41 ms; p99.5 needs 598 requests, there were 400 of GET /recommendations");
    }

    @Test
    void an_unbounded_percentile_is_slow() {
        assertThat(Reports.hanging()).latency().hasPercentileAtLeast(99, ofHours(1));

        assertFails(
                () -> assertThat(Reports.hanging()).latency().hasPercentileBelow(99, ofHours(1)),
                "workload \"shop\": 99 % of the requests should have taken less than 3,600 s,",
                "  but p99 was unbounded, because 48 got no good answer (over all 1,500 requests, measured from the intended start).",
                HANGING);
    }

    @Test
    void answered_requests_alone() {
        assertThat(Reports.hanging()).answeredLatency().hasPercentileBelow(99, ofMillis(42));

        assertFails(
                () -> assertThat(Reports.hanging()).answeredLatency().hasPercentileBelow(99, ofMillis(20)),
                "workload \"shop\": 99 % of the answered requests should have taken less than 20 ms,",
                "  but p99 was 41 ms (over the 1,452 answered requests, measured from the intended start).",
                HANGING);
    }

    @Test
    void requests_with_one_outcome() {
        assertThat(Reports.hanging()).latency(Outcome.TIMEOUT).hasPercentileAtLeast(90, ofSeconds(10));

        assertFails(
                () -> assertThat(Reports.hanging()).latency(Outcome.TIMEOUT).hasPercentileBelow(90, ofSeconds(5)),
                "workload \"shop\": 90 % of the requests with the outcome timeout should have taken less than 5 s,",
                "  but p90 was 10 s (over the 48 requests with the outcome timeout, measured from the intended start).",
                HANGING);
    }

    @Test
    void a_limit_that_rounds_to_the_percentile_is_told_exactly() {
        WorkloadReport report = Reports.load()
                .add(Reports.cell(Reports.HOTELS, Outcome.SUCCESS, 1_500, 41_023))
                .build();

        assertFails(
                () -> assertThat(report).latency().hasPercentileBelow(99, ofNanos(41_015_000)),
                "workload \"shop\": 99 % of the requests should have taken less than 41.015 ms,",
                "  but p99 was 41.023 ms (over all 1,500 requests, measured from the intended start).",
                HEALTHY);
    }

    @Test
    void too_few_requests_are_inconclusive_in_either_direction() {
        assertInconclusive(
                () -> assertThat(Reports.small()).latency().hasPercentileBelow(99, ofMillis(250)),
                "workload \"shop\": it cannot be told whether 99 % of the requests take less than 250 ms.",
                "  p99 needs 299 requests or more, and there were 20."
                        + " Offer a higher rate or a longer duration, or judge no percentile above p86.",
                SMALL);
        assertInconclusive(
                () -> assertThat(Reports.small()).latency().hasPercentileAtLeast(99, ofMillis(1)),
                "workload \"shop\": it cannot be told whether p99 of the requests is at least 1 ms.",
                "  p99 needs 299 requests or more, and there were 20."
                        + " Offer a higher rate or a longer duration, or judge no percentile above p86.",
                SMALL);
        assertThat(Reports.small()).latency().hasPercentileBelow(86, ofMillis(250));
    }

    @Test
    void no_request_at_all_with_an_outcome_is_inconclusive() {
        assertInconclusive(
                () -> assertThat(Reports.small()).latency(Outcome.RESET).hasPercentileAtLeast(50, ofMillis(1)),
                "workload \"shop\": it cannot be told whether p50 of the requests with the outcome reset is at least 1 ms.",
                "  p50 needs 5 requests with the outcome reset or more, and there were 0."
                        + " Offer a higher rate or a longer duration.",
                SMALL);
    }

    @Test
    void a_percentile_that_was_not_printed_is_inconclusive() {
        WorkloadReport report = Reports.healthy().toBuilder()
                .printedLatency(new TreeMap<>(Map.of(50.0, 20_000L, 99.0, 41_000L)), 1_500)
                .build();

        assertThat(report).latency().hasPercentileBelow(99, ofMillis(250));
        assertInconclusive(
                () -> assertThat(report).latency().hasPercentileBelow(95, ofMillis(250)),
                "workload \"shop\": it cannot be told whether 95 % of the requests take less than 250 ms.",
                "  p95 is unknown: the generator printed only p50, 99. Ask for one of these.",
                HEALTHY);
    }
}
