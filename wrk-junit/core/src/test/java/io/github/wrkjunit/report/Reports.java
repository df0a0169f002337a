// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import io.github.wrkjunit.spec.Distribution;
import io.github.wrkjunit.spec.Origin;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Reports whose numbers are worked out by hand. */
public final class Reports {

    private Reports() {}

    /** A load of 100/s for 15 s, exp, seed 7. */
    public static WorkloadSpec.Builder spec() {
        return WorkloadSpec.builder()
                .origin(Origin.annotation("@WithWorkload on CheckoutTest.p99()"))
                .rate(100)
                .dist(Distribution.EXP)
                .duration(Duration.ofSeconds(15))
                .url("http://localhost:5000")
                .origin(Origin.CHOSEN)
                .seed(7);
    }

    /** Latencies in microseconds, each once. */
    public static LatencyHistogram latencies(long... us) {
        LatencyHistogram histogram = LatencyHistogram.create();
        for (long one : us) {
            histogram.record(one, 1);
        }
        return histogram;
    }

    /** This latency this many times. */
    public static LatencyHistogram repeated(long us, long count) {
        LatencyHistogram histogram = LatencyHistogram.create();
        histogram.record(us, count);
        return histogram;
    }

    /** Requests of one operation with one outcome and the same latency. */
    public static Cell cell(String operation, Outcome outcome, long count, long us) {
        return new Cell(operation, outcome, count, repeated(us, count));
    }

    /** A generator that was 60 us late at each of this many requests; three of them waited 1.5 ms for a connection. */
    public static GeneratorHealth health(long requests) {
        LatencyHistogram waits = repeated(0, requests - 3);
        waits.record(1500, 3);
        return new GeneratorHealth(
                repeated(60, requests),
                waits,
                3,
                Duration.ofMillis(3),
                Duration.ofMillis(2),
                Duration.ofMillis(1),
                2,
                0);
    }

    /** 1,500 offered: 1,400 hotels at 41 ms, 96 recommendations at 1.84 s, two 503, two timeouts; two windows, all there is. */
    public static WorkloadReport.Builder checkout() {
        WorkloadReport.Builder report = WorkloadReport.builder(spec().build())
                .generator("wrk-engine 0.1.0")
                .startedAt(Instant.parse("2026-03-01T12:00:00.000123Z"))
                .offeredFor(Duration.ofSeconds(15))
                .elapsed(Duration.ofMillis(16_234))
                .latencyBasis(LatencyBasis.INTENDED_START)
                .addBytesRead(123_456)
                .addHealth(health(1500))
                .addStatus(200, 1496)
                .addStatus(503, 2)
                .addWarning("The script printed a line.")
                .window("fault", Duration.ofMillis(5_200), Duration.ofMillis(9_900))
                .evidence(Path.of("target", "wrk-junit", "CheckoutTest", "p99"))
                .again("wrk -t2 -c2 -d15s -D exp --seed 7 -R100 -L http://localhost:5000");
        for (int second = 0; second < 15; second++) {
            boolean fault = second >= 5 && second <= 9;
            addBoth(report, second, cell("GET /hotels", Outcome.SUCCESS, fault ? 80 : 100, 41_000));
            if (fault) {
                addBoth(
                        report,
                        second,
                        cell("GET /recommendations", Outcome.SUCCESS, second == 9 ? 16 : 20, 1_840_000));
            }
        }
        addBoth(report, 9, cell("GET /recommendations", Outcome.SERVER_ERROR, 2, 900));
        addBoth(report, 9, cell("GET /recommendations", Outcome.TIMEOUT, 2, 10_000_000));
        return report;
    }

    /** All that the engine tells: 300 requests in three seconds, parts between two marks, statuses, waits, health by second. */
    public static WorkloadReport.Builder full() {
        WorkloadReport.Builder report = WorkloadReport.builder(
                        spec().duration(Duration.ofSeconds(3)).build())
                .generator("wrk-engine 0.1.0")
                .startedAt(Instant.parse("2026-03-01T12:00:00.000123Z"))
                .offeredFor(Duration.ofSeconds(3))
                .elapsed(Duration.ofMillis(3_041))
                .latencyBasis(LatencyBasis.INTENDED_START)
                .addHealth(health(300))
                .addStatus(200, 280)
                .addStatus(500, 15)
                .addStatus(503, 5)
                .window(
                        "fault",
                        new ReportWindow(
                                Duration.ofMillis(300),
                                Duration.ofMillis(1_300),
                                OptionalInt.of(1),
                                OptionalInt.of(2)));
        addBoth(report, 0, 0, answered(Outcome.SUCCESS, 30, Map.of(200, 30L), Waits.NONE));
        addBoth(report, 0, 1, answered(Outcome.SUCCESS, 70, Map.of(200, 70L), Waits.NONE));
        addBoth(report, 1, 1, answered(Outcome.SERVER_ERROR, 20, Map.of(500, 15L, 503, 5L), Waits.NONE));
        addBoth(
                report,
                1,
                2,
                answered(
                        Outcome.SUCCESS,
                        80,
                        Map.of(200, 80L),
                        new Waits(40, Duration.ofMillis(400), Duration.ofMillis(30))));
        addBoth(report, 2, 2, answered(Outcome.SUCCESS, 100, Map.of(200, 100L), Waits.NONE));
        for (int second = 0; second < 3; second++) {
            report.addHealthAt(
                    second,
                    new SecondHealth(
                            repeated(60, 100),
                            Duration.ofMillis(2 + second),
                            Duration.ofMillis(5 + second),
                            Duration.ofMillis(1 + second),
                            OptionalDouble.of(0.5 + second / 8.0)));
        }
        return report;
    }

    private static Cell answered(Outcome outcome, long count, Map<Integer, Long> statuses, Waits waits) {
        return new Cell("GET /", outcome, count, repeated(41_000, count), new TreeMap<>(statuses), waits);
    }

    private static void addBoth(WorkloadReport.Builder report, int second, int marks, Cell cell) {
        report.add(cell).addAt(second, marks, cell);
    }

    /** A stock wrk2 that has sent 1,500 requests: two of 1,490 good answers unmeasured, five 503, five unresolved. */
    public static WorkloadReport.Builder wrapped() {
        return WorkloadReport.builder(spec().build())
                .generator("wrk2 (DeathStarBench), wrapped")
                .latencyBasis(LatencyBasis.ACTUAL_SEND)
                .add(new Cell(Cell.ALL_OPERATIONS, Outcome.SUCCESS, 1490, repeated(41_000, 1488)))
                .add(cell(Cell.ALL_OPERATIONS, Outcome.SERVER_ERROR, 5, 900))
                .addStatus(200, 1490)
                .addStatus(503, 5)
                .bounded(5);
    }

    private static void addBoth(WorkloadReport.Builder report, int second, Cell cell) {
        report.add(cell).addAt(second, cell);
    }
}
