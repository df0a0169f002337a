// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.report.export.ReportException;
import io.github.wrkjunit.report.export.WorkerEvent;
import io.github.wrkjunit.report.text.SavedLines;
import io.github.wrkjunit.report.text.WrkOutput;
import io.github.wrkjunit.report.text.WrkTextException;
import io.github.wrkjunit.report.text.WrkTextReport;
import io.github.wrkjunit.spec.InvalidSpecException;
import io.github.wrkjunit.spec.Origin;
import io.github.wrkjunit.spec.Redaction;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
        try {
            return read(SavedLines.of(file), file.toString());
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        } catch (WrkTextException e) {
            throw new ReportException(file + ": " + e.getMessage(), e);
        }
    }

    /** The report in these lines, which are closed then. */
    static WorkloadReport read(SavedLines lines, String name) {
        WorkerTranscript transcript = new WorkerTranscript(0, 1);
        try (lines) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                transcript.skipped(lines.skipped());
                transcript.output(line);
            }
            WorkloadReport.Builder report = ReportMerger.merge(spec(transcript), List.of(transcript), true);
            several(transcript).ifPresent(report::addWarning);
            return report.build();
        } catch (IOException e) {
            throw unreadable(name, e);
        } catch (WrkTextException | ReportException e) {
            throw new ReportException(name + ": " + e.getMessage(), e);
        } catch (InvalidSpecException e) {
            throw new ReportException(
                    name + ": it tells of a load that cannot be: " + String.join(" ", e.problems())
                            + " A line of it is damaged. Save the output again.",
                    e);
        }
    }

    private static ReportException unreadable(String name, IOException cause) {
        return new ReportException(name + " cannot be read: " + cause + ". Name a file with saved output.", cause);
    }

    /** The report of several targets is the sum. */
    private static Optional<String> several(WorkerTranscript transcript) {
        if (transcript.started().isPresent()) {
            return Optional.empty();
        }
        WrkOutput output = transcript.text();
        List<String> urls = output.urls();
        if (urls.size() < 2) {
            return Optional.empty();
        }
        return Optional.of("The output is of a load on " + urls.size() + " URLs, and the report is their sum: "
                + urls.stream().map(Redaction::url).collect(Collectors.joining(", ")) + "."
                + (output.reports().isEmpty()
                        ? " The sum names no bad statuses and no socket errors. Print the report of each URL as well, to know of them."
                        : ""));
    }

    private static WorkloadSpec spec(WorkerTranscript transcript) {
        Origin origin = new Origin(Origin.Kind.PROGRAM, "saved output");
        WorkloadSpec.Builder spec = WorkloadSpec.builder().origin(origin).name("output");
        if (transcript.failure().isPresent()) {
            return spec.buildFound(); // the merger tells
        }
        WorkerEvent.Started started = transcript.started().orElse(null);
        if (started != null) {
            return started.load(origin).name("output").buildFound();
        }
        WrkOutput output = transcript.text();
        WrkTextReport first =
                output.reports().isEmpty() ? null : output.reports().get(0);
        WrkTextReport report = output.overall().orElseGet(() -> output.reports().get(0));
        spec.duration(Duration.ofSeconds(Math.max(1, Math.round(report.durationUs() / 1e6))))
                .url(output.urls().get(0))
                .workers(1);
        if (first != null) {
            spec.threads(Math.toIntExact(Math.min(first.threads(), Integer.MAX_VALUE)))
                    .connections(Math.toIntExact(Math.min(first.connections(), Integer.MAX_VALUE)));
        }
        return spec.buildFound();
    }
}
