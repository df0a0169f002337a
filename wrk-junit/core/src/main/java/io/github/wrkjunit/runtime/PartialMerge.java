// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.report.LatencyBasis;
import io.github.wrkjunit.report.LatencyHistogram;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.report.export.ReportException;
import io.github.wrkjunit.report.export.WorkerEvent;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Adds up workers that do not account for each request: a stock wrk2, by itself or within the wrapper script. What they do
 * not tell stays unknown, so that the report cannot carry a verdict on latency. One thread at a time.
 */
final class PartialMerge {

    private final WorkloadSpec spec;
    private final List<WorkerTranscript> workers;
    private final boolean stopped;
    private final SortedMap<Integer, Long> statuses = new TreeMap<>();
    private final LatencyHistogram exact = LatencyHistogram.create();
    private boolean allExact = true;
    private boolean allStatuses = true;
    private NavigableMap<Double, Long> rowsUs = new TreeMap<>();
    private long answered;
    private long sent;
    private boolean allSent = true;
    private long bad;
    private long bytesRead;
    private long recorded;
    private Duration duration = Duration.ZERO;

    PartialMerge(WorkloadSpec spec, List<WorkerTranscript> workers, boolean stopped) {
        this.spec = spec;
        this.workers = workers;
        this.stopped = stopped;
    }

    void addTo(WorkloadReport.Builder report) {
        for (WorkerTranscript worker : workers) {
            Optional<PrintedReport> printed = worker.printed();
            if (worker.wrappedEnd().isPresent()) {
                add(report, worker, worker.wrappedEnd().get(), printed);
            } else if (printed.isPresent()) {
                add(report, worker, printed.get());
            } else {
                throw worker.textProblem()
                        .map(sentence -> new ReportException(
                                worker.name() + " printed a report that cannot be read. " + sentence))
                        .orElseGet(() -> ReportMerger.noReport(worker));
            }
        }
        // what was sent and not answered may have been in flight at the end: only bad answers are errors for certain
        report.partialCounts(
                        answered,
                        allSent ? OptionalLong.of(sent) : OptionalLong.empty(),
                        allStatuses ? statuses : new TreeMap<>(),
                        bad)
                .offeredFor(duration)
                .elapsed(duration);
        if (allExact) { // all are wrapped
            report.plainLatency(exact).addBytesRead(bytesRead);
        } else {
            report.printedLatency(workers.size() == 1 ? rowsUs : new TreeMap<>(), recorded);
        }
        StockNotes.addThrottled(report, workers);
        WrappedAnswers.addTimeline(report, workers);
    }

    private void add(
            WorkloadReport.Builder report,
            WorkerTranscript worker,
            WorkerEvent.WrappedEnd end,
            Optional<PrintedReport> printed) {
        worker.textProblem()
                .ifPresent(sentence -> report.addWarning(worker.name()
                        + " printed text that cannot be read; its events tell all the same. " + sentence));
        WrappedAnswers.check(worker, end, printed);
        exact.add(WrappedAnswers.measured(end));
        SortedMap<Integer, Long> counted = end.statuses();
        if (counted == null) {
            allStatuses = false;
        } else {
            counted.forEach((status, count) -> statuses.merge(status, count, Long::sum));
        }
        StockNotes.tellOfWrapper(report, worker, end);
        bytesRead += end.bytesRead();
        WorkerEvent.WrappedEnd.Errors errors = end.errors();
        sum(
                report,
                worker,
                new PrintedReport(
                        StockNotes.WRAPPED,
                        LatencyBasis.ACTUAL_SEND,
                        end.requests(),
                        end.duration(),
                        printed.map(PrintedReport::sent).orElse(OptionalLong.empty()),
                        new TreeMap<>(),
                        end.recorded(),
                        errors.status(),
                        StockNotes.words(errors),
                        errors.connect() + errors.read() + errors.write(),
                        printed.map(PrintedReport::reconnects).orElse(0L)));
    }

    private void add(WorkloadReport.Builder report, WorkerTranscript worker, PrintedReport printed) {
        WrappedAnswers.checkSent(worker.name() + ", the report in its output: ", printed);
        allExact = false;
        allStatuses = false;
        rowsUs = printed.rowsUs();
        if (workers.size() > 1) {
            report.addWarning("Percentiles of several workers cannot be added up from their text, so none are shown.");
        }
        sum(report, worker, printed);
    }

    private void sum(WorkloadReport.Builder report, WorkerTranscript worker, PrintedReport printed) {
        answered += printed.requests();
        recorded += printed.recorded();
        bad += printed.bad();
        allSent &= printed.sent().isPresent();
        sent += printed.sent().orElse(0);
        duration = printed.duration().compareTo(duration) > 0 ? printed.duration() : duration;
        report.generator(printed.generator()).latencyBasis(printed.basis());
        StockNotes.tellOfErrors(report, worker, printed.errors());
        if (printed.brokenConnections() > 0) {
            StockNotes.tellOfLostConnections(report, worker);
        }
        if (printed.brokenConnections() > 0 && printed.basis() == LatencyBasis.ACTUAL_SEND) {
            report.addWarning(
                    "After a lost request this wrk2 counts the latencies of that connection from an earlier request:"
                            + " they are too long.");
        }
        StockNotes.tellOfLength(report, worker, printed.duration(), spec, stopped);
    }
}
