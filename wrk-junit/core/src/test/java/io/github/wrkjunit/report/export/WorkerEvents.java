// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.export;

import io.github.wrkjunit.report.Cell;
import io.github.wrkjunit.report.GeneratorHealth;
import io.github.wrkjunit.report.LatencyBasis;
import io.github.wrkjunit.report.LatencyHistogram;
import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.report.SecondHealth;
import io.github.wrkjunit.report.Waits;
import io.github.wrkjunit.spec.Distribution;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/** One event of each kind, with every field filled. */
final class WorkerEvents {

    static final WorkerEvent.Started STARTED = new WorkerEvent.Started(
            "wrk-engine 0.1.0",
            1,
            2,
            Instant.parse("2026-03-01T12:00:00.000123Z"),
            "http://localhost:5000/h\u00f6tels?a=1",
            50.5,
            Distribution.EXP,
            2,
            3,
            Duration.ofSeconds(15),
            Duration.ofSeconds(10),
            -7,
            LatencyBasis.INTENDED_START);

    static final List<Cell> CELLS = List.of(
            new Cell("GET /hotels", Outcome.SUCCESS, 3, latencies(480, 1200, 90_000)),
            new Cell("GET /hotels", Outcome.TIMEOUT, 1, latencies(10_000_000)),
            new Cell("POST /user", Outcome.NOT_SENT, 2, null));

    static final WorkerEvent.Interval INTERVAL = new WorkerEvent.Interval(3, CELLS);

    /** With all that a second may hold. */
    static final WorkerEvent.Interval FULL = new WorkerEvent.Interval(
            4,
            2,
            List.of(new Cell(
                    "GET /hotels",
                    Outcome.SERVER_ERROR,
                    3,
                    latencies(480, 1200, 90_000),
                    new TreeMap<>(Map.of(500, 2L, 503, 1L)),
                    new Waits(2, Duration.ofMillis(7), Duration.ofMillis(5)))),
            Optional.of(new SecondHealth(
                    latencies(60, 61, 62),
                    Duration.ofMillis(12),
                    Duration.ofMillis(30),
                    Duration.ofMillis(4),
                    OptionalDouble.of(0.75))));

    static final WorkerEvent.End END = new WorkerEvent.End(
            WorkerEvent.End.Reason.DURATION,
            Duration.ofSeconds(15),
            Duration.ofMillis(15_012),
            CELLS,
            new TreeMap<>(Map.of(200, 2L, 201, 1L)),
            4711,
            new GeneratorHealth(
                    latencies(60, 61, 62, 900),
                    latencies(0, 0, 0, 1500),
                    1,
                    Duration.ofMillis(3),
                    Duration.ofMillis(2),
                    Duration.ofNanos(1_000),
                    4,
                    2),
            List.of("The script's \"output\"\nhas two lines."));

    static final WorkerEvent.Failure FAILURE = new WorkerEvent.Failure(
            WorkerEvent.Failure.Kind.SCRIPT,
            "attempt to index a nil value",
            "mixed.lua",
            OptionalInt.of(12),
            OptionalLong.of(100));

    static final List<WorkerEvent> ALL = List.of(
            new WorkerEvent.Armed(),
            STARTED,
            INTERVAL,
            FULL,
            new WorkerEvent.Mark(2, Duration.ofMillis(4_100)),
            END,
            FAILURE,
            WorkerEvent.Failure.of(WorkerEvent.Failure.Kind.TARGET, "localhost:1 refuses"));

    private WorkerEvents() {}

    static LatencyHistogram latencies(long... us) {
        LatencyHistogram histogram = LatencyHistogram.create();
        for (long one : us) {
            histogram.record(one, 1);
        }
        return histogram;
    }

    static String line(WorkerEvent event) {
        StringBuilder line = new StringBuilder();
        new EventWriter(line::append).write(event);
        return line.toString();
    }
}
