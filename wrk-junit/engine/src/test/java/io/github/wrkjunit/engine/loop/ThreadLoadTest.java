// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.loop;

import static io.github.wrkjunit.engine.loop.Simulation.MS;
import static io.github.wrkjunit.engine.loop.Simulation.SECOND;
import static io.github.wrkjunit.engine.loop.Simulation.repeat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.report.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Latencies and counts worked out by hand. */
class ThreadLoadTest {

    @Test
    void measures_a_constant_service_exactly() {
        Simulation run = Simulation.of(100, 10)
                .against((peer, request) -> peer.answerAfter(5 * MS))
                .run();

        assertThat(run.latenciesMs(Outcome.SUCCESS)).isEqualTo(repeat(5.0, 100));
        assertThat(run.load.endNs() - run.network.beganNs).isEqualTo(SECOND);
        assertThat(run.load.offeredForNs()).isEqualTo(SECOND);
        assertThat(run.measures.waitedCount()).isZero();
        assertThat(run.measures.sendLagUs().getMaxValue()).isZero();
        assertThat(run.measures.longestStallNs()).isZero();
    }

    @Test
    void a_stall_of_two_seconds_is_felt_by_all_who_came_meanwhile() {
        // the 11th request, due at 1.0 s, takes 2 s; the 20 that are due until 3.0 s follow at 5 ms each
        Simulation run = Simulation.of(10, 1)
                .durationMs(5000)
                .against((peer, request) -> peer.answerAfter(request.contains("?10 ") ? 2 * SECOND : 5 * MS))
                .run();

        List<Double> expected = new ArrayList<>(repeat(5.0, 10));
        expected.add(2000.0);
        for (int k = 1; k <= 20; k++) {
            expected.add(2000.0 - 95 * k); // answered at 3000 + 5k, due at 1000 + 100k
        }
        expected.addAll(repeat(5.0, 19));
        assertThat(run.latenciesMs(Outcome.SUCCESS)).isEqualTo(expected);
        assertThat(run.measures.waitedCount())
                .isEqualTo(20); // the one that was due at 3.1 s found the connection just free
        assertThat(run.measures.sendLagUs().getMaxValue()).isZero();
    }

    @Test
    void a_hung_server_yields_timeouts_then_what_the_end_cuts_off() {
        Simulation run = Simulation.of(10, 2)
                .durationMs(2000)
                .timeoutMs(1000)
                .against((peer, request) -> {})
                .run();

        // sent at 0.0, 0.1, 1.0, 1.1, 2.0 and 2.1 s; due at 0.0, 0.1, 0.2, 0.3, 0.4 and 0.5 s; all is over at 3.0 s
        assertThat(run.latenciesMs(Outcome.TIMEOUT)).containsExactly(1000.0, 1000.0, 1800.0, 1800.0, 2600.0);
        assertThat(run.count(Outcome.UNANSWERED)).isEqualTo(1);
        assertThat(run.count(Outcome.NOT_SENT)).isEqualTo(14);
        assertThat(run.load.endNs() - run.network.beganNs).isEqualTo(3 * SECOND);
        assertThat(run.network.requests).hasSize(6);
    }

    @Test
    void half_the_capacity_that_is_asked_shows_as_latency_and_as_requests_not_sent() {
        Simulation run = Simulation.of(10, 1)
                .durationMs(2000)
                .timeoutMs(1000)
                .against((peer, request) -> peer.answerAfter(200 * MS))
                .run();

        // request k is due at 100k, sent at 200k and answered at 200k + 200 ms; the end is at 3000 ms
        List<Double> expected = new ArrayList<>();
        for (int k = 0; k < 15; k++) {
            expected.add(200.0 + 100 * k);
        }
        assertThat(run.latenciesMs(Outcome.SUCCESS)).isEqualTo(expected);
        assertThat(run.count(Outcome.NOT_SENT)).isEqualTo(5);
        assertThat(run.measures.waitedCount()).isEqualTo(14);
        assertThat(run.measures.connectionWaitUs().getMaxValue()).isBetween(1_399_000L, 1_401_000L);
    }

    @Test
    void the_generators_own_absence_is_latency_and_lag_and_stall() {
        Simulation run = Simulation.of(10, 1).against((peer, request) -> peer.answerAfter(MS));
        run.network.begin(run.load);
        run.network.go(run.load, 150 * MS); // requests 0 and 1 are done
        run.network.sleep(run.load, 500 * MS); // 2 to 6 are due at 200 to 600 ms
        run.network.go(run.load, Long.MAX_VALUE);

        assertThat(run.latenciesMs(Outcome.SUCCESS))
                .containsExactly(1.0, 1.0, 451.0, 352.0, 253.0, 154.0, 55.0, 1.0, 1.0, 1.0);
        assertThat(run.measures.sendLagUs().getMaxValue()).isBetween(449_000L, 451_000L);
        assertThat(run.measures.longestStallNs()).isEqualTo(450 * MS); // it had asked to be woken at 200 ms
    }

    @Test
    void a_stop_leaves_those_in_flight_unanswered_and_those_in_the_queue_unsent() {
        Simulation run = Simulation.of(10, 2).against((peer, request) -> peer.answerAfter(300 * MS));
        run.network.begin(run.load);
        run.network.go(run.load, 550 * MS);
        run.load.cut(run.network.nanoTime(), LoadResult.End.STOPPED);

        // 0 and 1 are answered at 300 and 400, 2 and 3 were sent then, 4 and 5 wait, the rest is not due
        assertThat(run.count(Outcome.SUCCESS)).isEqualTo(2);
        assertThat(run.count(Outcome.UNANSWERED)).isEqualTo(2);
        assertThat(run.count(Outcome.NOT_SENT)).isEqualTo(2);
        assertThat(run.measures.offeredCount()).isEqualTo(6);
        assertThat(run.load.offeredForNs()).isEqualTo(550 * MS);
        assertThat(run.load.end()).isEqualTo(LoadResult.End.STOPPED);
    }

    @Test
    void a_stop_before_the_clocks_start_offers_nothing() {
        Simulation run = Simulation.of(10, 2).against((peer, request) -> peer.answerAfter(MS));
        run.load.open(run.network.nanoTime());
        run.load.cut(run.network.nanoTime(), LoadResult.End.STOPPED);

        assertThat(run.measures.offeredCount()).isZero();
        assertThat(run.load.offeredForNs()).isZero();
    }

    @Test
    void uses_all_connections_in_turn() {
        Simulation run = Simulation.of(10, 3)
                .against((peer, request) -> peer.answerAfter(MS))
                .run();

        assertThat(run.network.requests)
                .extracting(line -> line.replaceAll(".*slot (\\d).*", "$1"))
                .containsExactly("0", "1", "2", "0", "1", "2", "0", "1", "2", "0");
    }

    @Test
    void keys_each_request_by_the_second_of_its_intended_start() {
        Simulation run = Simulation.of(2, 1)
                .durationMs(3000)
                .against((peer, request) -> peer.answerAfter(1900 * MS))
                .run();

        assertThat(run.finished()).extracting(Simulation.Finished::second).containsExactly(0, 0, 1, 1, 2, 2);
    }

    @Test
    void samples_the_answers_of_each_second() {
        Simulation run = Simulation.of(20, 5)
                .durationMs(3000)
                .against((peer, request) -> peer.answerAfter(MS))
                .run();

        assertThat(run.measures.answersPerSecond().getTotalCount()).isEqualTo(3);
        assertThat(run.measures.answersPerSecond().getMean()).isEqualTo(20.0);
    }
}
