// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static java.util.Objects.requireNonNull;

import io.github.wrkjunit.report.Cell;
import io.github.wrkjunit.report.CellTable;
import io.github.wrkjunit.report.GeneratorHealth;
import io.github.wrkjunit.report.LatencyBasis;
import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.report.Reports;
import io.github.wrkjunit.report.export.EventWriter;
import io.github.wrkjunit.report.export.WorkerEvent;
import io.github.wrkjunit.spec.Distribution;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What workers print: real runs of stock programs, and workers of the engine with chosen numbers. */
final class Transcripts {

    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private Transcripts() {}

    /** A run of a stock program: standard output, standard error, exit code. */
    static WorkerTranscript golden(String name) {
        WorkerTranscript transcript = new WorkerTranscript(0, 1);
        resource(name + ".txt").lines().forEach(transcript::output);
        resource(name + ".err").lines().forEach(transcript::error);
        transcript.exited(Integer.parseInt(resource(name + ".exit").strip()));
        return transcript;
    }

    /** The log of a pod, in which both streams are one. */
    static WorkerTranscript log(String name, int exitCode) {
        WorkerTranscript transcript = new WorkerTranscript(0, 1);
        resource("pods/" + name + ".log").lines().forEach(transcript::output);
        transcript.exited(exitCode);
        return transcript;
    }

    /** A resource of the tests, as a file. */
    static Path file(String name) {
        return Path.of(URI.create(
                requireNonNull(Transcripts.class.getResource(name), name).toString()));
    }

    static WorkerTranscript of(int worker, int workers, WorkerEvent... events) {
        WorkerTranscript transcript = new WorkerTranscript(worker, workers);
        for (WorkerEvent event : events) {
            copy(transcript, event);
        }
        return transcript;
    }

    static void copy(WorkerTranscript transcript, WorkerEvent event) {
        new EventWriter(transcript::output).write(event);
    }

    static WorkerEvent.Started started(int worker, int workers) {
        return new WorkerEvent.Started(
                "wrk-engine 0.1.0",
                worker,
                workers,
                START.plusMillis(100L * worker),
                "http://localhost:5000",
                100.0 / workers,
                Distribution.EXP,
                2,
                2,
                Duration.ofSeconds(15),
                Duration.ofSeconds(10),
                7 + worker,
                LatencyBasis.INTENDED_START);
    }

    /** An end that fits to these cells; 200 and 503 are the only status codes. */
    static WorkerEvent.End end(Cell... cells) {
        return end(WorkerEvent.End.Reason.DURATION, Duration.ofSeconds(15), cells);
    }

    static WorkerEvent.End end(WorkerEvent.End.Reason reason, Duration offeredFor, Cell... cells) {
        CellTable table = new CellTable();
        SortedMap<Integer, Long> statuses = new TreeMap<>();
        for (Cell cell : cells) {
            table.add(cell);
            if (cell.outcome().group() == Outcome.Group.ANSWERED) {
                statuses.merge(cell.outcome().isGood() ? 200 : 503, cell.count(), Long::sum);
            }
        }
        return new WorkerEvent.End(
                reason, offeredFor, offeredFor.plusMillis(250), table.cells(), statuses, 1000, health(), List.of());
    }

    static GeneratorHealth health() {
        return Reports.health(100);
    }

    static String resource(String name) {
        try (InputStream bytes = Transcripts.class.getResourceAsStream("/golden/" + name)) {
            if (bytes == null && name.endsWith(".err")) {
                return "";
            }
            return new String(requireNonNull(bytes, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
