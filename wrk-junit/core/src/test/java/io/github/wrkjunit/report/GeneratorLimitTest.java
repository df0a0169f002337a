// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import static io.github.wrkjunit.report.Reports.cell;
import static io.github.wrkjunit.report.Reports.repeated;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.report.Validity.Evidence;
import io.github.wrkjunit.report.Validity.Reason;
import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class GeneratorLimitTest {

    private static final SecondHealth HEALTHY = second(0.9, 0);

    @Test
    void requests_that_a_busy_generator_has_not_sent_are_no_errors_of_the_system() {
        WorkloadReport report = overloaded(second(0.05, 0)).build();

        assertThat(report.counts().notSent()).hasValue(1200);
        assertThat(report.counts().notSentByGenerator()).isEqualTo(1200);
        assertThat(report.counts().knownErrors()).isZero();
        assertThat(report.counts().errorsAtMost()).hasValue(1200);
        assertThat(report.counts().errors()).isEmpty();
        assertThat(report.latency().unboundedCount()).isZero();
        assertThat(report.latency().uncertainCount()).isEqualTo(1200);
        assertThat(report.validity().problems())
                .extracting(Validity.Problem::reason)
                .containsExactly(Reason.GENERATOR_LIMIT);
        assertThat(report.validity().carries(Evidence.COUNTS)).isTrue();
        assertThat(EvidenceNeeds.percentile(report, report.answeredLatency(), 50, "requests"))
                .hasValue(
                        "The generator was at its own limit. A thread of it had no time to spare in 15 of 15 seconds, in which"
                                + " 1,500 of 1,500 requests were due, so it may be the generator that was slow. Offer less, use more"
                                + " threads (now 2), or give it a quieter machine.");
        assertThat(EvidenceNeeds.errors(report.counts(), 0.5))
                .hasValue(
                        "Between 0 and 1,200 of 1,500 requests ended without a good answer: 1,200 were not sent, and the"
                                + " generator had no time to spare, so nobody knows whether the system would have taken them. Offer less,"
                                + " or use more threads or another machine.");
    }

    @Test
    void requests_that_an_idle_generator_has_not_sent_are_errors_of_the_system() {
        WorkloadReport report = overloaded(HEALTHY).build();

        assertThat(report.counts().errors()).hasValue(1200);
        assertThat(report.latency().unboundedCount()).isEqualTo(1200);
        assertThat(report.validity().isValid()).isTrue();
    }

    @Test
    void a_generator_without_a_processor_is_at_its_limit_as_well() {
        WorkloadReport report = overloaded(second(0.9, 251)).build();

        assertThat(report.counts().notSentByGenerator()).isEqualTo(1200);
        assertThat(report.validity().problems())
                .extracting(Validity.Problem::sentence)
                .containsExactly(
                        "The generator was at its own limit. A thread of it was ready to run and had no processor for up to 251 ms of a"
                                + " second in 15 of 15 seconds, in which 1,500 of 1,500 requests were due, so it may be the generator that"
                                + " was slow. Offer less, use more threads (now 2), or give it a quieter machine.");
        assertThat(overloaded(second(0.9, 250)).build().validity().isValid()).isTrue();
    }

    @Test
    void in_a_few_busy_seconds_only_their_own_requests_are_in_doubt() {
        WorkloadReport.Builder builder = WorkloadReport.builder(Reports.spec().build());
        for (int second = 0; second < 15; second++) {
            Cell answered = cell("GET /", Outcome.SUCCESS, 20, 41_000);
            Cell notSent = new Cell("GET /", Outcome.NOT_SENT, 80, null);
            builder.add(answered).addAt(second, answered).add(notSent).addAt(second, notSent);
            builder.addHealthAt(second, second == 4 ? second(0.1, 0) : HEALTHY);
        }
        WorkloadReport report = builder.build();

        assertThat(report.counts().notSentByGenerator()).isEqualTo(80);
        assertThat(report.counts().knownErrors()).isEqualTo(14 * 80);
        assertThat(report.operation("GET /").counts().notSentByGenerator()).isEqualTo(80);
    }

    @Test
    void one_busy_second_decides_only_the_slowest_requests() {
        WorkloadReport.Builder builder = Reports.checkout();
        for (int second = 0; second < 15; second++) {
            builder.addHealthAt(second, second == 0 ? second(0.1, 0) : HEALTHY);
        }
        WorkloadReport report = builder.build();

        assertThat(EvidenceNeeds.percentile(report, report.latency(), 99, "requests"))
                .isPresent();
        assertThat(EvidenceNeeds.percentile(report, report.latency(), 90, "requests"))
                .isEmpty();
        assertThat(report.window("fault").validity().isValid()).isTrue();
        assertThat(report.before("fault").validity().isValid()).isFalse();
    }

    @Test
    void what_a_late_generator_has_counted_is_a_fact() {
        WorkloadReport report = WorkloadReport.builder(Reports.spec().build())
                .add(cell("POST /user", Outcome.SERVER_ERROR, 1500, 900))
                .addHealth(new GeneratorHealth(
                        repeated(70_000, 1500),
                        LatencyHistogram.create(),
                        0,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        2,
                        0))
                .build();

        assertThat(report.validity().carries(Evidence.COUNTS)).isTrue();
        assertThat(report.validity().carries(Evidence.LATENCY)).isFalse();
    }

    @Test
    void a_stall_concerns_the_part_that_holds_it() {
        WorkloadReport.Builder builder = Reports.checkout();
        for (int second = 0; second < 15; second++) {
            builder.addHealthAt(second, second == 7 ? stall(192) : HEALTHY);
        }
        WorkloadReport report = builder.build();

        assertThat(report.validity().isValid()).isFalse(); // 192 ms of 15 s are more than 1 %
        assertThat(report.window("fault").validity().problems())
                .extracting(Validity.Problem::sentence)
                .containsExactly(
                        "The generator itself stood still for 192 ms while requests were due for 5 s, and p99 may show that:"
                                + " it is not the system's fault. Give it a quieter machine, offer the load longer, judge a lower"
                                + " percentile, or raise wrk.tolerance.lag.");
        assertThat(report.before("fault").validity().isValid()).isTrue();
        assertThat(report.after("fault").validity().isValid()).isTrue();
        assertThat(EvidenceNeeds.percentile(report, report.latency(), 50, "requests"))
                .isEmpty();
    }

    @Test
    void two_stalls_are_as_bad_as_one_of_their_length() {
        WorkloadReport.Builder builder = Reports.checkout();
        for (int second = 0; second < 15; second++) {
            builder.addHealthAt(second, second == 3 || second == 7 ? stall(101) : HEALTHY);
        }
        WorkloadReport report = builder.build();

        assertThat(report.validity().isValid()).isFalse(); // one of 101 ms would be 0.7 %
    }

    /** 300 of 1,500 requests were answered, the others were not sent; the generator did like this all the time. */
    private static WorkloadReport.Builder overloaded(SecondHealth always) {
        WorkloadReport.Builder report = WorkloadReport.builder(Reports.spec().build())
                .addHealth(new GeneratorHealth(
                        repeated(60, 300),
                        LatencyHistogram.create(),
                        0,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        2,
                        0));
        for (int second = 0; second < 15; second++) {
            Cell answered = cell("GET /", Outcome.SUCCESS, 20, 41_000);
            Cell notSent = new Cell("GET /", Outcome.NOT_SENT, 80, null);
            report.add(answered).addAt(second, answered).add(notSent).addAt(second, notSent);
            report.addHealthAt(second, always);
        }
        return report;
    }

    private static SecondHealth second(double idle, long delayMillis) {
        return new SecondHealth(
                repeated(60, 100),
                Duration.ofMillis(2),
                Duration.ZERO,
                Duration.ofMillis(delayMillis),
                OptionalDouble.of(idle));
    }

    private static SecondHealth stall(long millis) {
        return new SecondHealth(
                repeated(60, 100),
                Duration.ofMillis(millis),
                Duration.ofMillis(millis),
                Duration.ZERO,
                OptionalDouble.of(0.7));
    }
}
