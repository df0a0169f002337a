// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import static io.github.wrkjunit.report.Reports.cell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkloadReportTest {

    @Test
    void offered_is_not_sent_plus_answered_plus_failed_plus_unanswered() {
        WorkloadReport.Builder builder = WorkloadReport.builder(Reports.spec().build());
        long factor = 1;
        for (Outcome outcome : Outcome.values()) {
            builder.add(new Cell("GET /", outcome, factor, null));
            factor *= 2;
        }
        Counts counts = builder.build().counts();

        assertThat(counts.offered()).hasValue(1023);
        assertThat(counts.answered()).isEqualTo(1 + 2 + 4 + 8);
        assertThat(counts.failed()).hasValue(16 + 32 + 64 + 128);
        assertThat(counts.unanswered()).hasValue(256);
        assertThat(counts.notSent()).hasValue(512);
        assertThat(counts.sent()).hasValue(511);
        assertThat(counts.errors()).hasValue(1023 - 3);
        assertThat(counts.knownErrors()).isEqualTo(1023 - 3);
        assertThat(counts.isComplete()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void a_request_has_one_outcome_and_the_others_are_zero(Outcome outcome) {
        Counts counts = WorkloadReport.builder(Reports.spec().build())
                .add(new Cell("GET /", outcome, 3, null))
                .build()
                .counts();

        for (Outcome other : Outcome.values()) {
            assertThat(counts.of(other)).hasValue(other == outcome ? 3 : 0);
        }
    }

    @Test
    void what_a_bare_wrk2_does_not_tell_is_absent_not_zero() {
        Counts counts = WorkloadReport.builder(Reports.spec().build())
                .partialCounts(10, OptionalLong.empty(), new TreeMap<>(), 2)
                .build()
                .counts();

        assertThat(counts.isComplete()).isFalse();
        assertThat(counts.answered()).isEqualTo(10);
        assertThat(counts.knownErrors()).isEqualTo(2);
        assertThat(counts.offered()).isEmpty();
        assertThat(counts.sent()).isEmpty();
        assertThat(counts.failed()).isEmpty();
        assertThat(counts.unanswered()).isEmpty();
        assertThat(counts.notSent()).isEmpty();
        assertThat(counts.errors()).isEmpty();
        assertThat(counts.of(Outcome.SUCCESS)).isEmpty();
    }

    @Test
    void a_table_adds_cells_up_by_operation_and_outcome() {
        CellTable table = new CellTable();
        table.add(cell("b", Outcome.SUCCESS, 2, 5));
        table.add(cell("a", Outcome.TIMEOUT, 1, 9));
        table.add(cell("b", Outcome.SUCCESS, 3, 7));
        table.add(new Cell("a", Outcome.NOT_SENT, 4, null));

        LatencyHistogram both = Reports.repeated(5, 2);
        both.record(7, 3);
        assertThat(table.cells())
                .containsExactly(
                        cell("a", Outcome.TIMEOUT, 1, 9),
                        new Cell("a", Outcome.NOT_SENT, 4, null),
                        new Cell("b", Outcome.SUCCESS, 5, both));
    }

    @Test
    void good_answers_without_a_latency_are_neither_fast_nor_unbounded() {
        WorkloadReport report = WorkloadReport.builder(Reports.spec().build())
                .add(new Cell("GET /", Outcome.SUCCESS, 1500, Reports.latencies(5)))
                .build();

        assertThat(report.latency().count()).isEqualTo(1500);
        assertThat(report.latency().unboundedCount()).isZero();
        assertThat(report.latency().uncertainCount()).isEqualTo(1499);
        assertThat(report.validity().problems())
                .extracting(Validity.Problem::reason)
                .containsExactly(Validity.Reason.LATENCY_INCOMPLETE);
    }

    @Test
    void sent_requests_without_an_answer_bound_the_errors() {
        Counts counts = Reports.wrapped().build().counts();

        assertThat(counts.isComplete()).isFalse();
        assertThat(counts.offered()).hasValue(1500);
        assertThat(counts.answered()).isEqualTo(1495);
        assertThat(counts.unresolved()).hasValue(5);
        assertThat(counts.knownErrors()).isEqualTo(5);
        assertThat(counts.errorsAtMost()).hasValue(10);
        assertThat(counts.errors()).isEmpty();
        assertThat(counts.of(Outcome.SUCCESS)).hasValue(1490);
        assertThat(counts.atMost(Outcome.SUCCESS)).hasValue(1490);
        assertThat(counts.of(Outcome.TIMEOUT)).isEmpty();
        assertThat(counts.atMost(Outcome.TIMEOUT)).hasValue(5);
        assertThat(counts.atMost(Outcome.NOT_SENT)).isEmpty();
        assertThat(counts.failed()).isEmpty();
    }

    @Test
    void with_an_answer_to_each_sent_request_the_errors_are_known() {
        Counts counts = Reports.wrapped().bounded(0).build().counts();

        assertThat(counts.errors()).hasValue(5);
        assertThat(counts.failed()).hasValue(0);
        assertThat(counts.unanswered()).hasValue(0);
        assertThat(counts.notSent()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reports.wrapped().bounded(-1))
                .withMessage("-1 requests that were not answered");
    }

    @Test
    void an_answer_that_is_none_by_http_stays_seen_among_those_that_are_unresolved() {
        WorkloadReport report = Reports.wrapped()
                .add(cell(Cell.ALL_OPERATIONS, Outcome.MALFORMED, 3, 900))
                .addStatus(600, 3)
                .build();
        Counts counts = report.counts();

        assertThat(counts.of(Outcome.MALFORMED)).isEmpty();
        assertThat(counts.atLeast(Outcome.MALFORMED)).isEqualTo(3);
        assertThat(counts.atMost(Outcome.MALFORMED)).hasValue(8);
        assertThat(counts.atLeast(Outcome.TIMEOUT)).isZero();
        assertThat(counts.atMost(Outcome.TIMEOUT)).hasValue(5);
        assertThat(counts.knownErrors()).isEqualTo(8);
        assertThat(counts.errorsAtMost()).hasValue(13);
        assertThat(counts.offered()).hasValue(1503);
        assertThat(report.toString())
                .contains("offered 1,503 (100/s for 15 s, exp, seed 7) = 1,495 answered (1,490 2xx, 5 503, 3 600)"
                        + " + 3 malformed + 5 lost or still in flight at the end");
    }

    @Test
    void a_generator_that_does_not_tell_operations_apart_has_none() {
        WorkloadReport report = Reports.wrapped().build();

        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> report.operation("GET /hotels"))
                .withMessage(
                        "Nothing is known of operation \"GET /hotels\", because the generator does not tell operations"
                                + " apart. Use one that does, or judge the whole load.");
    }

    @Test
    void a_builder_from_a_report_keeps_bounds_and_doubts() {
        Validity.Problem doubt = new Validity.Problem(Validity.Reason.LATENCY_DISTORTED, "Requests were lost.");
        WorkloadReport report =
                Reports.wrapped().addDoubt(doubt).addDoubt(doubt).build();

        WorkloadReport copy = report.toBuilder().build();

        assertThat(copy.doubts()).containsExactly(doubt);
        assertThat(copy.counts().knownErrors()).isEqualTo(5);
        assertThat(copy.counts().errorsAtMost()).hasValue(10);
        assertThat(copy.latency().uncertainCount()).isEqualTo(7);
        assertThat(copy.operations()).isEmpty();
        assertThat(copy).hasToString(report.toString());
    }

    @Test
    void a_builder_from_a_report_keeps_latencies_without_an_outcome() {
        WorkloadReport report = Reports.wrapped()
                .addUnsplitLatencies(Reports.latencies(900, 950))
                .build();

        WorkloadReport copy = report.toBuilder().build();

        assertThat(copy.answeredLatency().uncertainCount()).isZero();
        assertThat(copy.unsplitLatencies()).hasValue(Reports.latencies(900, 950));
        assertThat(copy.latency(Outcome.SUCCESS).uncertainCount()).isEqualTo(2);
        assertThat(copy.latency().uncertainCount()).isEqualTo(7);
    }

    @Test
    void a_cell_has_not_more_latencies_than_requests() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cell("GET /", Outcome.SUCCESS, 1, Reports.latencies(5, 6)))
                .withMessage("GET / 2xx: 1 requests with 2 latencies");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cell("GET /", Outcome.NOT_SENT, -1, null))
                .withMessage("GET / not_sent: -1 requests with 0 latencies");
    }

    @Test
    void keeps_latency_by_outcome_and_operation() {
        WorkloadReport report = Reports.checkout().build();

        assertThat(report.latency().count()).isEqualTo(1500);
        assertThat(report.latency().unboundedCount()).isEqualTo(4);
        assertThat(report.answeredLatency().count()).isEqualTo(1498);
        assertThat(report.answeredLatency().min()).isEqualTo(Duration.ofNanos(900_000));
        assertThat(report.latency(Outcome.TIMEOUT).percentile(50).words()).isEqualTo("10 s");
        assertThat(report.operations())
                .extracting(OperationReport::name)
                .containsExactly("GET /hotels", "GET /recommendations");
        OperationReport recommendations = report.operation("GET /recommendations");
        assertThat(recommendations.counts().offered()).hasValue(100);
        assertThat(recommendations.latency().percentile(96)).hasToString("1.84 s");
        assertThat(recommendations.latency().percentile(97).isBounded()).isFalse();
        assertThat(recommendations.answeredLatency().count()).isEqualTo(98);
        assertThat(recommendations.latency(Outcome.SERVER_ERROR).count()).isEqualTo(2);
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> report.operation("GET /"))
                .withMessage(
                        "No request of operation \"GET /\" was offered. There were: GET /hotels, GET /recommendations.");
    }

    @Test
    void rates_divide_by_the_time_that_has_passed() {
        WorkloadReport report =
                Reports.checkout().elapsed(Duration.ofSeconds(20)).build();

        assertThat(report.offeredRate()).hasValue(100);
        assertThat(report.achievedRate()).hasValue(74.9);
        assertThat(WorkloadReport.builder(Reports.spec().build())
                        .offeredFor(Duration.ZERO)
                        .elapsed(Duration.ZERO)
                        .build()
                        .achievedRate())
                .isEmpty();
    }

    @Test
    void littles_law_leaves_the_wait_for_a_connection_out() {
        WorkloadReport report = WorkloadReport.builder(Reports.spec().build())
                .offeredFor(Duration.ofSeconds(15))
                .add(cell("GET /", Outcome.SUCCESS, 1500, 2000))
                .addHealth(new GeneratorHealth(
                        Reports.repeated(1, 1500),
                        Reports.repeated(500, 1500),
                        1500,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        2,
                        0))
                .build();

        assertThat(report.connectionsNeeded()).hasValue(100 * 0.0015); // 2 ms less 0.5 ms, at 100/s
    }

    @Test
    void a_window_is_cut_at_whole_seconds_of_the_intended_start() {
        WorkloadReport report = Reports.checkout().build();

        WorkloadReport fault = report.window("fault");

        assertThat(report.windows()).containsExactly("fault");
        assertThat(report.windowBounds("fault"))
                .isEqualTo(new ReportWindow(
                        Duration.ofMillis(5_200), Duration.ofMillis(9_900), OptionalInt.empty(), OptionalInt.empty()));
        assertThat(fault.offeredFor()).isEqualTo(Duration.ofSeconds(5));
        assertThat(fault.startedAt()).isEqualTo(report.startedAt().plusSeconds(5));
        assertThat(fault.counts().offered()).hasValue(500);
        assertThat(fault.latency().unboundedCount()).isEqualTo(4);
        assertThat(fault.timeline()).extracting(TimelineSecond::second).containsExactly(0, 1, 2, 3, 4);
        assertThat(fault.timeline().get(4).counts().errors()).hasValue(4);
        assertThat(fault.timeline().get(4).latency().count()).isEqualTo(100);
        assertThat(fault.validity().problems()).isEmpty();
        assertThat(report.before("fault").offeredFor()).isEqualTo(Duration.ofSeconds(5));
        assertThat(report.before("fault").counts().offered()).hasValue(500);
        assertThat(report.before("fault").latency().percentile(100)).hasToString("41 ms");
        assertThat(report.after("fault").offeredFor()).isEqualTo(Duration.ofSeconds(5));
        assertThat(report.after("fault").counts().offered()).hasValue(500);
    }

    @Test
    void a_window_between_two_marks_holds_just_the_requests_that_were_due_between_them() {
        WorkloadReport report = marked().build();

        assertThat(report.windowBounds("fault").isExact()).isTrue();
        assertThat(report.before("fault").counts().offered()).hasValue(30);
        assertThat(report.before("fault").offeredFor()).isEqualTo(Duration.ofMillis(300));
        assertThat(report.window("fault").counts().offered()).hasValue(150);
        assertThat(report.window("fault").offeredFor()).isEqualTo(Duration.ofMillis(1_500));
        assertThat(report.window("fault").part()).hasValue("window \"fault\" (300 ms to 1.8 s)");
        assertThat(report.after("fault").counts().offered()).hasValue(120);
        assertThat(report.after("fault").offeredFor()).isEqualTo(Duration.ofMillis(1_200));
        assertThat(report.timeline()).extracting(TimelineSecond::second).containsExactly(0, 1, 2);
    }

    @Test
    void a_window_whose_end_the_load_did_not_see_lasts_to_its_end() {
        WorkloadReport report = marked().window(
                        "long",
                        new ReportWindow(
                                Duration.ofMillis(1_800),
                                Duration.ofSeconds(60),
                                OptionalInt.of(2),
                                OptionalInt.empty()))
                .build();

        assertThat(report.window("long").counts().offered()).hasValue(120);
        assertThat(report.window("long").offeredFor()).isEqualTo(Duration.ofMillis(1_200));
        assertThat(report.after("long").validity().problems())
                .extracting(Validity.Problem::sentence)
                .containsExactly(
                        "There is nothing after window \"long\": the load had ended. Give the load a longer duration.");
    }

    @Test
    void before_a_window_that_began_with_the_load_there_is_nothing() {
        WorkloadReport report = marked().window("first", Duration.ofMillis(20), Duration.ofMillis(900))
                .build();

        assertThat(report.before("first").validity().problems())
                .extracting(Validity.Problem::sentence)
                .containsExactly(
                        "There is nothing before window \"first\": it began with the load. Let the load run for a while"
                                + " before, by awaitElapsed.");
    }

    @Test
    void a_part_of_a_worker_whose_clock_started_later_may_begin_in_an_earlier_second() {
        WorkloadReport report = marked().addAt(1, 3, cell("GET /", Outcome.SUCCESS, 2, 5))
                .add(cell("GET /", Outcome.SUCCESS, 2, 5))
                .window(
                        "late",
                        new ReportWindow(
                                Duration.ofMillis(2_010),
                                Duration.ofMillis(2_900),
                                OptionalInt.of(3),
                                OptionalInt.empty()))
                .build();

        assertThat(report.window("late").counts().offered()).hasValue(2);
        assertThat(report.toString()).contains("window \"late\" (2.01 s to 2.9 s): 2 offered");
    }

    /** 100/s for 3 s, with marks at 0.3 s and at 1.8 s. */
    private static WorkloadReport.Builder marked() {
        return WorkloadReport.builder(
                        Reports.spec().duration(Duration.ofSeconds(3)).build())
                .add(cell("GET /", Outcome.SUCCESS, 300, 5))
                .addAt(0, 0, cell("GET /", Outcome.SUCCESS, 30, 5))
                .addAt(0, 1, cell("GET /", Outcome.SUCCESS, 70, 5))
                .addAt(1, 1, cell("GET /", Outcome.SUCCESS, 80, 5))
                .addAt(1, 2, cell("GET /", Outcome.SUCCESS, 20, 5))
                .addAt(2, 2, cell("GET /", Outcome.SUCCESS, 100, 5))
                .window(
                        "fault",
                        new ReportWindow(
                                Duration.ofMillis(300),
                                Duration.ofMillis(1_800),
                                OptionalInt.of(1),
                                OptionalInt.of(2)));
    }

    @Test
    void statuses_are_known_of_operations_and_windows_where_they_are_told_apart() {
        Cell bad = new Cell(
                "POST /user",
                Outcome.SERVER_ERROR,
                12,
                Reports.repeated(900, 12),
                new TreeMap<>(Map.of(500, 10L, 503, 2L)),
                Waits.NONE);
        WorkloadReport report = WorkloadReport.builder(Reports.spec().build())
                .add(bad)
                .addAt(6, bad)
                .addStatus(500, 10)
                .addStatus(503, 2)
                .window("fault", Duration.ofSeconds(6), Duration.ofMillis(6_500))
                .build();

        assertThat(report.operation("POST /user").counts().statuses()).isEqualTo(Map.of(500, 10L, 503, 2L));
        assertThat(report.window("fault").counts().statuses()).isEqualTo(Map.of(500, 10L, 503, 2L));
        assertThat(report.timeline().get(0).counts().statuses()).isEqualTo(Map.of(500, 10L, 503, 2L));
    }

    @Test
    void a_value_that_is_taken_out_tells_whether_a_verdict_can_rest_on_it() {
        WorkloadReport report = Reports.checkout().build();

        LatencyValue few = report.window("fault")
                .operation("GET /recommendations")
                .latency()
                .percentile(99);
        assertThat(few.inconclusiveBecause())
                .hasValue(
                        "p99 needs 299 requests of GET /recommendations or more, and there were 100. Offer a higher rate or a longer"
                                + " duration, or judge no percentile above p97.");
        assertThatThrownBy(few::judgeable)
                .isInstanceOf(InconclusiveException.class)
                .hasMessage("p99 (unbounded (4.0 % of the requests got no good answer)) cannot carry a verdict. "
                        + few.inconclusiveBecause().orElseThrow());
        LatencyValue unbounded = report.latency().percentile(100);
        assertThat(unbounded.inconclusiveBecause()).isEmpty();
        assertThatThrownBy(unbounded::judgeable)
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage(
                        "p100 has no duration: it is unbounded (0.27 % of the requests got no good answer). Ask isBounded() first,"
                                + " or judge the errors.");
        assertThat(report.latency().percentile(90).judgeable()).isEqualTo(Duration.ofNanos(41_023_000));
    }

    @Test
    void a_part_of_an_incomplete_report_is_incomplete() {
        WorkloadReport report =
                Reports.checkout().incompleteBecause("It was cut.").build();

        assertThat(report.before("fault").incompleteBecause()).hasValue("It was cut.");
        assertThat(report.before("fault").validity().isValid()).isFalse();
    }

    @Test
    void a_window_at_the_edge_leaves_nothing_on_its_other_side() {
        WorkloadReport report = Reports.checkout()
                .window("all", Duration.ZERO, Duration.ofSeconds(40))
                .window("end", Duration.ofMillis(14_900), Duration.ofSeconds(15))
                .build();

        assertThat(report.window("all").counts().offered()).hasValue(1500);
        assertThat(report.window("end").offeredFor()).isEqualTo(Duration.ofSeconds(1));
        assertThat(report.before("all").offeredFor()).isZero();
        assertThat(report.after("all").validity().problems())
                .extracting(Validity.Problem::reason)
                .containsExactly(Validity.Reason.NO_REQUESTS);
    }

    @Test
    void the_last_second_may_be_a_part_of_one() {
        WorkloadReport report = WorkloadReport.builder(
                        Reports.spec().duration(Duration.ofMillis(2_500)).build())
                .add(cell("GET /", Outcome.SUCCESS, 250, 5))
                .addAt(0, cell("GET /", Outcome.SUCCESS, 100, 5))
                .addAt(1, cell("GET /", Outcome.SUCCESS, 100, 5))
                .addAt(2, cell("GET /", Outcome.SUCCESS, 50, 5))
                .window("late", Duration.ofMillis(1_200), Duration.ofMillis(2_400))
                .build();

        assertThat(report.window("late").offeredFor()).isEqualTo(Duration.ofMillis(1_500));
        assertThat(report.window("late").counts().offered()).hasValue(150);
    }

    @Test
    void what_is_known_of_the_whole_run_only_is_in_no_part() {
        WorkloadReport fault = Reports.checkout().build().window("fault");

        assertThat(fault.health().orElseThrow().waited()).isZero();
        assertThat(fault.connectionsNeeded()).isEmpty();
        assertThat(fault.counts().statuses()).isEmpty();
        assertThat(fault.health().orElseThrow().sendLagDistribution().count()).isEqualTo(1500);
    }

    @Test
    void names_the_windows_that_there_are() {
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> Reports.checkout().build().after("pod"))
                .withMessage("No window \"pod\" was marked in load \"workload\". There were: fault."
                        + " Mark one with RunningWorkload.during(\"pod\", ...).");
    }

    @Test
    void nobody_can_change_a_report() {
        WorkloadReport.Builder builder = Reports.checkout();
        WorkloadReport report = builder.build();
        String before = report.toString();
        LatencyHistogram given = Reports.latencies(1, 2);
        Cell cell = new Cell("GET /", Outcome.SUCCESS, 2, given);

        given.record(3, 1);
        builder.add(cell).addAt(0, cell).addStatus(200, 9).window("late", Duration.ZERO, Duration.ZERO);
        report.cells().forEach(one -> one.latencies().orElseThrow().record(1, 1000));
        report.timeline().get(0).cells().forEach(one -> one.latencies()
                .orElseThrow()
                .record(1, 1000));
        report.health().orElseThrow().sendLag().record(1_000_000, 1000);
        report.health().orElseThrow().connectionWait().record(1_000_000, 1000);
        report.latency().histogram().record(1, 1000);
        report.counts().statuses().put(200, 0L);

        assertThat(cell.latencies()).hasValue(Reports.latencies(1, 2));
        assertThat(report).hasToString(before);
        assertThat(report.timeline().get(0).counts().offered()).hasValue(100);
        assertThat(report.windows()).containsExactly("fault");
        assertThat(report.counts().statuses()).isEqualTo(Map.of(200, 1496L, 503, 2L));
        assertThat(report.latency().percentile(99)).hasToString("1.84 s");
        assertThat(report.health()).hasValue(Reports.health(1500));
    }

    @Test
    void a_builder_of_a_report_makes_it_again() {
        WorkloadReport report =
                Reports.checkout().incompleteBecause("It was cut.").build();

        WorkloadReport again = report.toBuilder()
                .incompleteBecause("A second reason does not count.")
                .build();

        assertThat(again).hasToString(report.toString());
        assertThat(again.cells()).isEqualTo(report.cells());
        assertThat(again.timeline()).isEqualTo(report.timeline());
        assertThat(again.validity()).isEqualTo(report.validity());
    }

    @Test
    void refuses_a_second_before_the_start() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reports.checkout().addAt(-1, cell("GET /", Outcome.SUCCESS, 1, 1)))
                .withMessage("second -1 is before the clock's start");
    }
}
