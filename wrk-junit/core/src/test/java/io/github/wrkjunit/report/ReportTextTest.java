// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import static io.github.wrkjunit.report.Reports.cell;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.spec.WorkloadSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReportTextTest {

    @Test
    void tells_where_each_request_went_as_in_a_failure() {
        WorkloadReport report = Reports.checkout().build();

        assertThat(ReportText.accounting(report))
                .isEqualTo("offered 1,500 (100/s for 15 s, exp, seed 7) = 1,498 answered (1,496 2xx, 2 503) + 2 timeout"
                        + " + 0 unanswered + 0 not sent");
        assertThat(ReportText.slowestOperation(report, 90))
                .isEqualTo("slowest operation GET /recommendations p90 1.84 s; the others 41 ms or less");
        assertThat(ReportText.slowestOperation(report, 95))
                .isEqualTo("slowest operation GET /recommendations p95 1.84 s; the others 41 ms or less");
        assertThat(ReportText.evidence(report))
                .isEqualTo("evidence: target/wrk-junit/CheckoutTest/p99/report.json, raw.txt      "
                        + "again: wrk -t2 -c2 -d15s -D exp --seed 7 -R100 -L http://localhost:5000");
    }

    @Test
    void tells_no_percentile_of_an_operation_with_too_few_requests_for_it() {
        WorkloadReport report = Reports.checkout().build();

        assertThat(ReportText.slowestOperation(report, 99))
                .isEqualTo("GET /hotels p99 41 ms; p99 needs 299 requests, there were 100 of GET /recommendations");
        assertThat(ReportText.slowestOperation(report, 99.9)).isEmpty();
        assertThat(ReportText.slowestOperation(
                        Reports.checkout()
                                .add(cell("GET /rare", Outcome.SUCCESS, 22, 9_000_000))
                                .build(),
                        95))
                .isEqualTo("slowest operation GET /recommendations p95 1.84 s; the others 41 ms or less;"
                        + " p95 needs 59 requests, there were 22 of GET /rare");
    }

    @Test
    void a_range_has_two_ends_that_differ_as_they_are_shown() {
        assertThat(Latency.exact(Reports.latencies(1490, 1491, 1492, 1493, 1494), 0, 1))
                .hasToString("6 requests, 1 of unknown latency: p50 1.49 ms, max 1.49 ms or more");
        assertThat(Latency.exact(Reports.latencies(900, 1000, 1490, 2000, 2000), 0, 1))
                .hasToString("6 requests, 1 of unknown latency: p50 1 ms to 1.49 ms, max 2 ms or more");
    }

    @Test
    void names_the_raw_output_of_each_worker_where_it_lies() {
        WorkloadReport report = WorkloadReport.builder(Reports.spec()
                        .rate(100)
                        .connections(4)
                        .threads(1)
                        .workers(2)
                        .build())
                .evidence(Path.of("target/run"))
                .build();

        assertThat(ReportText.evidence(report)).isEqualTo("evidence: target/run/report.json, worker-*/raw.txt");
    }

    @Test
    void tells_the_whole_report() {
        assertThat(Reports.checkout().incompleteBecause("Worker 1 was cut.").build())
                .hasToString("""
                        Load "workload" on http://localhost:5000, wrk-engine 0.1.0, measured from the intended start
                          offered 1,500 (100/s for 15 s, exp, seed 7) = 1,498 answered (1,496 2xx, 2 503) + 2 timeout + 0 unanswered + 0 not sent
                          latency of all offered requests: p50 41 ms, p90 41 ms, p99 1.84 s, max unbounded
                          latency of the answered ones:    p50 41 ms, p90 41 ms, p99 1.84 s, max 1.84 s
                            GET /hotels                         1,400 offered, 0 without a good answer; p50 41 ms, p90 41 ms, p99 41 ms, max 41 ms
                            GET /recommendations                  100 offered, 4 without a good answer; p50 1.84 s, p90 1.84 s, max unbounded
                          window "fault" (5 s to 10 s): 500 offered, 4 without a good answer; p50 41 ms, p90 1.84 s, p99 1.84 s, max unbounded
                          note: The script printed a line.
                          INCONCLUSIVE: Worker 1 was cut.
                          evidence: target/wrk-junit/CheckoutTest/p99/report.json, raw.txt      again: wrk -t2 -c2 -d15s -D exp --seed 7 -R100 -L http://localhost:5000""");
    }

    @Test
    void tells_bad_answers_by_class_where_their_codes_are_unknown() {
        WorkloadReport report = WorkloadReport.builder(Reports.spec().rate(0.5).build())
                .add(cell("GET /", Outcome.REDIRECT, 3, 5))
                .add(cell("GET /", Outcome.CLIENT_ERROR, 2, 5))
                .add(cell("GET /", Outcome.SERVER_ERROR, 1, 5))
                .add(cell("GET /", Outcome.CONNECT, 1, 5))
                .add(cell("GET /", Outcome.RESET, 1, 5))
                .add(cell("GET /", Outcome.MALFORMED, 1, 5))
                .add(new Cell("GET /", Outcome.UNANSWERED, 4, null))
                .add(new Cell("GET /", Outcome.NOT_SENT, 5, null))
                .build();

        assertThat(ReportText.accounting(report))
                .isEqualTo(
                        "offered 18 (0.5/s for 15 s, exp, seed 7) = 6 answered (3 3xx, 2 4xx, 1 5xx) + 1 connect + 1 reset"
                                + " + 1 malformed + 4 unanswered + 5 not sent");
        assertThat(ReportText.slowestOperation(report, 99)).isEmpty();
        assertThat(ReportText.evidence(report)).isEmpty();
    }

    @Test
    void does_not_make_numbers_up_for_a_bare_wrk2() {
        WorkloadReport report = WorkloadReport.builder(Reports.spec().build())
                .generator("wrk2 (DeathStarBench)")
                .latencyBasis(LatencyBasis.ACTUAL_SEND)
                .partialCounts(1498, OptionalLong.of(1500), new TreeMap<>(), 2)
                .printedLatency(new TreeMap<>(Map.of(50.0, 410L, 99.0, 2000L)), 1496)
                .build();

        assertThat(report).hasToString("""
                        Load "workload" on http://localhost:5000, wrk2 (DeathStarBench), measured from the actual send
                          offered 1,500 (100/s for 15 s, exp, seed 7) = 1,498 answered (2 not 2xx or 3xx) + an unknown number without an answer
                          latency as far as it is known:   p50 0 us to 2 ms, p99 2 ms or more
                          latency of the answered ones:    p50 410 us, p99 2 ms
                          INCONCLUSIVE: Latency is known of 1,496 of 1,498 answered requests only. Use a generator that tells all of them.""");
    }

    @Test
    void hides_the_secrets_of_the_target() {
        assertThat(WorkloadReport.builder(Reports.spec()
                                .url("http://ann:s3cr3t@localhost/?token=s3cr3t")
                                .build())
                        .build()
                        .toString())
                .startsWith("Load \"workload\" on http://***@localhost/?token=***, ");
    }

    @Test
    void tells_who_waited_for_a_connection_and_how_many_would_do() {
        WorkloadReport report = starved(Reports.spec()).build();

        assertThat(report.toString())
                .contains(
                        "POST /user                            300 offered, 0 without a good answer; p50 5.01 s, p90 5.01 s, p99 5.01 s,"
                                + " max 5.01 s; 300 waited for a connection, 5 s on average")
                .contains(
                        "  20.0 % of the requests waited for a free connection, 5 s on average and 5 s at most, which is in their"
                                + " latency; by Little's law the load keeps 8.87 connections busy, and has 2, the default: set connections to"
                                + " 15 or more.");
    }

    @Test
    void names_no_default_where_the_connections_were_set() {
        WorkloadReport report = starved(Reports.spec().connections(2)).build();

        assertThat(ReportText.waits(report, report.waits(), report.counts().offered(), "requests")
                        .orElseThrow())
                .endsWith("the load keeps 8.87 connections busy, and has 2: set connections to 15 or more.");
    }

    private static WorkloadReport.Builder starved(WorkloadSpec.Builder spec) {
        SortedMap<Integer, Long> none = new TreeMap<>();
        return WorkloadReport.builder(spec.build())
                .addHealth(new GeneratorHealth(
                        Reports.repeated(60, 1500),
                        LatencyHistogram.create(),
                        300,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        2,
                        0))
                .add(new Cell("GET /hotels", Outcome.SUCCESS, 1200, Reports.repeated(108_000, 1200), none, Waits.NONE))
                .add(new Cell(
                        "POST /user",
                        Outcome.SUCCESS,
                        300,
                        Reports.repeated(5_010_000, 300),
                        none,
                        new Waits(300, Duration.ofSeconds(1500), Duration.ofSeconds(5))))
                .addHealthAt(0, SecondHealth.unknown());
    }
}
