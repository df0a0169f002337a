// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyTest {

    /** 1 to 1000 us, each once: the value is its rank. */
    private static final Latency THOUSAND = Latency.exact(upTo(1000), 0);

    @ParameterizedTest
    @CsvSource({
        "0.05, 1",
        "0.1, 1",
        "0.11, 2",
        "50, 500",
        "50.05, 501",
        "90, 900",
        "99, 990",
        "99.9, 999",
        "99.91, 1000",
        "100, 1000"
    })
    void a_percentile_is_the_value_of_the_rank_rounded_up(double percentile, long us) {
        assertThat(THOUSAND.percentile(percentile).duration()).hasValue(Duration.ofNanos(us * 1000));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "99, 1, 1", "100, 1, 1", "50, 2, 1", "51, 2, 2", "33.4, 3, 2", "66.7, 3, 3"})
    void works_for_few_requests(double percentile, int count, long us) {
        assertThat(Latency.exact(upTo(count), 0).percentile(percentile).duration())
                .hasValue(Duration.ofNanos(us * 1000));
    }

    @ParameterizedTest
    @CsvSource({"99, true", "99.5, true", "99.6, false", "99.9, false", "100, false"})
    void requests_without_a_good_answer_are_slower_than_all_others(double percentile, boolean bounded) {
        Latency latency = Latency.exact(upTo(995), 5);

        LatencyValue value = latency.percentile(percentile);

        assertThat(value.isBounded()).isEqualTo(bounded);
        assertThat(value.unboundedShare()).isEqualTo(0.005);
        assertThat(latency.count()).isEqualTo(1000);
        assertThat(latency.unboundedCount()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"50", "90", "99", "100"})
    void the_truth_lies_between_the_bounds_whatever_was_not_told(double percentile) {
        for (int uncertain = 0; uncertain <= 6; uncertain++) {
            Latency bounds = Latency.exact(upTo(20), 2, uncertain);
            for (int unanswered = 0; unanswered <= uncertain; unanswered++) {
                for (long us : new long[] {1, 7, 21, 1000}) {
                    LatencyHistogram truth = upTo(20);
                    truth.record(us, uncertain - unanswered);
                    LatencyValue value = Latency.exact(truth, 2 + unanswered).percentile(percentile);

                    assertThat(us(value))
                            .isBetween(us(bounds.percentileAtLeast(percentile)), us(bounds.percentile(percentile)));
                }
            }
        }
    }

    @Test
    void what_is_not_told_counts_as_slow_above_and_as_fast_below() {
        Latency latency = Latency.exact(upTo(995), 2, 3);

        assertThat(latency.count()).isEqualTo(1000);
        assertThat(latency.uncertainCount()).isEqualTo(3);
        assertThat(latency.percentile(50)).hasToString("500 us");
        assertThat(latency.percentileAtLeast(50)).hasToString("497 us");
        assertThat(latency.percentile(99.7)).hasToString("unbounded (0.50 % of the requests got no good answer)");
        assertThat(latency.percentileAtLeast(99.7)).hasToString("994 us");
        assertThat(latency.percentileAtLeast(0.3)).hasToString("0 us");
        assertThat(latency.countAbove(Duration.ofNanos(990_000))).isEqualTo(5 + 5);
        assertThat(THOUSAND.percentileAtLeast(99)).isEqualTo(THOUSAND.percentile(99));
    }

    private static long us(LatencyValue value) {
        return value.duration().map(duration -> duration.toNanos() / 1000).orElse(Long.MAX_VALUE);
    }

    @Test
    void a_value_in_words() {
        Latency latency = Latency.exact(upTo(968), 32);

        assertThat(latency.percentile(50)).hasToString("500 us");
        assertThat(latency.percentile(99)).hasToString("unbounded (3.2 % of the requests got no good answer)");
        assertThat(Latency.exact(LatencyHistogram.create(), 3).percentile(50))
                .hasToString("unbounded (100 % of the requests got no good answer)");
    }

    @Test
    void nothing_unbounded_is_below_a_limit() {
        Latency latency = Latency.exact(upTo(99), 1);

        assertThat(latency.percentile(50).isBelow(Duration.ofNanos(50_001))).isTrue();
        assertThat(latency.percentile(50).isBelow(Duration.ofNanos(50_000))).isFalse();
        assertThat(latency.percentile(100).isBelow(Duration.ofDays(1000))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"50, 5", "90, 29", "95, 59", "99, 299", "99.9, 2995", "99.99, 29956", "100, 1"})
    void samples_needed_for_a_one_sided_95_per_cent_bound(double percentile, long samples) {
        assertThat(Latency.samplesNeeded(percentile)).isEqualTo(samples);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 100.1, Double.NaN})
    void refuses_percentiles_that_do_not_exist(double percentile) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> THOUSAND.percentile(percentile))
                .withMessage("percentile " + percentile + " is outside of (0, 100]. Use one such as 50, 99 or 99.9.");
    }

    @Test
    void no_samples_have_no_percentile_no_mean_and_no_maximum() {
        Latency none = Latency.none();

        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> none.percentile(99.9))
                .withMessage("p99.9 is unknown: no latency was measured.");
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(none::mean)
                .withMessage("mean is unknown: no latency was measured.");
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(none::max)
                .withMessage("max is unknown: no latency was measured.");
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(none::min)
                .withMessage("min is unknown: no latency was measured.");
        assertThat(none.countAbove(Duration.ZERO)).isZero();
    }

    @Test
    void statistics_of_those_that_have_a_latency() {
        Latency latency = Latency.exact(upTo(1000), 7);

        assertThat(latency.min()).isEqualTo(Duration.ofNanos(1000));
        assertThat(latency.max()).isEqualTo(Duration.ofMillis(1));
        assertThat(latency.mean()).isEqualTo(Duration.ofNanos(500_500));
        assertThat(latency.countAbove(Duration.ofNanos(990_000))).isEqualTo(10 + 7);
    }

    @Test
    void knows_of_printed_rows_only_what_was_printed() {
        Latency latency = Latency.printed(new TreeMap<>(Map.of(50.0, 410L, 99.0, 2000L)), 700);

        assertThat(latency.isExact()).isFalse();
        assertThat(latency.count()).isEqualTo(700);
        assertThat(latency.percentile(99)).hasToString("2 ms");
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> latency.percentile(99.9))
                .withMessage("p99.9 is unknown: the generator printed only p50, 99. Ask for one of these.");
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> latency.countAbove(Duration.ofMillis(1)))
                .withMessage("countAbove is unknown: only some percentiles were printed.");
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(latency::histogram)
                .withMessage("the histogram is unknown: the generator printed only some percentiles.");
    }

    @Test
    void is_printed_with_its_requests_and_the_percentiles_that_they_carry() {
        assertThat(Latency.exact(upTo(1000), 7))
                .hasToString(
                        "1,007 requests, 7 without a good answer: p50 504 us, p90 907 us, p99 997 us, max unbounded");
        assertThat(Latency.printed(new TreeMap<>(Map.of(50.0, 410L, 99.0, 2000L)), 700))
                .hasToString("700 requests: p50 410 us, p99 2 ms");
        assertThat(Latency.none()).hasToString("0 requests: none was measured");
    }

    @Test
    void nobody_can_change_it() {
        LatencyHistogram histogram = upTo(10);
        Latency latency = Latency.exact(histogram, 0);

        histogram.record(5, 1);
        latency.histogram().record(5, 1);

        assertThat(latency.count()).isEqualTo(10);
        assertThat(latency.histogram()).isEqualTo(upTo(10));
    }

    private static LatencyHistogram upTo(int us) {
        LatencyHistogram histogram = LatencyHistogram.create();
        for (int i = 1; i <= us; i++) {
            histogram.record(i, 1);
        }
        return histogram;
    }
}
