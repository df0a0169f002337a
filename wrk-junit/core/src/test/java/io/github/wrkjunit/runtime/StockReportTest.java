// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wrkjunit.report.LatencyBasis;
import io.github.wrkjunit.report.Reports;
import io.github.wrkjunit.report.Validity;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.report.export.ReportException;
import io.github.wrkjunit.report.export.WorkerEvent;
import io.github.wrkjunit.report.export.WorkerFailedException;
import io.github.wrkjunit.spec.Distribution;
import io.github.wrkjunit.spec.Durations;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real output of stock programs, which read as good when a system is broken: none of these reports may. */
class StockReportTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // name, rate, dist, duration, requests, recorded, sent, errors at least, problems
                "dsb-aiopslab-default-10s-EMPTY-HISTOGRAM, 10,   exp,   10s, 117,    0,    -,   0,    LATENCY_INCOMPLETE",
                "dsb-aiopslab-5s,                          10,   exp,   5s,  58,     56,   -,   0,    LATENCY_INCOMPLETE",
                "dsb-never-answers-6s,                     40,   fixed, 6s,  0,      0,    -,   0,    NO_REQUESTS",
                "dsb-lowrate-100conns-6s-ZERO-requests,    10,   fixed, 6s,  0,      0,    -,   0,    NO_REQUESTS",
                "dsb-read-errors-truncated-6s,             40,   fixed, 6s,  0,      0,    -,   0,    NO_REQUESTS",
                "dsb-non2xx-500-6s,                        1000, fixed, 6s,  5992,   5990, -,   5992, LATENCY_INCOMPLETE",
                "dsb-fixed-6s-nolatency,                   1000, fixed, 6s,  5993,   0,    -,   0,    LATENCY_INCOMPLETE",
                "dsb-rate-below-threads-exp-4s,            1,    exp,   4s,  278634, 0,  281671, 0, RATE_NOT_REACHED LATENCY_INCOMPLETE",
                "dsb-script-thread-stop,                   100,  fixed, 6s,  200,    0,    -,   0,    INCOMPLETE LATENCY_INCOMPLETE",
                "giltene-never-answers-6s,                 40,   fixed, 6s,  0,      0,    -,   0,    NO_REQUESTS",
            })
    void reads_as_nothing_that_a_verdict_on_latency_could_rest_on(
            String name,
            double rate,
            String dist,
            String duration,
            long requests,
            long recorded,
            Long sent,
            long errors,
            String problems) {
        WorkloadReport report = golden(name, rate, dist, duration);

        assertThat(report.counts().answered()).isEqualTo(requests);
        assertThat(report.answeredLatency().count()).isEqualTo(recorded);
        assertThat(report.counts().sent().isPresent()).isEqualTo(sent != null);
        assertThat(report.counts().sent().orElse(0)).isEqualTo(sent == null ? 0 : sent);
        assertThat(report.counts().isComplete()).isFalse();
        assertThat(report.counts().knownErrors()).isEqualTo(errors);
        assertThat(report.counts().errors()).isEmpty();
        assertThat(reasons(report)).isEqualTo(problems);
        assertThat(report.validity().carries(Validity.Evidence.LATENCY)).isFalse();
    }

    @Test
    void the_most_common_call_has_no_percentile_and_not_a_good_one() {
        WorkloadReport report = golden("dsb-aiopslab-default-10s-EMPTY-HISTOGRAM", 10, "exp", "10s");

        assertThat(report.generator()).isEqualTo("wrk2 (DeathStarBench)");
        assertThat(report.latencyBasis()).isEqualTo(LatencyBasis.ACTUAL_SEND);
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> report.latency().percentile(99))
                .withMessage("p99 is unknown: no latency was measured.");
        assertThat(report.toString()).isEqualTo("""
                        Load "workload" on http://localhost:5000, wrk2 (DeathStarBench), measured from the actual send
                          offered an unknown number (10/s for 10 s, exp, seed 7) = 117 answered + an unknown number without an answer
                          latency as far as it is known:   none was measured
                          INCONCLUSIVE: Latency is known of 0 of 117 answered requests only. Use a generator that tells all of them.""");
    }

    @Test
    void shows_the_printed_rows_of_giltenes_wrk2_and_does_not_judge_by_them() {
        WorkloadReport report = golden("giltene-6s-latency", 1000, "fixed", "6s");

        assertThat(report.generator()).isEqualTo("wrk2");
        assertThat(report.latencyBasis()).isEqualTo(LatencyBasis.INTENDED_START);
        assertThat(report.latency().printedRowsUs())
                .hasToString(
                        "{50.0=910, 75.0=1220, 90.0=1490, 99.0=2020, 99.9=4430, 99.99=5370, 99.999=5490, 100.0=5490}");
        assertThat(report.latency().count()).isEqualTo(5992);
        assertThat(report.latency().percentile(99).words()).isEqualTo("2.02 ms");
        assertThat(reasons(report)).isEqualTo("LATENCY_INCOMPLETE");
    }

    @Test
    void takes_the_corrected_block_where_there_are_two() {
        WorkloadReport report = golden("giltene-12s-u_latency", 1000, "fixed", "12s");

        assertThat(report.latency().percentile(50).words()).isEqualTo("900 us");
        assertThat(report.latency().count()).isEqualTo(1974);
    }

    @Test
    void does_not_know_from_when_wrk_counts() {
        WorkloadReport report = golden("wrk41-6s-latency", 52_700, "fixed", "6s");

        assertThat(report.generator()).isEqualTo("wrk");
        assertThat(report.latencyBasis()).isEqualTo(LatencyBasis.UNKNOWN);
        assertThat(report.latency().printedRowsUs()).hasToString("{50.0=132, 75.0=225, 90.0=590, 99.0=3580}");
        assertThat(report.counts().answered()).isEqualTo(316_617);
        assertThat(reasons(report)).isEqualTo("LATENCY_INCOMPLETE");
    }

    @Test
    void what_was_sent_and_not_answered_may_have_been_in_flight_and_is_no_known_error() {
        WorkloadReport report = golden("dsb-norm-slow-6s", 10, "norm", "6s");

        assertThat(report.counts().answered()).isEqualTo(115);
        long sent = report.counts().sent().orElseThrow();
        assertThat(sent).isGreaterThan(60_000);
        assertThat(report.counts().knownErrors()).isZero();
        assertThat(report.counts().errorsAtMost()).isEmpty();
        assertThat(reasons(report)).isEqualTo("RATE_NOT_REACHED LATENCY_INCOMPLETE");
    }

    @Test
    void socket_errors_are_told_and_skew_latencies() {
        WorkloadReport report = golden("dsb-read-errors-truncated-6s", 40, "fixed", "6s");

        assertThat(report.warnings())
                .containsExactly(
                        "The worker counted socket errors: connect 0, read 238, write 0, timeout 0. They are events on connections, not requests.",
                        "After a lost request this wrk2 counts the latencies of that connection from an earlier request: they are too long.");
    }

    @Test
    void lost_connections_make_the_counts_of_a_bare_wrk2_unusable() {
        WorkloadReport report = golden("dsb-target-restarts-midrun-10s", 100, "fixed", "9s");

        assertThat(report.counts().answered()).isPositive();
        assertThat(report.validity().sentences(Validity.Evidence.COUNTS))
                .isEqualTo(
                        "The worker has lost connections, and this wrk2 does not tell what became of the requests on them,"
                                + " nor of those that it could not send."
                                + " Look at the seconds without an answer, or use the runtime \"local\".");
    }

    @Test
    void more_answers_than_requests_are_named() {
        WorkerTranscript worker = new WorkerTranscript(0, 1);
        Transcripts.resource("dsb-norm-slow-6s.txt")
                .lines()
                .map(line -> line.startsWith("Sent ") ? "Sent 114 requests" : line)
                .forEach(worker::output);

        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> merger(worker, 10, "norm", "6s"))
                .withMessage(
                        "The worker, the report in its output: its text tells of 115 answers to 114 requests that it has sent."
                                + " Both come from the same program: look at the raw output.");
    }

    @Test
    void a_script_that_stopped_a_stock_run_makes_it_incomplete() {
        assertThat(golden("dsb-script-thread-stop", 100, "fixed", "6s").incompleteBecause())
                .hasValue("The worker ran for 2 s of 6 s, and does not say why."
                        + " Look at its raw output, and for a stop in its script.");
    }

    @Test
    void a_run_that_its_runtime_saw_being_ended_says_by_whom() {
        WorkerTranscript worker = Transcripts.golden("dsb-script-thread-stop");
        worker.endedEarly("Its Job lost its pod, which was deleted by somebody. Find out who.");

        assertThat(merger(worker, 100, "fixed", "6s").build().incompleteBecause())
                .hasValue(
                        "The worker ran for 2 s of 6 s. Its Job lost its pod, which was deleted by somebody. Find out who.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dsb-target-down | TARGET | The worker failed: unable to connect to 127.0.0.1:18099 Connection refused. Start the target, or correct the url.",
                "dsb-usage-no-rate | USAGE | The worker failed: Throughput MUST be specified with the --rate or -R option. Correct the load; its command is in the evidence.",
                "dsb-usage-help | USAGE | The worker failed: it did not understand its command line and printed its usage. Correct the load; its command is in the evidence.",
                "dsb-invalid-url | USAGE | The worker failed: invalid URL: 127.0.0.1:18080. Correct the load; its command is in the evidence.",
                "dsb-script-runtime-error-midrun | SCRIPT | The worker failed: /scripts/runtime_error.lua, line 4: attempt to index local 't' (a nil value). Mend the script.",
                "dsb-script-error-done-6s | SCRIPT | The worker failed: /scripts/runtime_error_done.lua, line 1: done failure. Mend the script.",
                "dsb-script-request-nil | SCRIPT | The worker failed: its first request is not HTTP: incomplete request at 1:1. Mend the script.",
                "dsb-script-syntax-error-6s | SCRIPT | The worker failed: /scripts/syntax_error.lua, line 1: <name> or '...' expected near 'return'."
                        + " wrk2 did not run the script, it sent plain GET requests. Mend the script.",
                "dsb-script-file-missing-6s | SCRIPT | The worker failed: /scripts/does_not_exist.lua: cannot open /scripts/does_not_exist.lua: No such file or directory."
                        + " wrk2 did not run the script, it sent plain GET requests. Mend the script."
            })
    void what_a_stock_program_says_before_it_fails_is_the_failure(
            String name, WorkerEvent.Failure.Kind kind, String message) {
        assertThatExceptionOfType(WorkerFailedException.class)
                .isThrownBy(() -> golden(name, 100, "fixed", "6s"))
                .withMessage(message)
                .satisfies(thrown -> assertThat(thrown.failure().kind()).isEqualTo(kind));
    }

    @Test
    void a_damaged_report_is_named_with_line_and_number() {
        WorkerTranscript worker = new WorkerTranscript(0, 1);
        Transcripts.resource("giltene-6s-latency.txt")
                .lines()
                .map(line -> line.replace("90.000%", "9x.000%"))
                .forEach(worker::output);

        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> merger(worker, 1000, "fixed", "6s"))
                .withMessageStartingWith(
                        "The worker printed a report that cannot be read. Line 9 of the output, \" 9x.000%    1.49ms\": ");
    }

    @Test
    void half_a_report_is_none() {
        WorkerTranscript worker = new WorkerTranscript(0, 1);
        Transcripts.resource("giltene-6s-latency.txt").lines().limit(10).forEach(worker::output);
        worker.exited(143);

        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> merger(worker, 1000, "fixed", "6s"))
                .withMessage("The worker printed no report (exit code 143); its last lines: \"75.000%    1.22ms\","
                        + " \"90.000%    1.49ms\", \"99.000%    2.02ms\"."
                        + " It was told to end before it had its report. Look at its raw output.");
    }

    @Test
    void percentiles_of_several_texts_are_not_averaged() {
        WorkerTranscript first = Transcripts.golden("giltene-6s-latency");
        WorkerTranscript second = Transcripts.golden("giltene-6s-latency");
        WorkloadSpec spec = Reports.spec()
                .rate(2000)
                .duration(Duration.ofSeconds(6))
                .workers(2)
                .connections(4)
                .build();

        WorkloadReport report =
                ReportMerger.merge(spec, List.of(first, second), false).build();

        assertThat(report.counts().answered()).isEqualTo(2 * 5996);
        assertThat(report.latency().printedRowsUs()).isEmpty();
        assertThat(report.warnings())
                .containsExactly(
                        "Percentiles of several workers cannot be added up from their text, so none are shown.");
    }

    private static String reasons(WorkloadReport report) {
        return String.join(
                " ",
                report.validity().problems().stream()
                        .map(problem -> problem.reason().name())
                        .toList());
    }

    private static WorkloadReport golden(String name, double rate, String dist, String duration) {
        return merger(Transcripts.golden(name), rate, dist, duration).build();
    }

    private static WorkloadReport.Builder merger(WorkerTranscript worker, double rate, String dist, String duration) {
        WorkloadSpec spec = Reports.spec()
                .rate(rate)
                .dist(Distribution.ofWord(dist).orElseThrow())
                .duration(Durations.parse(duration).orElseThrow())
                .build();
        return ReportMerger.merge(spec, List.of(worker), false);
    }
}
