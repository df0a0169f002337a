// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyHistogramTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "1, 1, 1",
        "2047, 2047, 2047",
        "2048, 2048, 2049",
        "2049, 2048, 2049",
        "4095, 4094, 4095",
        "4096, 4096, 4099",
        "1000000, 999936, 1000447",
        "86400000000, 86369107968, 86436216831"
    })
    void has_the_buckets_of_wrk2(long us, long lowest, long highest) {
        LatencyHistogram histogram = Reports.latencies(us);

        assertThat(histogram.valueAtRank(1)).isEqualTo(highest);
        assertThat(histogram.max()).isEqualTo(highest);
        assertThat(histogram.min()).isEqualTo(lowest);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void agrees_with_HdrHistogram_on_random_values(long seed) {
        Random random = new Random(seed);
        LatencyHistogram histogram = LatencyHistogram.create();
        Histogram hdr = new Histogram(1, LatencyHistogram.HIGHEST_US, 3);
        for (int i = 0; i < 5000; i++) {
            long us = (long) Math.exp(random.nextDouble() * 25);
            int count = 1 + random.nextInt(3);
            histogram.record(us, count);
            hdr.recordValueWithCount(us, count);
        }

        assertThat(histogram.toHistogram()).isEqualTo(hdr);
        assertThat(histogram.count()).isEqualTo(hdr.getTotalCount());
        assertThat(histogram.mean()).isEqualTo(hdr.getMean());
        assertThat(histogram.min()).isEqualTo(hdr.getMinValue());
        assertThat(histogram.max()).isEqualTo(hdr.getMaxValue());
        for (HistogramIterationValue value : hdr.recordedValues()) {
            long us = value.getValueIteratedTo();
            assertThat(histogram.valueAtRank(value.getTotalCountToThisValue())).isEqualTo(us);
            assertThat(histogram.countAbove(us)).isEqualTo(hdr.getTotalCount() - value.getTotalCountToThisValue());
        }
        assertThat(LatencyHistogram.decode(histogram.encode())).isEqualTo(histogram);
        assertThat(LatencyHistogram.of(hdr)).isEqualTo(histogram);
    }

    @Test
    void counts_what_is_longer_than_a_day_as_a_day_and_refuses_what_is_below_zero() {
        LatencyHistogram histogram = Reports.latencies(Long.MAX_VALUE);

        assertThat(histogram).isEqualTo(Reports.latencies(LatencyHistogram.HIGHEST_US));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> histogram.record(-1, 1))
                .withMessage("1 latencies of -1 us: neither can be below 0.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> histogram.record(1, -2))
                .withMessage("-2 latencies of 1 us: neither can be below 0.");
    }

    @Test
    void adds_exactly_also_itself() {
        LatencyHistogram histogram = Reports.latencies(5, 7);
        histogram.add(Reports.latencies(1, 6, 7, 1_000_000));
        histogram.record(3, 0);

        assertThat(histogram).isEqualTo(Reports.latencies(1, 5, 6, 7, 7, 1_000_000));

        histogram.add(histogram);

        assertThat(histogram).isEqualTo(Reports.latencies(1, 1, 5, 5, 6, 6, 7, 7, 7, 7, 1_000_000, 1_000_000));
    }

    @Test
    void a_copy_shares_nothing() {
        LatencyHistogram histogram = Reports.latencies(5);
        LatencyHistogram copy = histogram.copy();

        copy.record(6, 1);
        copy.record(5, 1);

        assertThat(histogram).isEqualTo(Reports.latencies(5)).hasSameHashCodeAs(Reports.latencies(5));
        assertThat(copy).isEqualTo(Reports.latencies(5, 5, 6)).isNotEqualTo(histogram);
    }

    @Test
    void reads_what_it_writes_also_when_it_is_empty() {
        LatencyHistogram empty = LatencyHistogram.create();

        assertThat(LatencyHistogram.decode(empty.encode())).isEqualTo(empty);
        assertThat(empty).hasToString("no latencies");
        assertThat(Reports.latencies(5, 2049)).hasToString("2 latencies of 5 us to 2.05 ms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "SElTVEY=", "HISTFAAAACN4nJNpmSzMwMDAzAABMJoRiEVkrycw2H+ACLTzsQAAVz0E"})
    void refuses_what_is_no_histogram(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LatencyHistogram.decode(text))
                .withMessage("\"" + text.substring(0, Math.min(40, text.length()))
                        + "...\" is not a compressed HdrHistogram in Base64");
    }

    @Test
    void there_is_no_value_beyond_the_last_rank() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> Reports.latencies(5).valueAtRank(2))
                .withMessage("rank 2 of 1 latencies");
    }
}
