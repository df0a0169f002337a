// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import static io.github.wrkjunit.report.Reports.cell;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.report.Validity.Evidence;
import io.github.wrkjunit.report.Validity.Reason;
import io.github.wrkjunit.spec.Distribution;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidityRulesTest {

    @Test
    void a_good_report_is_valid() {
        Validity validity = answered(1500).validity();

        assertThat(validity.isValid()).isTrue();
        assertThat(validity.carries(Evidence.COUNTS)).isTrue();
        assertThat(validity.carries(Evidence.LATENCY)).isTrue();
        assertThat(validity.sentences(Evidence.LATENCY)).isEmpty();
    }

    @Test
    void an_incomplete_report_carries_nothing() {
        Validity validity = of(1500).incompleteBecause("It was cut.").build().validity();

        assertOnly(validity, Reason.INCOMPLETE, "It was cut.");
        assertThat(validity.carries(Evidence.COUNTS)).isFalse();
        assertThat(validity.carries(Evidence.LATENCY)).isFalse();
    }

    @Test
    void no_request_is_no_reason_to_be_content() {
        assertOnly(
                of(0).build().validity(),
                Reason.NO_REQUESTS,
                "No request was due in 15 s. Offer a higher rate or a longer duration.");
        assertOnly(
                WorkloadReport.builder(Reports.spec().build())
                        .partialCounts(0, OptionalLong.empty(), new TreeMap<>(), 0)
                        .build()
                        .validity(),
                Reason.NO_REQUESTS,
                "The generator counted no request at all. Look at its raw output.");
    }

    // 100/s for 15 s: expected 1500; slack 5 % = 75, 5 sigma of the distribution, 2 threads.
    @ParameterizedTest
    @CsvSource({
        "FIXED, 1423, true", "FIXED, 1422, false", "FIXED, 1577, true", "FIXED, 1578, false",
        "EXP,   1230, true", "EXP,   1229, false", "EXP,   1770, true", "EXP,   1771, false",
        "NORM,  1375, true", "NORM,  1374, false", "NORM,  1625, true", "NORM,  1626, false",
        "ZIPF,   939, true", "ZIPF,   938, false", "ZIPF,  2061, true", "ZIPF,  2062, false",
    })
    void the_offered_rate_is_that_which_was_asked_for(Distribution dist, long offered, boolean valid) {
        WorkloadSpec spec = Reports.spec().dist(dist).build();
        Validity validity = WorkloadReport.builder(spec)
                .add(cell("GET /", Outcome.SUCCESS, offered, 5))
                .build()
                .validity();

        assertThat(validity.isValid()).isEqualTo(valid);
        if (!valid) {
            assertThat(validity.problems())
                    .extracting(Validity.Problem::reason)
                    .containsExactly(Reason.RATE_NOT_REACHED);
            assertThat(validity.carries(Evidence.COUNTS)).isFalse();
        }
    }

    @Test
    void tells_both_rates() {
        assertOnly(
                answered(750).validity(),
                Reason.RATE_NOT_REACHED,
                "The load was not the one that was asked for: 750 requests in 15 s are 50.00/s, not 100.0/s."
                        + " This is a defect of the generator.");
    }

    @Test
    void a_bare_wrk2_does_not_tell_who_was_too_slow() {
        Validity validity = WorkloadReport.builder(Reports.spec().build())
                .partialCounts(750, OptionalLong.empty(), new TreeMap<>(), 0)
                .plainLatency(Reports.repeated(5, 750))
                .build()
                .validity();

        assertThat(validity.problems())
                .containsExactly(
                        new Validity.Problem(
                                Reason.RATE_NOT_REACHED,
                                "The load was not the one that was asked for: 750 requests in 15 s are 50.00/s, not 100.0/s."
                                        + " The generator does not tell whether it or the system was too slow."
                                        + " Use the runtime \"local\", or a lower rate."),
                        new Validity.Problem(
                                Reason.LATENCY_INCOMPLETE,
                                "The generator does not tell how many requests got no answer, so percentiles of all requests"
                                        + " are unknown. Use a generator that accounts for each request."));
    }

    @ParameterizedTest
    @CsvSource({"49983, true", "49984, false", "60000, false"})
    // a bucket of 32 us goes from 49,984 to 50,015: its upper end is not below 50 ms
    void the_generator_must_not_be_late_itself(long lagUs, boolean valid) {
        LatencyHistogram lag = Reports.repeated(10, 1484);
        lag.record(lagUs, 16); // p99 is rank 1485
        Validity validity = withLag(lag, ValidityRules.DEFAULT);

        assertThat(validity.isValid()).isEqualTo(valid);
    }

    @Test
    void one_per_cent_of_late_requests_is_tolerated() {
        LatencyHistogram lag = Reports.repeated(10, 1485);
        lag.record(10_000_000, 15);

        assertThat(withLag(lag, ValidityRules.DEFAULT).isValid()).isTrue();
    }

    @Test
    void tells_how_late_the_generator_was() {
        assertOnly(
                withLag(Reports.repeated(100_000, 1500), ValidityRules.DEFAULT),
                Reason.GENERATOR_LAG,
                "The generator itself was late: 99 % of its requests left up to 100 ms after their time with a connection free,"
                        + " 50 ms are tolerated (longest stall 3 ms). Offer less, give it a quieter machine, judge a lower percentile,"
                        + " or raise wrk.tolerance.lag.");
    }

    @ParameterizedTest
    @CsvSource({
        "50,  100, true", // 1 % of 15 s are 150 ms: as many requests may be late
        "50,  150, true",
        "50, 151, false",
        "76, 151, true", // and no stall counts that is not twice what is tolerated
        "100, 200, true",
        "100, 201, false"
    })
    void the_generator_must_not_stand_still(long toleratedMillis, long stallMillis, boolean valid) {
        ValidityRules rules = new ValidityRules(0.05, Duration.ofMillis(toleratedMillis));

        assertThat(withStall(stallMillis, rules).isValid()).isEqualTo(valid);
    }

    @Test
    void tells_how_long_the_generator_stood_still() {
        assertOnly(
                withStall(1200, ValidityRules.DEFAULT),
                Reason.GENERATOR_LAG,
                "The generator itself stood still for 1.2 s while requests were due for 15 s, and p99 may show that: it is not the"
                        + " system's fault. Give it a quieter machine, offer the load longer, judge a lower percentile, or raise"
                        + " wrk.tolerance.lag.");
    }

    @Test
    void tolerances_can_be_set() {
        ValidityRules patient = new ValidityRules(0.6, Duration.ofSeconds(1));

        assertThat(withLag(Reports.repeated(100_000, 1500), patient).isValid()).isTrue();
        assertThat(of(750).rules(patient).build().validity().isValid()).isTrue();
    }

    @Test
    void without_an_answer_counts_can_be_judged_and_latency_cannot() {
        Validity validity = WorkloadReport.builder(Reports.spec().build())
                .add(cell("GET /", Outcome.TIMEOUT, 1500, 10_000_000))
                .build()
                .validity();

        assertOnly(
                validity,
                Reason.NOTHING_ANSWERED,
                "Not one request was answered, so nothing is known of latency. Judge the counts instead.");
        assertThat(validity.carries(Evidence.COUNTS)).isTrue();
        assertThat(validity.carries(Evidence.LATENCY)).isFalse();
        assertThat(validity.sentences(Evidence.COUNTS)).isEmpty();
    }

    @Test
    void without_an_answer_counts_that_say_nothing_are_not_advised() {
        Validity validity = WorkloadReport.builder(Reports.spec().build())
                .bounded(739)
                .build()
                .validity();

        assertThat(validity.problems())
                .filteredOn(problem -> problem.reason() == Reason.NOTHING_ANSWERED)
                .extracting(Validity.Problem::sentence)
                .containsExactly(
                        "Not one request was answered, so nothing is known of latency. The generator does not say"
                                + " what became of the requests either. Use a generator that accounts for each request, such as the"
                                + " runtime \"local\".");
    }

    @Test
    void one_answer_is_enough_to_look_at_latency() {
        assertThat(WorkloadReport.builder(Reports.spec().build())
                        .add(cell("GET /", Outcome.TIMEOUT, 1499, 10_000_000))
                        .add(cell("GET /", Outcome.SUCCESS, 1, 5))
                        .build()
                        .validity()
                        .isValid())
                .isTrue();
    }

    @Test
    void latencies_of_a_part_of_the_answers_are_not_enough() {
        Validity validity = WorkloadReport.builder(Reports.spec().build())
                .partialCounts(1500, OptionalLong.of(1500), new TreeMap<>(), 0)
                .plainLatency(Reports.repeated(5, 1499))
                .build()
                .validity();

        assertOnly(
                validity,
                Reason.LATENCY_INCOMPLETE,
                "Latency is known of 1,499 of 1,500 answered requests only. Use a generator that tells all of them.");
        assertThat(validity.carries(Evidence.COUNTS)).isTrue();
        assertThat(validity.carries(Evidence.LATENCY)).isFalse();
    }

    private static void assertOnly(Validity validity, Reason reason, String sentence) {
        assertThat(validity.problems()).containsExactly(new Validity.Problem(reason, sentence));
        assertThat(validity.isValid()).isFalse();
    }

    private static Validity withLag(LatencyHistogram lag, ValidityRules rules) {
        return withHealth(lag, Duration.ofMillis(3), rules);
    }

    private static Validity withStall(long millis, ValidityRules rules) {
        return withHealth(Reports.repeated(10, 1500), Duration.ofMillis(millis), rules);
    }

    private static Validity withHealth(LatencyHistogram lag, Duration stall, ValidityRules rules) {
        return of(1500).addHealth(new GeneratorHealth(
                        lag, LatencyHistogram.create(), 0, stall, Duration.ZERO, Duration.ZERO, 2, 0))
                .rules(rules)
                .build()
                .validity();
    }

    private static WorkloadReport answered(long count) {
        return of(count).build();
    }

    private static WorkloadReport.Builder of(long count) {
        return WorkloadReport.builder(Reports.spec().build()).add(cell("GET /", Outcome.SUCCESS, count, 5));
    }
}
