// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.measure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wrkjunit.report.Cell;
import io.github.wrkjunit.report.Outcome;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunTallyTest {

    private static final long SECOND = 1_000_000_000L;

    private final ThreadMeasures one = new ThreadMeasures();
    private final ThreadMeasures two = new ThreadMeasures();
    private final RunTally tally = new RunTally(List.of(one, two));

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
        tally.tell((second, cells) -> cells.forEach(cell -> told.add(second + ": " + text(cell))));
        return told;
    }

    private static void finish(ThreadMeasures thread, String path, Outcome outcome, long offsetNs, long latencyUs) {
        int operation = thread.names().idOf(ByteBuffer.wrap(("GET " + path + " HTTP/1.1").getBytes(UTF_8)));
        thread.finished(operation, outcome, offsetNs, latencyUs * 1000);
    }

    private static String text(Cell cell) {
        long us = cell.latencies().orElseThrow().toHistogram().getMinNonZeroValue();
        return cell.operation() + " " + cell.outcome().key() + " " + cell.count() + " of " + us + " us";
    }
}
