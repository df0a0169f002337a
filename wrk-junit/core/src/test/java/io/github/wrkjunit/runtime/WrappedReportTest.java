// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wrkjunit.report.LatencyBasis;
import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.report.Reports;
import io.github.wrkjunit.report.TimelineSecond;
import io.github.wrkjunit.report.Validity.Evidence;
import io.github.wrkjunit.report.Validity.Problem;
import io.github.wrkjunit.report.Validity.Reason;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.report.export.JsonReport;
import io.github.wrkjunit.report.export.ReportException;
import io.github.wrkjunit.report.export.WorkerFailedException;
import io.github.wrkjunit.spec.Distribution;
import io.github.wrkjunit.spec.Durations;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logs of pods in which a real wrk2 ran under the first wrapper script, and lines of the present one. */
class WrappedReportTest {

    private static final String PART_OF_RUN =
            "This is a part of the run, and the generator does not tell when a request was due: neither the errors nor the"
                    + " latencies of a part are known. Judge the whole load, or use the runtime \"local\".";

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // name, rate, duration, answered, unresolved, errors at least, at most, uncertain, problems
                "series-aiopslab,                100, 10s, 1035, 0, 0,   0,   0, ''",
                "series-plain,                   400, 3s,  1237, 0, 0, 0, 2, ''",
                "series-own,                     400, 3s,  1238, 0, 123, 123, 1109, LATENCY_INCOMPLETE",
                "series-compose-post,            400, 3s,  1238, 0, 0, 0, 2, ''",
                "series-mixed-workload,          400, 3s,  1237, 0, 0, 0, 2, ''",
                "series-mixed-workload_type_1,   400, 3s,  1238, 0, 0, 0, 2, ''",
                "series-read-home-timeline,      400, 3s,  1238, 0, 0, 0, 2, ''",
                "series-read-user-timeline,      400, 3s,  1238, 0, 0, 0, 2, ''",
                "series-disturbed,               200, 12s, 2411, 0, 191, 191, 581, LATENCY_INCOMPLETE",
                "series-target-killed,           200, 12s, 2406, 5, 0,   5,   6, REQUESTS_LOST",
                "series-pod-deleted,             200, 20s, 837,  0, 0,   0,   0, INCOMPLETE",
                "wrapper-plain,                  400, 3s,  1238, 0, 0, 0, 2, ''",
                "wrapper-own,                    400, 3s,  1238, 0, 123, 123, 1115, LATENCY_INCOMPLETE",
                "wrapper-plain-10s,              100, 10s, 1035, 0, 0,   0,   1035, LATENCY_INCOMPLETE",
            })
    void tells_what_it_knows_and_bounds_what_it_does_not(
            String name,
            double rate,
            String duration,
            long answered,
            long unresolved,
            long errors,
            long errorsAtMost,
            long uncertain,
            String problems) {
        WorkloadReport report = log(name, rate, duration);

        assertThat(report.generator()).isEqualTo("wrk2 (DeathStarBench), wrapped");
        assertThat(report.latencyBasis()).isEqualTo(LatencyBasis.ACTUAL_SEND);
        assertThat(report.counts().isComplete()).isFalse();
        assertThat(report.counts().answered()).isEqualTo(answered);
        assertThat(report.counts().offered()).hasValue(answered + unresolved);
        assertThat(report.counts().unresolved()).hasValue(unresolved);
        assertThat(report.counts().knownErrors()).isEqualTo(errors);
        assertThat(report.counts().errorsAtMost()).hasValue(errorsAtMost);
        assertThat(report.latency().uncertainCount()).isEqualTo(uncertain);
        assertThat(report.latency().count()).isEqualTo(answered + unresolved);
        assertThat(reasons(report)).isEqualTo(problems);
        assertThat(JsonReport.text(JsonReport.parse(JsonReport.text(report), name)))
                .isEqualTo(JsonReport.text(report));
    }

    @Test
    void the_most_common_call_carries_verdicts() {
        WorkloadReport report = log("series-aiopslab", 100, "10s");

        assertThat(report.validity().isValid()).isTrue();
        assertThat(report.counts().errors()).hasValue(0);
        assertThat(report.counts().statuses()).hasToString("{200=1035}");
        assertThat(report.counts().of(Outcome.RESET)).hasValue(0);
        assertThat(report.counts().of(Outcome.NOT_SENT)).isEmpty();
        assertThat(report.operations()).isEmpty();
        assertThat(report.latency().percentile(99)).isEqualTo(report.latency().percentileAtLeast(99));
        assertThat(report.bytesRead()).hasValue(126_646);
        assertThat(report.startedAt()).isEqualTo(Instant.ofEpochSecond(1_795_556_532L));
        assertThat(report.timeline()).hasSize(11);
        assertThat(report.timeline().get(0).latency().count()).isEqualTo(114);
        assertThat(report.timeline().stream()
                        .mapToLong(second -> second.counts().answered())
                        .sum())
                .isEqualTo(1035);
        assertThat(report.toString()).isEqualTo("""
                        Load "workload" on http://localhost:5000, wrk2 (DeathStarBench), wrapped, measured from the actual send
                          offered 1,035 (100/s for 10 s, exp, seed 7) = 1,035 answered (1,035 2xx) + 0 lost or still in flight at the end
                          latency of all offered requests: p50 190 us, p90 333 us, p99 981 us, max 6.78 ms
                          note: The timeline goes by the second of the answer: this wrk2 does not tell when a request was due. Its first and its last second are cut by the run.
                          note: The worker does not tell when it started, so windows may be placed wrongly.""");
    }

    @Test
    void what_is_uncertain_shows_as_a_range() {
        WorkloadReport report = log("series-plain", 400, "3s");

        assertThat(report.latency().uncertainCount()).isEqualTo(2);
        assertThat(report.toString())
                .contains("1,237 answered (1,237 2xx) + 0 lost or still in flight at the end\n")
                .containsPattern("max 8\\.62 ms or more \\(2 of unknown latency\\)\n")
                .doesNotContain("unbounded");
        assertThat(report.latency().percentile(100).isBounded()).isFalse();
        assertThat(report.latency().percentileAtLeast(100).isBounded()).isTrue();
    }

    @Test
    void latencies_of_which_the_status_is_not_known_are_those_of_the_answers_together() {
        WorkloadReport report = log("wrapper-own", 400, "3s");

        assertThat(report.answeredLatency().count()).isEqualTo(1238);
        assertThat(report.answeredLatency().uncertainCount()).isEqualTo(2);
        assertThat(report.answeredLatency().percentile(50).words()).isEqualTo("119 us"); // as wrk2 has printed it
        assertThat(report.answeredLatency().percentileAtLeast(99).words()).isEqualTo("595 us");
        assertThat(report.latency(Outcome.SERVER_ERROR).uncertainCount()).isEqualTo(123);
        assertThat(report.validity().sentences(Evidence.LATENCY))
                .isEqualTo(
                        "Latency is known of 1,236 of 1,238 answered requests, but not of each whether its answer was good."
                                + " Use a generator that tells both together.");
        assertThat(report.toString())
                .contains("  latency of the answered ones:    p50 119 us, p90 221 us, p99 595 us to 627 us");
    }

    @Test
    void latencies_with_those_of_what_is_no_answer_among_them_are_not_those_of_the_answers() {
        WorkloadReport report = merger(
                        altered("wrapper-own", "\"200\":596,\"503\":66", "\"200\":596,\"600\":66"), 400, "3s")
                .build();

        assertThat(report.answeredLatency().uncertainCount()).isEqualTo(1238 - 66);
        assertThat(report.unsplitLatencies()).isEmpty();
    }

    @Test
    void lost_connections_make_counts_and_latencies_unusable() {
        WorkloadReport report = log("series-target-killed", 200, "12s");

        assertThat(report.validity().carries(Evidence.LATENCY)).isFalse();
        assertThat(report.validity().carries(Evidence.COUNTS)).isFalse();
        assertThat(report.validity().sentences(Evidence.COUNTS))
                .isEqualTo(
                        "The worker has lost connections, and this wrk2 does not tell what became of the requests on them,"
                                + " nor of those that it could not send."
                                + " Look at the seconds without an answer, or use the runtime \"local\".");
        assertThat(report.timeline().stream().map(TimelineSecond::second))
                .containsExactly(0, 1, 2, 3, 4, 7, 8, 9, 10, 11, 12);
        assertThat(report.warnings())
                .contains("The worker counted socket errors: connect 0, read 0, write 10112, timeout 0."
                        + " They are events on connections, not requests.");
    }

    @Test
    void an_outage_after_which_as_many_were_answered_as_were_sent_is_not_without_errors() {
        WorkloadReport report = merger(altered("series-aiopslab", "\"write\":0", "\"write\":200000"), 100, "10s")
                .build();

        assertThat(report.counts().unresolved()).hasValue(0);
        assertThat(report.validity().carries(Evidence.COUNTS)).isFalse();
    }

    @Test
    void a_connection_that_was_opened_again_has_lost_what_was_not_answered() {
        WorkerTranscript quiet = altered("series-aiopslab", "Sent 1035", "Sent 1037");
        WorkerTranscript opened =
                altered("series-aiopslab", "Running 10s", "reconnect_socket\nRunning 10s", "Sent 1035", "Sent 1037");
        WorkerTranscript answered = altered("series-aiopslab", "Running 10s", "reconnect_socket\nRunning 10s");

        assertThat(reasons(merger(quiet, 100, "10s").build())).isEmpty();
        assertThat(reasons(merger(answered, 100, "10s").build())).isEmpty();
        assertThat(reasons(merger(opened, 100, "10s").build())).isEqualTo("LATENCY_DISTORTED");
    }

    @Test
    void a_generator_without_a_processor_measures_itself() {
        WorkloadReport much = merger(
                        altered("series-aiopslab", "\"throttled_us\":0", "\"throttled_us\":2000000"), 100, "10s")
                .build();
        WorkloadReport little = merger(
                        altered("series-aiopslab", "\"throttled_us\":0", "\"throttled_us\":50000"), 100, "10s")
                .build();

        assertThat(much.throttled()).hasValue(Duration.ofSeconds(2));
        assertThat(much.validity().sentences(Evidence.LATENCY))
                .isEqualTo(
                        "The generator had no processor for 2 s of 10 s because of its container's CPU limit, and p99"
                                + " would show that time. Raise the limit, offer less, or judge a lower percentile.");
        assertThat(much.validity().carries(Evidence.COUNTS)).isTrue();
        assertThat(little.validity().isValid()).isTrue();
        assertThat(little.throttled()).hasValue(Duration.ofMillis(50));
        assertThat(little.warnings())
                .contains("The worker had no processor for 50 ms of 10 s because of its container's CPU limit;"
                        + " that time is in the latencies. Raise the limit.");
        assertThat(log("series-aiopslab", 100, "10s").throttled()).hasValue(Duration.ZERO);
    }

    @Test
    void a_generator_that_cannot_tell_whether_it_had_a_processor_is_no_witness_of_latency() {
        WorkerTranscript untold = altered(
                "series-aiopslab", "\"cpu\":{\"periods\":0,\"throttled\":0,\"throttled_us\":0}", "\"cpu\":null");

        WorkloadReport report = merger(untold, 100, "10s").build();

        assertThat(report.throttled()).isEmpty();
        assertThat(report.validity().carries(Evidence.COUNTS)).isTrue();
        assertThat(report.validity().sentences(Evidence.LATENCY))
                .isEqualTo("The worker could not read whether its container's CPU limit took the processor away"
                        + " (/sys/fs/cgroup/cpu.stat), and that time would be in the latencies."
                        + " Judge the counts, or use the runtime \"local\".");
        assertThat(JsonReport.text(report)).doesNotContain("throttled_us");
        assertThat(JsonReport.parse(JsonReport.text(report), "report").validity())
                .isEqualTo(report.validity());
    }

    @Test
    void of_several_workers_the_one_that_was_throttled_most_counts() {
        WorkloadReport report = ReportMerger.merge(
                        twoWorkers(),
                        List.of(
                                altered("series-aiopslab", "\"throttled_us\":0", "\"throttled_us\":50000"),
                                Transcripts.log("series-aiopslab", 0)),
                        false)
                .build();

        assertThat(report.throttled()).hasValue(Duration.ofMillis(50));
    }

    @Test
    void what_one_of_several_workers_does_not_know_is_not_known() {
        WorkloadReport report = ReportMerger.merge(
                        twoWorkers(),
                        List.of(
                                Transcripts.log("series-aiopslab", 0),
                                altered(
                                        "series-aiopslab",
                                        "\"cpu\":{\"periods\":0,\"throttled\":0,\"throttled_us\":0}",
                                        "\"cpu\":null")),
                        false)
                .build();

        assertThat(report.throttled()).isEmpty();
        assertThat(reasons(report)).isEqualTo("LATENCY_DISTORTED");
    }

    private static WorkloadSpec twoWorkers() {
        return Reports.spec()
                .rate(200)
                .dist(Distribution.EXP)
                .duration(Duration.ofSeconds(10))
                .workers(2)
                .connections(4)
                .build();
    }

    @Test
    void what_the_wrapper_has_done_without_is_told() {
        WorkloadReport report = merger(
                        altered("series-aiopslab", "\"cpu\":", "\"warnings\":[\"The seed was not set.\"],\"cpu\":"),
                        100,
                        "10s")
                .build();

        assertThat(report.warnings()).contains("The worker: The seed was not set.");
    }

    @Test
    void without_the_number_of_sent_requests_or_of_each_status_there_are_no_bounds() {
        WorkloadReport unsent = merger(altered("series-aiopslab", "Sent 1035 requests", ""), 100, "10s")
                .build();
        WorkloadReport uncounted = log("wrapper-none", 400, "3s");

        assertThat(unsent.counts().unresolved()).isEmpty();
        assertThat(unsent.counts().offered()).isEmpty();
        assertThat(unsent.bytesRead()).hasValue(126_646);
        assertThat(unsent.latency().count()).isEqualTo(1035);
        assertThat(reasons(unsent)).isEqualTo("LATENCY_INCOMPLETE");
        assertThat(uncounted.counts().unresolved()).isEmpty();
        assertThat(reasons(uncounted)).isEqualTo("LATENCY_INCOMPLETE");
    }

    @Test
    void several_workers_add_up() {
        WorkloadSpec spec = Reports.spec()
                .rate(400)
                .dist(Distribution.EXP)
                .duration(Duration.ofSeconds(12))
                .workers(2)
                .connections(4)
                .build();

        WorkloadReport report = ReportMerger.merge(
                        spec,
                        List.of(Transcripts.log("series-target-killed", 0), Transcripts.log("series-target-killed", 0)),
                        false)
                .build();

        assertThat(report.counts().answered()).isEqualTo(2 * 2406);
        assertThat(report.counts().unresolved()).hasValue(10);
        assertThat(report.counts().knownErrors()).isZero();
        assertThat(report.counts().errorsAtMost()).hasValue(10);
    }

    @Test
    void a_part_of_the_run_carries_no_verdict_because_requests_are_told_by_their_answers() {
        WorkloadReport whole = merger(Transcripts.log("series-aiopslab", 0), 100, "10s")
                .window("fault", Duration.ofSeconds(1), Duration.ofMillis(5_500))
                .addDoubt(new Problem(Reason.REQUESTS_LOST, "Connections were lost."))
                .build();

        WorkloadReport part = whole.window("fault");

        assertThat(part.counts().isComplete()).isFalse();
        assertThat(part.counts().answered()).isEqualTo(98 + 108);
        assertThat(part.latency().count()).isEqualTo(98 + 108);
        assertThat(part.startedAt()).isEqualTo(whole.startedAt().plusSeconds(3));
        assertThat(reasons(part)).isEqualTo("PART_OF_RUN REQUESTS_LOST");
        assertThat(part.validity().sentences(Evidence.COUNTS))
                .isEqualTo(part.validity().sentences(Evidence.LATENCY))
                .isEqualTo(PART_OF_RUN + " Connections were lost.");
        assertThat(JsonReport.parse(JsonReport.text(part), "part").validity()).isEqualTo(part.validity());
    }

    @Test
    void silence_in_a_part_of_the_run_is_no_fault_of_the_generator_and_no_verdict() {
        WorkloadReport silence = log("series-target-killed", 200, "12s").toBuilder()
                .window("fault", Duration.ofSeconds(3), Duration.ofSeconds(7))
                .build()
                .window("fault");

        assertThat(silence.counts().answered()).isZero();
        assertThat(reasons(silence)).isEqualTo("PART_OF_RUN REQUESTS_LOST");
    }

    @Test
    void the_timeline_begins_with_the_second_of_the_start() {
        WorkloadReport report =
                merger(startedAt("1795556531900000"), 100, "10s").build();

        assertThat(report.startedAt()).isEqualTo(Instant.ofEpochSecond(1_795_556_531L));
        assertThat(report.timeline().get(0).second()).isEqualTo(1);
        assertThat(report.timeline().get(0).counts().answered()).isEqualTo(114);
        assertThat(report.warnings())
                .containsExactly(
                        "The timeline goes by the second of the answer: this wrk2 does not tell when a request was due."
                                + " Its first and its last second are cut by the run.");
    }

    @Test
    void a_worker_that_does_not_tell_its_start_may_have_been_answered_before_that_of_another() {
        WorkerTranscript later = altered(
                "series-disturbed",
                "Running 12s",
                "##wrk {\"event\":\"started\",\"epoch_us\":1795556545900000,\"seed\":null}\nRunning 12s");

        WorkloadReport.Builder report =
                ReportMerger.merge(twoWorkers(), List.of(Transcripts.log("series-aiopslab", 0), later), false);

        assertThat(report.build().startedAt()).isEqualTo(Instant.ofEpochSecond(1_795_556_532L));
        assertThat(report.build().timeline().get(0).second()).isZero();
        assertThat(WrappedAnswers.clockStart(List.of(Transcripts.log("series-aiopslab", 0), later)))
                .isEqualTo(Duration.ofMillis(13_900));
    }

    @Test
    void an_answer_before_the_start_or_long_after_the_end_is_named() {
        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> merger(startedAt("1795556533000001"), 100, "10s"))
                .withMessage(
                        "The worker, line 48 of its output: it started at 2026-11-24T21:42:13.000001Z, ran for 10 s, and tells of"
                                + " answers at 2026-11-24T21:42:12Z. Its machine's clock was set meanwhile, or a line was damaged:"
                                + " look at the raw output, and run the load again.");
        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> merger(startedAt("1795552931000000"), 100, "10s"));
        assertThat(merger(startedAt("1795552932000000"), 100, "10s").build().timeline())
                .hasSize(11);
    }

    private static WorkerTranscript startedAt(String epochUs) {
        return altered(
                "series-aiopslab",
                "Running 10s",
                "##wrk {\"event\":\"started\",\"epoch_us\":" + epochUs + ",\"seed\":null}\nRunning 10s");
    }

    @Test
    void a_missing_or_damaged_second_is_named() {
        WorkerTranscript missing = new WorkerTranscript(0, 1);
        Transcripts.resource("pods/series-aiopslab.log")
                .lines()
                .filter(line -> !line.contains("1795556533"))
                .forEach(missing::output);

        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> merger(missing, 100, "10s"))
                .withMessage(
                        "The worker, line 46 of its output: its seconds tell of 933 latencies, its end of 1,035 or of"
                                + " others. A line is missing or damaged: look at the raw output.");
        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> merger(altered("series-disturbed", "\"503\":72", "\"503\":73"), 200, "12s"))
                .withMessageMatching(
                        "The worker, line \\d+ of its output: its status codes tell of 2,412 answers, its end of"
                                + " 2,411\\. The line was damaged, or the script has a response\\(\\) that hides answers: look at the raw output\\.");
    }

    @Test
    void more_answers_than_requests_are_possible_where_the_server_closed_connections_early() {
        WorkerTranscript closed =
                altered("series-aiopslab", "Running 10s", "reconnect_socket\nRunning 10s", "Sent 1035", "Sent 1034");

        WorkloadReport report = merger(closed, 100, "10s").build();

        assertThat(report.counts().answered()).isEqualTo(1035);
    }

    @Test
    void more_answers_than_requests_are_named() {
        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> merger(altered("series-aiopslab", "Sent 1035", "Sent 1034"), 100, "10s"))
                .withMessage(
                        "The worker, line 47 of its output: its text tells of 1,035 answers to 1,034 requests that it has sent."
                                + " Both come from the same program: look at the raw output.");
    }

    @Test
    void an_answer_that_came_before_its_request_was_written_may_be_one_more_where_a_connection_broke() {
        WorkloadReport report = merger(
                        altered(
                                "series-aiopslab",
                                "Sent 1035",
                                "Sent 1034",
                                "  1035 requests in",
                                "  1035 requests in",
                                "\"write\":0",
                                "\"write\":1",
                                "Requests/sec",
                                "  Socket errors: connect 0, read 0, write 1, timeout 0\nRequests/sec"),
                        100,
                        "10s")
                .build();

        assertThat(report.counts().unresolved()).hasValue(0);
        assertThat(reasons(report)).isEqualTo("REQUESTS_LOST");
    }

    @Test
    void what_a_wrapped_wrk2_has_sent_and_not_answered_is_no_known_error_without_each_status() {
        WorkerTranscript more = altered("wrapper-none", "Sent 1238", "Sent 1240");

        WorkloadReport report = merger(more, 400, "3s").build();

        assertThat(report.counts().sent()).hasValue(1240);
        assertThat(report.counts().knownErrors()).isZero();
        assertThat(report.counts().errorsAtMost()).isEmpty();
    }

    @Test
    void the_wrappers_error_and_a_panic_after_the_report_are_failures() {
        assertThatExceptionOfType(WorkerFailedException.class)
                .isThrownBy(() -> log("wrapper-syntax", 100, "3s"))
                .withMessage("The worker failed: /scripts/syntax.lua:2: ')' expected near '\"/\"'. Mend the script.");
        assertThatExceptionOfType(WorkerFailedException.class)
                .isThrownBy(() -> log("wrapper-done-fails", 100, "3s"))
                .withMessage("The worker failed: /scripts/done-fails.lua, line 1: late. Mend the script.")
                .satisfies(thrown -> assertThat(thrown.failure().line()).isEqualTo(OptionalInt.of(1)));
        assertThatExceptionOfType(WorkerFailedException.class)
                .isThrownBy(() -> log("series-at100", 100, "3s"))
                .withMessage("The worker failed: /scripts/at100.lua, line 4: boom at 100. Mend the script.");
        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> merger(Transcripts.log("series-read-only-directory", 139), 100, "3s"))
                .withMessage("The worker printed no report (exit code 139); its last lines: \"script_want_response\","
                        + " \"Running 3s test @ http://198.19.20.64:5000\", \"2 threads and 4 connections\"."
                        + " It crashed. Look at its raw output.");
    }

    /** The transcript of a log in which texts were replaced by others. */
    private static WorkerTranscript altered(String name, String... textsAndOthers) {
        String log = Transcripts.resource("pods/" + name + ".log");
        for (int i = 0; i < textsAndOthers.length; i += 2) {
            assertThat(log).contains(textsAndOthers[i]);
            log = log.replace(textsAndOthers[i], textsAndOthers[i + 1]);
        }
        WorkerTranscript transcript = new WorkerTranscript(0, 1);
        log.lines().forEach(transcript::output);
        return transcript;
    }

    private static String reasons(WorkloadReport report) {
        return report.validity().problems().stream()
                .map(problem -> problem.reason().name())
                .collect(Collectors.joining(" "));
    }

    private static WorkloadReport log(String name, double rate, String duration) {
        return merger(Transcripts.log(name, 0), rate, duration).build();
    }

    private static WorkloadReport.Builder merger(WorkerTranscript worker, double rate, String duration) {
        WorkloadSpec spec = Reports.spec()
                .rate(rate)
                .dist(Distribution.EXP)
                .duration(Durations.parse(duration).orElseThrow())
                .build();
        return ReportMerger.merge(spec, List.of(worker), false);
    }
}
