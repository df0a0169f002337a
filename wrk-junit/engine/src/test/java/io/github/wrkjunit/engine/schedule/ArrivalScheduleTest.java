// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.schedule;

import static io.github.wrkjunit.spec.Distribution.EXP;
import static io.github.wrkjunit.spec.Distribution.FIXED;
import static io.github.wrkjunit.spec.Distribution.NORM;
import static io.github.wrkjunit.spec.Distribution.ZIPF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.wrkjunit.spec.Distribution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ArrivalScheduleTest {

    private static final long SECOND = 1_000_000_000L;
    private static final int DRAWS = 20_000;

    /** Kolmogorov's critical distance for a level of 0.1 %. */
    private static final double CRITICAL = 1.95 / Math.sqrt(DRAWS);

    @ParameterizedTest
    @CsvSource({
        "10, 2, 10, 100",
        "10, 12, 10, 100",
        "3, 2, 10, 30",
        "3, 2, 8, 24",
        "1, 2, 7, 7",
        "0.1, 3, 100, 10",
        "0.3, 7, 10, 3",
        "1000, 8, 6, 6000",
        "33333, 7, 3, 99999",
        "2.5, 1, 1, 3" // starts at 0, 0.4 and 0.8 s
    })
    void fixed_offers_exactly_rate_times_duration(double rate, int threads, int seconds, int expected) {
        assertThat(starts(FIXED, rate, threads, 1, seconds * SECOND, 0)).hasSize(expected);
    }

    @Test
    void fixed_threads_and_workers_together_are_evenly_paced() {
        List<Long> starts = starts(FIXED, 20, 4, 2, SECOND, 0); // two workers of 20/s each

        assertThat(starts)
                .containsExactlyElementsOf(LongStream.range(0, 40)
                        .map(k -> k * SECOND / 40)
                        .boxed()
                        .toList());
    }

    @Test
    void fixed_does_not_drift_in_a_day() {
        ArrivalSchedule schedule = new ArrivalSchedule(FIXED, 3, 0, 1, 0);
        long last = 0;
        for (int k = 0; k <= 3 * 86_400; k++) {
            last = schedule.nextOffsetNs();
        }

        assertThat(last).isEqualTo(86_400 * SECOND);
    }

    @Test
    void exponential_distances_fit_their_distribution() {
        assertThat(distance(gaps(EXP, 1), x -> 1 - Math.exp(-x))).isLessThan(CRITICAL);
        assertThat(distance(gaps(NORM, 1), x -> 1 - Math.exp(-x))).isGreaterThan(CRITICAL);
    }

    @Test
    void normal_distances_fit_a_normal_cut_at_zero_with_sigma_of_a_quarter() {
        assertThat(distance(gaps(NORM, 1), x -> normal(x, 0.25))).isLessThan(CRITICAL);
        assertThat(distance(gaps(NORM, 1), x -> normal(x, 0.24))).isGreaterThan(CRITICAL);
        assertThat(Arrays.stream(gaps(NORM, 1)).min().orElseThrow()).isNotNegative();
    }

    @Test
    void zipf_distances_fit_their_probabilities() {
        double harmonic = 0;
        double weighted = 0;
        for (int k = 1; k <= 100; k++) {
            harmonic += Math.pow(k, -3);
            weighted += Math.pow(k, -2);
        }
        double mean = weighted / harmonic;
        int[] seen = new int[101];
        for (double gap : gaps(ZIPF, 1)) {
            double k = gap * mean;
            assertThat(k).isCloseTo(Math.rint(k), within(1e-6)).isBetween(0.9, 100.1);
            seen[(int) Math.rint(k)]++;
        }

        double chiSquare = 0;
        double tailExpected = DRAWS;
        int tailSeen = DRAWS;
        for (int k = 1; k <= 9; k++) {
            double expected = DRAWS * Math.pow(k, -3) / harmonic;
            chiSquare += (seen[k] - expected) * (seen[k] - expected) / expected;
            tailExpected -= expected;
            tailSeen -= seen[k];
        }
        chiSquare += (tailSeen - tailExpected) * (tailSeen - tailExpected) / tailExpected;
        assertThat(chiSquare).isLessThan(27.88); // 9 degrees of freedom, 0.1 %
    }

    @ParameterizedTest
    @EnumSource(value = Distribution.class, names = "FIXED", mode = EnumSource.Mode.EXCLUDE)
    void the_expected_number_of_starts_is_rate_times_duration_also_for_few_requests(Distribution distribution) {
        int runs = 4000;
        long sum = 0;
        double squares = 0;
        for (int seed = 0; seed < runs; seed++) {
            int count = starts(distribution, 10, 12, 1, 2 * SECOND, seed).size();
            sum += count;
            squares += (double) count * count;
        }

        double mean = (double) sum / runs;
        double deviation = Math.sqrt(squares / runs - mean * mean);
        assertThat(mean).isCloseTo(20, within(4 * deviation / Math.sqrt(runs)));
    }

    @ParameterizedTest
    @EnumSource(Distribution.class)
    void starts_never_go_back(Distribution distribution) {
        ArrivalSchedule schedule = new ArrivalSchedule(distribution, 1e6, 0, 1, 5);
        long last = -1;
        for (int k = 0; k < DRAWS; k++) {
            long next = schedule.nextOffsetNs();
            assertThat(next).isGreaterThanOrEqualTo(last).isNotNegative();
            last = next;
        }
    }

    @ParameterizedTest
    @EnumSource(value = Distribution.class, names = "FIXED", mode = EnumSource.Mode.EXCLUDE)
    void the_same_seed_draws_the_same_and_others_differ(Distribution distribution) {
        assertThat(gaps(distribution, 7)).isEqualTo(gaps(distribution, 7));
        assertThat(gaps(distribution, 7)).isNotEqualTo(gaps(distribution, 8));
    }

    @Test
    void a_seed_draws_the_same_on_each_machine_and_in_each_release() {
        ArrivalSchedule schedule =
                new ArrivalSchedule(EXP, 100, 0, 1, Seeds.ofPurpose(Seeds.ofThread(42, 0, 0), Seeds.ARRIVALS));

        assertThat(List.of(schedule.nextOffsetNs(), schedule.nextOffsetNs(), schedule.nextOffsetNs()))
                .containsExactly(17_033_164L, 29_655_989L, 37_240_153L);
    }

    @Test
    void a_rate_of_one_in_ten_million_years_does_not_overflow() {
        ArrivalSchedule schedule = new ArrivalSchedule(FIXED, 1e-15, 0, 1, 0);

        assertThat(schedule.nextOffsetNs()).isZero();
        assertThat(schedule.nextOffsetNs()).isEqualTo(1L << 61);
    }

    @Test
    void refuses_a_rate_that_is_none() {
        assertThatThrownBy(() -> new ArrivalSchedule(FIXED, 0, 0, 1, 0)).hasMessage("rate 0.0 is not a number above 0");
        assertThatThrownBy(() -> new ArrivalSchedule(EXP, Double.NaN, 0, 1, 0))
                .hasMessage("rate NaN is not a number above 0");
    }

    /** All starts of a load in their order; the rate is that of one worker. */
    private static List<Long> starts(
            Distribution distribution, double rate, int threads, int workers, long durationNs, long seed) {
        List<Long> starts = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            for (int thread = 0; thread < threads; thread++) {
                ArrivalSchedule schedule = new ArrivalSchedule(
                        distribution,
                        rate / threads,
                        worker + workers * thread,
                        workers * threads,
                        Seeds.ofPurpose(Seeds.ofThread(seed, worker, thread), Seeds.ARRIVALS));
                for (long next = schedule.nextOffsetNs(); next < durationNs; next = schedule.nextOffsetNs()) {
                    starts.add(next);
                }
            }
        }
        starts.sort(null);
        return starts;
    }

    /** Distances in units of their mean. */
    private static double[] gaps(Distribution distribution, long seed) {
        ArrivalSchedule schedule = new ArrivalSchedule(distribution, 1, 0, 1, seed);
        double[] gaps = new double[DRAWS];
        long last = schedule.nextOffsetNs();
        for (int i = 0; i < DRAWS; i++) {
            long next = schedule.nextOffsetNs();
            gaps[i] = (next - last) / 1e9;
            last = next;
        }
        return gaps;
    }

    /** The largest distance between the seen and the expected distribution function. */
    private static double distance(double[] values, DoubleUnaryOperator expected) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double largest = 0;
        for (int i = 0; i < sorted.length; i++) {
            double at = expected.applyAsDouble(sorted[i]);
            largest = Math.max(largest, Math.max(at - (double) i / sorted.length, (i + 1.0) / sorted.length - at));
        }
        return largest;
    }

    /** Distribution function of normal(m, sigma m), cut at 0 and scaled to a mean of 1, by Simpson's rule. */
    private static double normal(double x, double sigma) {
        double whole = integral(0, 1 + 12 * sigma, sigma, false);
        double scale = integral(0, 1 + 12 * sigma, sigma, true) / whole;
        return integral(0, x * scale, sigma, false) / whole;
    }

    private static double integral(double from, double to, double sigma, boolean timesX) {
        int steps = 400;
        double width = (to - from) / steps;
        double sum = 0;
        for (int i = 0; i <= steps; i++) {
            double x = from + i * width;
            double density = Math.exp(-(x - 1) * (x - 1) / (2 * sigma * sigma)) * (timesX ? x : 1);
            sum += density * (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2);
        }
        return sum * width / 3;
    }
}
