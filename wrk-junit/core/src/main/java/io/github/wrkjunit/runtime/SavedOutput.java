// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.report.export.ReportException;
import io.github.wrkjunit.report.export.WorkerEvent;
import io.github.wrkjunit.report.text.WrkOutput;
import io.github.wrkjunit.report.text.WrkTextException;
import io.github.wrkjunit.report.text.WrkTextParser;
import io.github.wrkjunit.report.text.WrkTextReport;
import io.github.wrkjunit.spec.Origin;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Reads saved output of wrk, wrk2 or the engine. Stateless. */
public final class SavedOutput {

    private SavedOutput() {}

    /**
     * The report that the output holds. What the output does not tell of the load that was asked for, a bare wrk2's rate for one,
     * is unknown in its specification too.
     *
     * @throws ReportException if the file cannot be read, or holds no report, or a damaged one; the message names the file
     */
    public static WorkloadReport read(Path file) {
        WorkerTranscript transcript = new WorkerTranscript(0, 1);
        WrkTextParser text = new WrkTextParser();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Files.newInputStream(file),
                UTF_8.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                transcript.output(line);
                text.line(line);
            }
            return ReportMerger.merge(spec(transcript, text), List.of(transcript), true)
                    .build();
        } catch (IOException e) {
            throw new ReportException(file + " cannot be read: " + e + ". Name a file with saved output.", e);
        } catch (WrkTextException | ReportException e) {
            throw new ReportException(file + ": " + e.getMessage(), e);
        }
    }

    private static WorkloadSpec spec(WorkerTranscript transcript, WrkTextParser text) {
        WorkloadSpec.Builder spec = WorkloadSpec.builder()
                .origin(new Origin(Origin.Kind.PROGRAM, "saved output"))
                .name("output");
        if (transcript.failure().isPresent()) {
            return spec.buildFound(); // the merger tells
        }
        WorkerEvent.Started started = transcript.started().orElse(null);
        if (started != null) {
            return spec.url(started.url())
                    .rate(started.rate())
                    .dist(started.dist())
                    .threads(started.threads())
                    .connections(started.connections())
                    .duration(started.duration())
                    .timeout(started.timeout())
                    .seed(started.seed())
                    .workers(1)
                    .buildFound();
        }
        WrkOutput output = text.end();
        WrkTextReport report = output.overall().orElseGet(() -> output.reports().get(0));
        spec.duration(Duration.ofSeconds(Math.max(1, Math.round(report.durationUs() / 1e6))))
                .workers(1);
        if (report.threads() > 0) {
            spec.url(report.url()).threads((int) report.threads()).connections((int) report.connections());
        }
        return spec.buildFound();
    }
}
