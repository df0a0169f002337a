// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.examples.hotel;

import static io.github.wrkjunit.assertj.WorkloadAssertions.assertThat;
import static io.github.wrkjunit.examples.hotel.HotelOperation.RECOMMEND;
import static io.github.wrkjunit.examples.hotel.HotelOperation.SEARCH;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wrkjunit.jupiter.WithWorkload;
import io.github.wrkjunit.jupiter.WorkloadTarget;
import io.github.wrkjunit.report.InconclusiveException;
import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.report.WorkloadReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The same load on a healthy hotel service and on one that is slow, wrong, mute and dead: how does each fault show?
 *
 * <p>The script mixes searches (60 %), recommendations (39 %), logins and reservations. The annotation on the class is the load
 * of every test; a method refines it. A fault is switched on in {@code @BeforeEach}: that is before the load begins.
 */
@WithWorkload(
        script = "hotel-reservation/mixed-workload_type_1.lua",
        rate = 100,
        threads = 2,
        connections = 100, // enough that requests need not queue behind slow ones
        duration = "2s")
class HotelFaultsTest {

    private final HotelService hotel = HotelService.start();

    @WorkloadTarget
    String url() {
        return hotel.url();
    }

    @AfterEach
    void stop() {
        hotel.close();
    }

    @Test
    @WithWorkload(rate = 200) // a verdict on p99 needs 299 requests
    void a_healthy_service_answers_everything_in_time(WorkloadReport report) {
        assertThat(report).hasNoErrors().hasPercentileBelow(99, ofSeconds(2));
        assertThat(report).operations().contain("GET /hotels", "GET /recommendations");
    }

    @Nested
    class Slow {

        @BeforeEach
        void slow_recommendations() {
            hotel.slow(RECOMMEND, ofMillis(1500));
        }

        @Test
        void a_slow_operation_shows_in_its_own_latency_and_in_no_other(WorkloadReport report) {
            assertThat(report).hasNoErrors().hasPercentileAtLeast(90, ofMillis(1500));

            assertThat(report).operation("GET /recommendations").hasPercentileAtLeast(50, ofMillis(1500));
            assertThat(report).operation("GET /hotels").hasPercentileBelow(75, ofMillis(1500));
        }
    }

    @Nested
    class Wrong {

        @BeforeEach
        void a_quarter_of_all_searches_fails() {
            hotel.fail(SEARCH, 0.25);
        }

        @Test
        void errors_show_in_the_counts_and_are_no_fast_answers(WorkloadReport report) {
            assertThat(report).hasStatus(503).hasErrorRateAtLeast(0.05);
            assertThat(report).operation("GET /hotels").hasErrorRateAtLeast(0.2);
            assertThat(report).operation("GET /recommendations").hasNoErrors();

            // The 503s came at once, yet whoever waits for a good answer waits for ever: they count as infinitely slow.
            assertThat(report).operation("GET /hotels").hasPercentileAtLeast(85, ofSeconds(60));
            assertThat(report).latency(Outcome.SERVER_ERROR).hasPercentileBelow(50, ofSeconds(60));
        }
    }

    @Nested
    class Mute {

        @BeforeEach
        void recommendations_never_come() {
            hotel.hang(RECOMMEND);
        }

        @Test
        @WithWorkload(timeout = "1s")
        void a_hanging_operation_shows_as_timeouts(WorkloadReport report) {
            assertThat(report)
                    .operation("GET /recommendations")
                    .hasAtLeast(30, Outcome.TIMEOUT)
                    .hasErrorRateAtLeast(1);
            assertThat(report).operation("GET /hotels").hasErrorRateBelow(0.5);
        }
    }

    @Nested
    class Dead {

        @BeforeEach
        void nobody_listens() {
            hotel.die();
        }

        @Test
        void a_dead_service_shows_as_refused_connections_and_has_no_latency(WorkloadReport report) {
            assertThat(report).hasAtLeast(100, Outcome.CONNECT).hasErrorRateAtLeast(1);
            assertThat(report.counts().answered()).isZero();

            // Nobody may conclude from this report that the service is fast, nor that it is slow.
            assertThatThrownBy(() -> assertThat(report).hasPercentileBelow(99, ofSeconds(2)))
                    .isInstanceOf(InconclusiveException.class)
                    .hasMessageContaining("Not one request was answered, so nothing is known of latency.");
            assertThatThrownBy(() -> assertThat(report).hasPercentileAtLeast(99, ofMillis(1)))
                    .isInstanceOf(InconclusiveException.class);
        }
    }
}
