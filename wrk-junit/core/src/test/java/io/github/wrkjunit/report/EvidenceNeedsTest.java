// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EvidenceNeedsTest {

    @Test
    void the_rule_of_three_is_exact() {
        assertThat(EvidenceNeeds.samplesNeeded(0.05)).isEqualTo(59);
        assertThat(EvidenceNeeds.samplesNeeded(0.01)).isEqualTo(299);
        assertThat(EvidenceNeeds.samplesNeeded(0.001)).isEqualTo(2_995);
        assertThat(EvidenceNeeds.samplesNeeded(0.0001)).isEqualTo(29_956);
        assertThat(EvidenceNeeds.samplesNeeded(0.95)).isEqualTo(1);
        assertThat(EvidenceNeeds.samplesNeeded(1)).isEqualTo(1);
        assertThat(EvidenceNeeds.samplesNeeded(1e-18)).isGreaterThan(2_000_000_000_000_000_000L);
    }

    @Test
    void tells_how_many_requests_a_share_needs() {
        assertThat(EvidenceNeeds.share(0.007, 426))
                .hasValue("A share of 0.7 % needs 427 requests or more, and there were 426."
                        + " Offer a higher rate or a longer duration, or judge a larger share.");
        assertThat(EvidenceNeeds.share(0.007, 427)).isEmpty();
    }

    @Test
    void a_share_of_errors_is_told_where_known_ones_or_bounds_prove_it() {
        Counts bounded = Reports.wrapped().build().counts(); // 5 to 10 of 1,500
        Counts bare = WorkloadReport.builder(Reports.spec().build())
                .partialCounts(1_490, OptionalLong.of(1_500), new TreeMap<>(), 5)
                .build()
                .counts();
        Counts unsent = WorkloadReport.builder(Reports.spec().build())
                .partialCounts(1_490, OptionalLong.empty(), new TreeMap<>(), 1_000)
                .build()
                .counts();

        assertThat(EvidenceNeeds.errorsBelow(bounded, 0.003)).isEmpty();
        assertThat(EvidenceNeeds.errorsBelow(bounded, 0.005)).hasValue(EvidenceNeeds.unresolved(bounded));
        assertThat(EvidenceNeeds.errorsBelow(bounded, 0.01)).isEmpty();
        assertThat(EvidenceNeeds.errorsBelow(bare, 0.003)).isEmpty();
        assertThat(EvidenceNeeds.errorsBelow(bare, 0.01))
                .hasValue("The generator does not tell what became of each request, only that at least 5 failed."
                        + " Use a generator that accounts for each request.");
        assertThat(EvidenceNeeds.errorsBelow(unsent, 0.01))
                .hasValue("The generator does not tell how many requests it has offered."
                        + " Use a generator that accounts for each request.");
    }

    @Test
    void tells_how_many_requests_a_percentile_needs_and_which_one_is_carried() {
        WorkloadReport report = punctual(10);

        assertThat(EvidenceNeeds.percentile(report, latency(298), 99, "requests"))
                .hasValue("p99 needs 299 requests or more, and there were 298."
                        + " Offer a higher rate or a longer duration, or judge no percentile above p98.");
        assertThat(EvidenceNeeds.percentile(report, latency(299), 99, "requests"))
                .isEmpty();
    }

    @Test
    void a_generator_that_was_late_for_few_requests_cannot_tell_of_the_slowest_few() {
        LatencyHistogram lag = Reports.repeated(10, 9_950);
        lag.record(80_000, 50);
        WorkloadReport report = withLag(lag, Duration.ofMillis(80));

        assertThat(report.validity().isValid()).isTrue();
        assertThat(EvidenceNeeds.percentile(report, latency(10_000), 99, "requests"))
                .isEmpty();
        assertThat(EvidenceNeeds.percentile(report, latency(10_000), 99.9, "requests"))
                .hasValue(
                        "The generator itself was late: 99.9 % of its requests left up to 80.1 ms after their time with a"
                                + " connection free, 50 ms are tolerated (longest stall 80 ms). Offer less, give it a quieter"
                                + " machine, judge a lower percentile, or raise wrk.tolerance.lag.");
    }

    @Test
    void a_generator_without_a_processor_for_a_part_of_the_run_cannot_tell_of_as_many_of_the_slowest() {
        WorkloadReport report = WorkloadReport.builder(
                        Reports.spec().rate(10_000 / 15.0).build())
                .add(new Cell("GET /", Outcome.SUCCESS, 10_000, Reports.repeated(5, 10_000)))
                .addThrottled(Duration.ofMillis(75)) // 0.5 % of 15 s
                .build();

        assertThat(report.validity().isValid()).isTrue();
        assertThat(EvidenceNeeds.percentile(report, latency(10_000), 99, "requests"))
                .isEmpty();
        assertThat(EvidenceNeeds.percentile(report, latency(10_000), 99.5, "requests"))
                .isEmpty();
        assertThat(EvidenceNeeds.percentile(report, latency(10_000), 99.9, "requests"))
                .hasValue("The generator had no processor for 75 ms of 15 s because of its container's CPU limit, and"
                        + " p99.9 would show that time. Raise the limit, offer less, or judge a lower percentile.");
    }

    @Test
    void a_short_stall_can_be_all_that_the_slowest_few_show() {
        WorkloadReport report = withLag(Reports.repeated(10, 10_000), Duration.ofMillis(101)); // of 15 s

        assertThat(report.validity().isValid()).isTrue();
        assertThat(EvidenceNeeds.percentile(report, latency(10_000), 99, "requests"))
                .isEmpty();
        assertThat(EvidenceNeeds.percentile(report, latency(10_000), 99.9, "requests"))
                .hasValue(
                        "The generator itself stood still for 101 ms while requests were due for 15 s, and p99.9 may show that: it is not the"
                                + " system's fault. Give it a quieter machine, offer the load longer, judge a lower percentile, or raise"
                                + " wrk.tolerance.lag.");
    }

    private static Latency latency(long count) {
        return Latency.exact(Reports.repeated(1_000, count), 0);
    }

    private static WorkloadReport punctual(long lagUs) {
        return withLag(Reports.repeated(lagUs, 1_500), Duration.ZERO);
    }

    private static WorkloadReport withLag(LatencyHistogram lag, Duration stall) {
        return WorkloadReport.builder(Reports.spec().build())
                .add(Reports.cell("GET /", Outcome.SUCCESS, 1_500, 5))
                .addHealth(new GeneratorHealth(
                        lag, LatencyHistogram.create(), 0, stall, Duration.ZERO, Duration.ZERO, 2, 0))
                .build();
    }

    @Test
    void two_ends_of_a_range_between_which_a_limit_lies_are_told_apart() {
        Latency latency = Latency.exact(Reports.latencies(1490, 1491, 1492), 0, 1);

        assertThat(EvidenceNeeds.percentileLimit(latency, 50, Duration.ofNanos(1_490_500), "requests"))
                .hasValue(
                        "p50 lies between 1.49 ms and 1.491 ms, because the generator does not tell of 1 of 4 requests how"
                                + " long they took: lost, in flight at its end, or not measured. Offer the load longer, or use a"
                                + " generator that accounts for each request.");
    }
}
