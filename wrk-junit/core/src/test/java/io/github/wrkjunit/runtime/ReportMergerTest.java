// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static io.github.wrkjunit.report.Reports.cell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.wrkjunit.report.Cell;
import io.github.wrkjunit.report.CellTable;
import io.github.wrkjunit.report.LatencyHistogram;
import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.report.Reports;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.report.export.ReportException;
import io.github.wrkjunit.report.export.WorkerEvent;
import io.github.wrkjunit.report.export.WorkerFailedException;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportMergerTest {

    private static final WorkloadSpec SPEC = Reports.spec().build();
    private static final Cell HOTELS = cell("GET /hotels", Outcome.SUCCESS, 1490, 41_000);
    private static final Cell ERRORS = cell("GET /hotels", Outcome.SERVER_ERROR, 8, 900);
    private static final Cell TIMEOUTS = cell("GET /hotels", Outcome.TIMEOUT, 2, 10_000_000);
    private static final String DEFECT = ". This is a defect of the generator: report it with the raw output.";
    private static final List<Outcome> OUTCOMES = List.of(Outcome.values());

    @Test
    void makes_a_report_of_one_worker() {
        WorkloadReport report = merge(Transcripts.of(
                0,
                1,
                new WorkerEvent.Armed(),
                Transcripts.started(0, 1),
                new WorkerEvent.Interval(0, List.of(HOTELS)),
                new WorkerEvent.Interval(3, List.of(ERRORS)),
                new WorkerEvent.Interval(3, List.of(TIMEOUTS)),
                Transcripts.end(HOTELS, ERRORS, TIMEOUTS)));

        assertThat(report.validity().problems()).isEmpty();
        assertThat(report.generator()).isEqualTo("wrk-engine 0.1.0");
        assertThat(report.startedAt()).isEqualTo(Transcripts.START);
        assertThat(report.offeredFor()).isEqualTo(Duration.ofSeconds(15));
        assertThat(report.elapsed()).isEqualTo(Duration.ofMillis(15_250));
        assertThat(report.counts().offered()).hasValue(1500);
        assertThat(report.counts().answered()).isEqualTo(1498);
        assertThat(report.counts().errors()).hasValue(10);
        assertThat(report.counts().statuses()).hasToString("{200=1490, 503=8}");
        assertThat(report.timeline()).hasSize(2);
        assertThat(report.timeline().get(1).cells()).containsExactly(ERRORS, TIMEOUTS);
        assertThat(report.bytesRead()).hasValue(1000);
        assertThat(report.health()).hasValue(Transcripts.health());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void several_workers_make_the_report_that_one_would_have_made(long seed) {
        Random random = new Random(seed);
        int workers = 2 + random.nextInt(4);
        List<List<Cell>> shares = new ArrayList<>();
        for (int worker = 0; worker <= workers; worker++) {
            shares.add(new ArrayList<>()); // the last one has them all
        }
        int seconds = 15;
        CellTable[][] tables = new CellTable[workers + 1][seconds];
        for (CellTable[] row : tables) {
            Arrays.setAll(row, second -> new CellTable());
        }
        for (int request = 0; request < 1500; request++) {
            Cell cell = randomRequest(random);
            int second = random.nextInt(seconds);
            for (int worker : new int[] {random.nextInt(workers), workers}) {
                shares.get(worker).add(cell);
                tables[worker][second].add(cell);
            }
        }

        WorkerTranscript[] several = new WorkerTranscript[workers];
        for (int worker = 0; worker < workers; worker++) {
            several[worker] = transcript(worker, workers, tables[worker], shares.get(worker));
        }
        WorkloadReport merged = merge(several);
        WorkloadReport one = merge(transcript(0, 1, tables[workers], shares.get(workers)));

        assertThat(merged.cells()).isEqualTo(one.cells());
        assertThat(merged.timeline()).isEqualTo(one.timeline());
        assertThat(merged.counts().offered())
                .hasValue(1500)
                .isEqualTo(one.counts().offered());
        assertThat(merged.counts().statuses()).isEqualTo(one.counts().statuses());
        assertThat(merged.latency().histogram()).isEqualTo(one.latency().histogram());
        for (double percentile : new double[] {0.1, 50, 90, 99, 99.9, 100}) {
            assertThat(merged.latency().percentile(percentile))
                    .isEqualTo(one.latency().percentile(percentile));
        }
        assertThat(merged.validity()).isEqualTo(one.validity());
    }

    @Test
    void takes_the_longest_time_and_adds_the_rest_up() {
        WorkerEvent.End longer = Transcripts.end(WorkerEvent.End.Reason.DURATION, Duration.ofMillis(15_001), ERRORS);

        WorkloadReport report = merge(
                Transcripts.of(
                        0,
                        2,
                        Transcripts.started(0, 2),
                        new WorkerEvent.Interval(0, List.of(HOTELS)),
                        Transcripts.end(HOTELS)),
                Transcripts.of(1, 2, Transcripts.started(1, 2), new WorkerEvent.Interval(0, List.of(ERRORS)), longer));

        assertThat(report.startedAt()).isEqualTo(Transcripts.START);
        assertThat(report.offeredFor()).isEqualTo(Duration.ofMillis(15_001));
        assertThat(report.elapsed()).isEqualTo(Duration.ofMillis(15_351));
        assertThat(report.bytesRead()).hasValue(2000);
        assertThat(report.health().orElseThrow().waited()).isEqualTo(6);
        assertThat(report.warnings()).isEmpty();
    }

    @Test
    void a_worker_without_an_end_makes_the_report_incomplete() {
        WorkerTranscript killed =
                Transcripts.of(1, 2, Transcripts.started(1, 2), new WorkerEvent.Interval(4, List.of(ERRORS)));
        killed.output("Running 15s test @ http://localhost:5000");
        killed.output("##wrk {\"v\":1,\"event\":\"inter");
        killed.exited(137);

        WorkloadReport report = merge(
                Transcripts.of(
                        0,
                        2,
                        Transcripts.started(0, 2),
                        new WorkerEvent.Interval(0, List.of(HOTELS)),
                        Transcripts.end(HOTELS)),
                killed);

        assertThat(report.incompleteBecause())
                .hasValue("Worker 2 of 2 ended without its report (exit code 137); its last lines:"
                        + " \"Running 15s test @ http://localhost:5000\", \"##wrk {\"v\":1,\"event\":\"inter\"."
                        + " It was killed, perhaps for want of memory. The report holds what it had told until then."
                        + " Look at its raw output.");
        assertThat(report.counts().offered()).hasValue(1498);
        assertThat(report.validity().isValid()).isFalse();
    }

    @Test
    void an_exit_code_after_the_report_makes_it_incomplete() {
        WorkerTranscript worker = good();
        worker.exited(3);

        assertThat(merge(worker).incompleteBecause())
                .hasValue(
                        "The worker ended badly after its report (exit code 3); it printed nothing. Look at its raw output.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SIGNAL   | false | The worker was cut after 6 s of 15 s by a signal. Let it run to its end, or stop it by RunningWorkload.stop().",
                "SIGNAL   | true  |",
                "STOPPED  | false | The worker was cut after 6 s of 15 s: it was stopped, but not by the test. Look at its raw output.",
                "STOPPED  | true  |",
                "SCRIPT   | false | The worker was cut after 6 s of 15 s by its script. A load that is shorter than asked carries no verdict.",
                "SCRIPT   | true  |",
                "DURATION | true  |",
                "DURATION | false | The worker was cut after 6 s of 15 s, and does not say why. This is a defect of the generator: report it with the raw output.",
            })
    void a_run_that_was_cut_is_incomplete_unless_the_test_stopped_it(
            WorkerEvent.End.Reason reason, boolean stopped, @Nullable String sentence) {
        WorkerTranscript worker = Transcripts.of(
                0,
                1,
                Transcripts.started(0, 1),
                new WorkerEvent.Interval(0, List.of(ERRORS)),
                Transcripts.end(reason, Duration.ofSeconds(6), ERRORS));

        WorkloadReport report =
                ReportMerger.merge(SPEC, List.of(worker), stopped).build();

        assertThat(report.incompleteBecause().orElse(null)).isEqualTo(sentence);
        assertThat(report.offeredFor()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void tells_that_the_script_ended_the_run_shortly_before_its_time() {
        WorkloadReport report = merge(Transcripts.of(
                0,
                1,
                Transcripts.started(0, 1),
                new WorkerEvent.Interval(0, List.of(ERRORS)),
                Transcripts.end(WorkerEvent.End.Reason.SCRIPT, Duration.ofSeconds(14), ERRORS)));

        assertThat(report.incompleteBecause()).isEmpty();
        assertThat(report.warnings()).containsExactly("The worker was cut after 14 s of 15 s by its script.");
    }

    @Test
    void refuses_intervals_that_lack_a_request() {
        assertContradiction(
                "its intervals and its end disagree: 1,489 and 1,490 GET /hotels 2xx",
                new WorkerEvent.Interval(0, List.of(cell("GET /hotels", Outcome.SUCCESS, 1489, 41_000))),
                Transcripts.end(HOTELS));
    }

    @Test
    void refuses_intervals_that_tell_a_request_twice() {
        assertContradiction(
                "its intervals and its end disagree: 16 and 8 GET /hotels 5xx",
                new WorkerEvent.Interval(0, List.of(ERRORS)),
                new WorkerEvent.Interval(0, List.of(ERRORS)),
                Transcripts.end(ERRORS));
    }

    @Test
    void refuses_intervals_with_other_latencies() {
        assertContradiction(
                "its intervals tell of other latencies than its end: GET /hotels 2xx",
                new WorkerEvent.Interval(0, List.of(cell("GET /hotels", Outcome.SUCCESS, 1490, 42_000))),
                Transcripts.end(HOTELS));
    }

    @Test
    void refuses_intervals_of_other_requests() {
        assertContradiction(
                "its intervals and its end tell of different requests, first of GET /hotels 5xx and GET /hotels 2xx",
                new WorkerEvent.Interval(0, List.of(ERRORS)),
                Transcripts.end(HOTELS));
        assertContradiction(
                "its intervals and its end disagree: 1 and 2 kinds of requests",
                new WorkerEvent.Interval(0, List.of(HOTELS)),
                Transcripts.end(HOTELS, ERRORS));
    }

    @Test
    void refuses_requests_without_their_latency() {
        Cell cell = new Cell("GET /", Outcome.SUCCESS, 2, Reports.latencies(5));

        assertContradiction(
                "GET / 2xx: 2 requests have 1 latencies",
                new WorkerEvent.Interval(0, List.of(cell)),
                Transcripts.end(cell));
    }

    @Test
    void refuses_status_codes_that_are_not_those_of_the_answers() {
        WorkerEvent.End good = Transcripts.end(HOTELS);
        WorkerEvent.End end = new WorkerEvent.End(
                good.reason(),
                good.offeredFor(),
                good.elapsed(),
                good.cells(),
                Transcripts.end(cell("GET /", Outcome.SUCCESS, 1491, 1)).statuses(),
                0,
                good.health(),
                List.of());

        assertContradiction(
                "its status codes and its outcomes disagree: 1,491 and 1,490 answers",
                new WorkerEvent.Interval(0, List.of(HOTELS)),
                end);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1497 | 8 | its text and its end disagree: 1,497 and 1,498 answers",
                "1498 | 7 | its text and its end disagree: 7 and 8 answers with a status above 399"
            })
    void refuses_a_text_with_other_counts_than_the_end(long requests, long bad, String sentence) {
        WorkerTranscript worker = good();
        text(worker, requests, bad);

        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> merge(worker))
                .withMessage("The worker, line 3 of its output: " + sentence + DEFECT);
    }

    @Test
    void accepts_a_text_with_the_same_counts() {
        WorkerTranscript worker = good();
        text(worker, 1498, 8);

        assertThat(merge(worker).validity().problems()).isEmpty();
    }

    @Test
    void a_text_that_cannot_be_read_is_told_and_no_reason_to_doubt_the_events() {
        WorkerTranscript worker = good();
        worker.output("Running 15s test @ http://localhost:5000");
        worker.output("Requests/sec: about a hundred");

        WorkloadReport report = merge(worker);

        assertThat(report.validity().problems()).isEmpty();
        assertThat(report.warnings())
                .singleElement()
                .asString()
                .startsWith("The worker printed text that cannot be read; its events tell all the same."
                        + " Line 5 of the output, \"Requests/sec: about a hundred\": ");
    }

    @Test
    void tells_a_failure_in_a_line_that_no_script_has() {
        WorkerTranscript worker = new WorkerTranscript(0, 1);
        worker.error("PANIC: unprotected error in call to Lua API (a.lua:99999999999: no room)");

        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> merge(worker))
                .withMessage("The worker failed: a.lua:99999999999: no room. Mend the script.");
    }

    @Test
    void sums_that_would_be_wrong_are_a_damaged_event() {
        WorkerTranscript worker = Transcripts.of(0, 1, Transcripts.started(0, 1));
        worker.output("##wrk {\"v\":1,\"event\":\"interval\",\"second\":0,\"cells\":[{\"operation\":\"GET /\","
                + "\"outcome\":\"not_sent\",\"count\":9223372036854775807}]}");
        worker.output("next");

        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> merge(worker))
                .withMessageContaining("\"cells[0].count\" is 9223372036854775807, more than 1000000000000.");
    }

    @Test
    void names_the_line_of_a_damaged_event() {
        WorkerTranscript worker = Transcripts.of(0, 1, Transcripts.started(0, 1));
        worker.output("##wrk {\"v\":1,\"event\":\"interval\",\"second\":0}");
        worker.output("Running");

        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> merge(worker))
                .withMessage(
                        "The worker, line 2 of its output: The event line"
                                + " \"##wrk {\"v\":1,\"event\":\"interval\",\"second\":0}\" cannot be understood: \"cells\" is missing."
                                + " It was cut or damaged on its way, or something else than a worker printed it: look at the raw output.");
    }

    @Test
    void refuses_a_second_end_and_an_interval_after_the_end() {
        WorkerTranscript twice = good();
        Transcripts.copy(twice, Transcripts.end(HOTELS, ERRORS));
        WorkerTranscript late = good();
        Transcripts.copy(late, new WorkerEvent.Interval(1, List.of(ERRORS)));

        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> merge(twice))
                .withMessage("The worker, line 4 of its output: a second \"end\"" + DEFECT);
        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> merge(late))
                .withMessage("The worker, line 4 of its output: an interval after the end in line 3" + DEFECT);
    }

    @Test
    void an_error_event_is_a_failure_with_its_place() {
        WorkerEvent.Failure failure = new WorkerEvent.Failure(
                WorkerEvent.Failure.Kind.SCRIPT,
                "attempt to index a nil value",
                "mixed.lua",
                OptionalInt.of(12),
                OptionalLong.of(100));
        WorkerTranscript worker = Transcripts.of(1, 4, Transcripts.started(1, 4), failure);

        assertThatExceptionOfType(WorkerFailedException.class)
                .isThrownBy(() -> merge(Transcripts.of(0, 4), worker))
                .withMessage(
                        "Worker 2 of 4 failed: mixed.lua, line 12, request 100: attempt to index a nil value. Mend the script.")
                .satisfies(thrown -> assertThat(thrown.failure()).isEqualTo(failure));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TARGET   | localhost:1 refuses     | The worker failed: localhost:1 refuses. Start the target, or correct the url.",
                "USAGE    | \"-x\" is no option.    | The worker failed: \"-x\" is no option. Correct the load; its command is in the evidence.",
                "INTERNAL | out of memory           | The worker failed: out of memory. This is a defect of the generator: report it with the raw output."
            })
    void a_failure_says_what_to_do(WorkerEvent.Failure.Kind kind, String message, String sentence) {
        assertThatExceptionOfType(WorkerFailedException.class)
                .isThrownBy(() -> merge(Transcripts.of(0, 1, WorkerEvent.Failure.of(kind, message))))
                .withMessage(sentence);
    }

    @Test
    void no_report_at_all_is_an_error_with_exit_code_and_last_lines() {
        WorkerTranscript worker = new WorkerTranscript(0, 1);
        worker.output("one");
        worker.output("two");
        worker.output("three");
        worker.output("");
        worker.error("Authorization: Bearer s3cr3t");
        worker.exited(139);

        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> merge(worker))
                .withMessage(
                        "The worker printed no report (exit code 139); its last lines: \"two\", \"three\", \"Authorization: ***\"."
                                + " It crashed. Look at its raw output.");
    }

    @Test
    void a_worker_that_said_nothing_beside_others_is_an_error() {
        WorkerTranscript silent = new WorkerTranscript(1, 2);
        silent.exited(0);

        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> merge(good(), silent))
                .withMessage(
                        "Worker 2 of 2 printed no report (exit code 0); it printed nothing. Look at its raw output.");
    }

    @Test
    void an_event_of_a_later_version_is_noted() {
        WorkerTranscript worker = new WorkerTranscript(0, 1);
        worker.output("##wrk {\"v\":1,\"event\":\"paused\"}");
        Transcripts.copy(worker, Transcripts.started(0, 1));
        Transcripts.copy(worker, new WorkerEvent.Interval(0, List.of(HOTELS)));
        Transcripts.copy(worker, Transcripts.end(HOTELS));

        assertThat(merge(worker).warnings())
                .containsExactly("The worker told of \"paused\", an event of a later version; it was ignored."
                        + " Update wrk-junit-core to read it.");
    }

    @Test
    void workers_that_start_far_apart_are_told() {
        WorkerEvent.Started late = Transcripts.started(20, 21);

        WorkloadReport report = merge(
                good(),
                Transcripts.of(1, 2, late, new WorkerEvent.Interval(0, List.of(ERRORS)), Transcripts.end(ERRORS)));

        assertThat(report.warnings())
                .containsExactly("The workers started up to 2 s apart;"
                        + " each second of the timeline is counted from each worker's own start.");
    }

    @Test
    void there_is_no_report_of_nobody() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReportMerger.merge(SPEC, List.of(), false))
                .withMessage("There is no worker to make a report of.");
    }

    private static void assertContradiction(String sentence, WorkerEvent... events) {
        WorkerTranscript worker = Transcripts.of(0, 1, Transcripts.started(0, 1));
        for (WorkerEvent event : events) {
            Transcripts.copy(worker, event);
        }

        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> merge(worker))
                .withMessage("The worker, line " + (events.length + 1) + " of its output: " + sentence + DEFECT);
    }

    private static WorkerTranscript good() {
        return Transcripts.of(
                0,
                1,
                Transcripts.started(0, 1),
                new WorkerEvent.Interval(0, List.of(HOTELS, ERRORS)),
                Transcripts.end(HOTELS, ERRORS));
    }

    private static void text(WorkerTranscript worker, long requests, long bad) {
        String text = """
                Running 15s test @ http://localhost:5000
                  2 threads and 2 connections
                  Thread Stats   Avg      Stdev     Max   +/- Stdev
                    Latency    10.00ms   10.00ms  10.00ms   90.00%%
                    Req/Sec       -nan      -nan   0.00      0.00%%
                  %d requests in 15.00s, 100.00KB read
                  Non-2xx or 3xx responses: %d
                Requests/sec: %9.2f
                Transfer/sec:      6.67KB
                """;
        text.formatted(requests, bad, requests / 15.0).lines().forEach(worker::output);
    }

    private static Cell randomRequest(Random random) {
        String operation = random.nextBoolean() ? "GET /hotels" : "POST /user";
        Outcome outcome = OUTCOMES.get(random.nextInt(OUTCOMES.size()));
        boolean measured = outcome.group() == Outcome.Group.ANSWERED || outcome.group() == Outcome.Group.FAILED;
        LatencyHistogram latency = measured ? Reports.latencies((long) Math.exp(random.nextDouble() * 16)) : null;
        return new Cell(operation, outcome, 1, latency);
    }

    private static WorkerTranscript transcript(int worker, int workers, CellTable[] seconds, List<Cell> cells) {
        WorkerTranscript transcript = Transcripts.of(worker, workers, Transcripts.started(worker, workers));
        for (int second = 0; second < seconds.length; second++) {
            Transcripts.copy(transcript, new WorkerEvent.Interval(second, seconds[second].cells()));
        }
        Transcripts.copy(transcript, Transcripts.end(cells.toArray(new Cell[0])));
        transcript.exited(0);
        return transcript;
    }

    private static WorkloadReport merge(WorkerTranscript... workers) {
        return ReportMerger.merge(SPEC, List.of(workers), false).build();
    }
}
