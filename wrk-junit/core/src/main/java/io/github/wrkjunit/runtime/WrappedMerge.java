// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.report.Cell;
import io.github.wrkjunit.report.LatencyBasis;
import io.github.wrkjunit.report.Validity;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.report.export.WorkerEvent;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.time.Duration;
import java.util.List;

/**
 * Adds up stock wrk2s under the wrapper script that tell each answer with its status, and how many requests they have sent.
 * What they do not tell has bounds, so that the report carries those verdicts that hold whichever way the unknown falls. One
 * thread at a time.
 */
final class WrappedMerge {

    private final WorkloadSpec spec;
    private final List<WorkerTranscript> workers;
    private final boolean stopped;
    private Duration duration = Duration.ZERO;
    private long unresolved;

    WrappedMerge(WorkloadSpec spec, List<WorkerTranscript> workers, boolean stopped) {
        this.spec = spec;
        this.workers = workers;
        this.stopped = stopped;
    }

    /** Whether all these workers tell what this merge needs. */
    static boolean fits(List<WorkerTranscript> workers) {
        return workers.stream()
                .allMatch(worker -> worker.wrappedEnd()
                                .filter(end -> end.statuses() != null)
                                .isPresent()
                        && worker.printed()
                                .filter(printed -> printed.sent().isPresent())
                                .isPresent());
    }

    void addTo(WorkloadReport.Builder report) {
        for (WorkerTranscript worker : workers) {
            add(
                    report,
                    worker,
                    worker.wrappedEnd().orElseThrow(),
                    worker.printed().orElseThrow());
        }
        report.bounded(unresolved)
                .offeredFor(duration)
                .elapsed(duration)
                .generator(StockNotes.WRAPPED)
                .latencyBasis(LatencyBasis.ACTUAL_SEND);
        StockNotes.addThrottled(report, workers);
        WrappedAnswers.addTimeline(report, workers);
    }

    private void add(
            WorkloadReport.Builder report, WorkerTranscript worker, WorkerEvent.WrappedEnd end, PrintedReport printed) {
        WrappedAnswers.check(worker, end, worker.printed());
        List<Cell> answers = WrappedAnswers.all(worker, end);
        answers.forEach(report::add);
        WrappedAnswers.unsplit(worker, end).ifPresent(report::addUnsplitLatencies);
        if (end.statuses() != null) {
            end.statuses().forEach(report::addStatus);
        }
        report.addBytesRead(end.bytesRead());
        StockNotes.tellOfWrapper(report, worker, end);
        WorkerEvent.WrappedEnd.Errors errors = end.errors();
        long broken = errors.connect() + errors.read() + errors.write();
        long more = Math.max(0, printed.sent().orElse(0) - end.requests()); // below 0 with lost connections only
        unresolved += more;
        if (broken > 0) {
            StockNotes.tellOfLostConnections(report, worker);
        } else if (printed.reconnects() > 0 && more > 0) {
            report.addDoubt(
                    new Validity.Problem(
                            Validity.Reason.LATENCY_DISTORTED,
                            worker.name()
                                    + " has lost requests with their connections, and this wrk2 counts the latencies that follow on"
                                    + " such a connection from an earlier request: they are too long. Judge the counts, or use the runtime \"local\"."));
        }
        duration = duration.compareTo(end.duration()) >= 0 ? duration : end.duration();
        StockNotes.tellOfErrors(report, worker, StockNotes.words(errors));
        StockNotes.tellOfLength(report, worker, end.duration(), spec, stopped);
    }
}
