// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.measure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.wrkjunit.report.Cell;
import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.report.SecondHealth;
import io.github.wrkjunit.report.Waits;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RunTallyTest {

    private static final long SECOND = 1_000_000_000L;

    private final Marks marks = new Marks();
    private final ThreadMeasures one = new ThreadMeasures(marks);
    private final ThreadMeasures two = new ThreadMeasures(marks);
    private final RunTally tally = new RunTally(List.of(one, two), marks, 100);

    @Test
    void adds_up_operations_of_threads_that_number_them_differently() {
        finish(one, "/a", Outcome.SUCCESS, 0, 1000);
        finish(one, "/b", Outcome.SUCCESS, 0, 2000);
        finish(two, "/b", Outcome.SUCCESS, 0, 4000);
        finish(two, "/a", Outcome.RESET, 0, 3000);
        drain();

        assertThat(tally.cells().stream().map(RunTallyTest::text))
                .containsExactlyInAnyOrder(
                        "GET /a 2xx 1 of 1000 us", "GET /b 2xx 2 of 2000 us", "GET /a reset 1 of 3000 us");
        assertThat(tally.count()).isEqualTo(4);
    }

    @Test
    void tells_a_late_answer_in_the_second_in_which_it_was_due_once() {
        finish(one, "/a", Outcome.SUCCESS, 0, 1000);
        drain();
        assertThat(told()).containsExactly("0: GET /a 2xx 1 of 1000 us");

        finish(one, "/a", Outcome.SUCCESS, SECOND - 1, 1_999);
        finish(one, "/a", Outcome.SUCCESS, SECOND, 500);
        drain();
        assertThat(told()).containsExactly("0: GET /a 2xx 1 of 1999 us", "1: GET /a 2xx 1 of 500 us");
        assertThat(told()).isEmpty();
    }

    @Test
    void requests_without_a_latency_are_counted_only() {
        for (int i = 0; i < 10_000; i++) {
            finish(one, "/a", Outcome.NOT_SENT, i % 2 * SECOND, 0);
        }
        finish(one, "/a", Outcome.UNANSWERED, 0, 0);
        drain();

        assertThat(tally.cells()).hasSize(2).allMatch(cell -> cell.latencies().isEmpty());
        assertThat(tally.count()).isEqualTo(10_001);
    }

    @Test
    void batches_circulate() {
        for (int i = 0; i < 3 * FinishedRequests.CAPACITY; i++) {
            finish(one, "/a", Outcome.SUCCESS, 0, 1000);
        }
        drain();
        finish(one, "/a", Outcome.SUCCESS, 0, 1000);
        drain();

        assertThat(tally.count()).isEqualTo(3L * FinishedRequests.CAPACITY + 1);
    }

    @Test
    void a_mark_divides_its_second_by_the_intended_start() {
        finish(one, "/a", Outcome.SUCCESS, SECOND / 4, 1000);
        List<Long> set = new ArrayList<>();
        tally.mark(1, () -> SECOND / 2, (number, offsetNs) -> set.addAll(List.of((long) number, offsetNs)));
        finish(one, "/a", Outcome.SUCCESS, SECOND / 2 - 1, 2000);
        finish(two, "/a", Outcome.SUCCESS, SECOND / 2, 3000);
        finish(one, "/a", Outcome.SUCCESS, SECOND, 4000);
        drain();

        assertThat(set).containsExactly(1L, SECOND / 2);
        assertThat(told())
                .containsExactly(
                        "0: GET /a 2xx 2 of 1000 us",
                        "0 after mark 1: GET /a 2xx 1 of 3000 us",
                        "1 after mark 1: GET /a 2xx 1 of 4000 us");
    }

    @Test
    void requests_that_are_given_up_stay_on_their_side_of_a_mark() {
        tally.mark(1, () -> SECOND / 2, (number, offsetNs) -> {});
        for (int i = 0; i < 10; i++) {
            finish(one, "/a", Outcome.NOT_SENT, i * SECOND / 10, 0);
        }
        drain();

        List<Long> counts = new ArrayList<>();
        tally.tell((second, before, cells, health) -> counts.add(cells.get(0).count()), true);
        assertThat(counts).containsExactly(5L, 5L);
    }

    @Test
    void no_more_marks_are_set_than_the_events_can_bear() {
        AtomicInteger set = new AtomicInteger();
        for (int i = 1; i < 2 * Marks.MOST; i++) {
            tally.mark(i, () -> SECOND, (number, offsetNs) -> set.set(number));
        }

        assertThat(set).hasValue(Marks.MOST);
    }

    @Test
    void tells_statuses_and_waits_of_each_cell() {
        answer(one, 500, 0, 0);
        answer(two, 503, 2000, 0);
        answer(one, 500, 6000, 0);
        drain();

        assertThat(tally.cells()).singleElement().satisfies(cell -> {
            assertThat(cell.statuses()).isEqualTo(Map.of(500, 2L, 503, 1L));
            assertThat(cell.waits()).isEqualTo(new Waits(2, Duration.ofMillis(8), Duration.ofMillis(6)));
        });
    }

    @Test
    void a_server_cannot_make_the_events_grow_by_ever_new_statuses() {
        for (int status = 400; status < 500; status++) {
            answer(one, status, 0, 0);
        }
        drain();

        assertThat(tally.cells()).singleElement().satisfies(cell -> {
            assertThat(cell.count()).isEqualTo(100);
            assertThat(cell.statuses()).hasSize(StatusCounts.MOST);
        });
    }

    @Test
    void tells_how_well_the_worst_thread_did_in_each_second() {
        one.idle(SECOND / 2);
        one.stalled(SECOND / 5);
        one.stalled(SECOND / 10);
        one.stalled(SECOND / 1000);
        one.lastSample(SECOND);
        two.idle(SECOND / 20);
        two.lastSample(SECOND + 1000);
        answer(two, 200, 0, 70);
        drain();

        Map<Integer, SecondHealth> told = health(true);
        assertThat(told).containsOnlyKeys(0);
        assertThat(told.values()).singleElement().satisfies(second -> {
            assertThat(second.idleShare().orElseThrow()).isCloseTo(0.05, within(0.001));
            assertThat(second.longestStall()).isEqualTo(Duration.ofMillis(200));
            assertThat(second.stalled()).isEqualTo(Duration.ofMillis(300)); // less than 10 ms is nothing
            assertThat(second.sendLag().count()).isEqualTo(1);
        });
        assertThat(health(false)).isEmpty();
    }

    @Test
    void what_a_thread_tells_of_one_second_in_two_samples_is_added_up() {
        one.stalled(3 * SECOND / 10);
        one.lastSample(13 * SECOND / 10);
        two.lastSample(SECOND);
        drain();
        assertThat(health(false)).containsOnlyKeys(0); // the first thread is not through with the next second
        one.stalled(3 * SECOND / 10);
        one.lastSample(2 * SECOND);
        two.lastSample(2 * SECOND);
        drain();

        assertThat(health(false))
                .extractingByKey(1)
                .extracting(SecondHealth::stalled)
                .isEqualTo(Duration.ofMillis(450));
    }

    @Test
    void a_mark_with_another_number_than_the_next_is_not_set() {
        List<Integer> set = new ArrayList<>();

        tally.mark(2, () -> SECOND, (number, offsetNs) -> set.add(number));
        tally.mark(1, () -> SECOND, (number, offsetNs) -> set.add(number));
        tally.mark(1, () -> 2 * SECOND, (number, offsetNs) -> set.add(number));

        assertThat(set).containsExactly(1);
    }

    @Test
    void a_thread_that_was_away_for_seconds_was_so_in_all_of_them() {
        one.lastSample(SECOND);
        drain();
        health(true);
        one.stalled(3 * SECOND);
        one.lastSample(4 * SECOND + SECOND / 5);
        drain();

        Map<Integer, SecondHealth> told = health(true);
        assertThat(told).containsOnlyKeys(1, 2, 3, 4);
        assertThat(told.values())
                .allSatisfy(second -> assertThat(second.longestStall()).isEqualTo(Duration.ofSeconds(3)))
                .allSatisfy(second -> assertThat(second.idleShare()).hasValue(0));
    }

    @Test
    void what_happens_after_the_last_request_was_due_is_told_of_its_second() {
        RunTally shortRun = new RunTally(List.of(one), marks, 1);
        one.lastSample(2 * SECOND);
        one.stalled(SECOND / 2);
        one.lastSample(3 * SECOND);
        shortRun.drain((thread, batch) -> {});

        Map<Integer, SecondHealth> told = new TreeMap<>();
        shortRun.tell((second, before, cells, health) -> health.ifPresent(it -> told.put(second, it)), true);
        assertThat(told).containsOnlyKeys(0, 1);
        assertThat(told)
                .extractingByKey(1)
                .extracting(SecondHealth::longestStall)
                .isEqualTo(Duration.ofMillis(500));
    }

    private Map<Integer, SecondHealth> health(boolean last) {
        Map<Integer, SecondHealth> told = new TreeMap<>();
        tally.tell((second, before, cells, health) -> health.ifPresent(it -> told.put(second, it)), last);
        return told;
    }

    @Test
    void accounts_that_do_not_balance_are_an_internal_error() {
        one.offered();

        assertThatThrownBy(one::checkAccounts)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Internal error of the engine: 1 requests were due, 0 have an outcome; 0 were sent, 0 were not."
                                + " Please report this.");
    }

    private void drain() {
        one.handOver();
        two.handOver();
        tally.drain((thread, batch) -> {});
    }

    private List<String> told() {
        List<String> told = new ArrayList<>();
        tally.tell(
                (second, before, cells, health) -> cells.forEach(
                        cell -> told.add(second + (before == 0 ? "" : " after mark " + before) + ": " + text(cell))),
                false);
        return told;
    }

    private static void finish(ThreadMeasures thread, String path, Outcome outcome, long offsetNs, long latencyUs) {
        int operation = thread.names().idOf(ByteBuffer.wrap(("GET " + path + " HTTP/1.1").getBytes(UTF_8)));
        if (outcome == Outcome.NOT_SENT) {
            thread.finishedUnsent(operation, outcome, offsetNs, latencyUs * 1000);
        } else {
            thread.finished(operation, outcome, offsetNs, latencyUs * 1000, FinishedRequests.NO_STATUS, 0, 0);
        }
    }

    private static void answer(ThreadMeasures thread, int status, long waitUs, long lagUs) {
        int operation = thread.names().idOf(ByteBuffer.wrap("GET /a HTTP/1.1".getBytes(UTF_8)));
        thread.finished(operation, Outcome.ofStatus(status), 0, SECOND / 10, status, waitUs * 1000, lagUs * 1000);
    }

    private static String text(Cell cell) {
        long us = cell.latencies().orElseThrow().toHistogram().getMinNonZeroValue();
        return cell.operation() + " " + cell.outcome().key() + " " + cell.count() + " of " + us + " us";
    }
}
