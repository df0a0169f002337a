// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.report.LatencyBasis;
import io.github.wrkjunit.report.LatencyHistogram;
import io.github.wrkjunit.report.Validity;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.report.export.ReportException;
import io.github.wrkjunit.report.export.WorkerEvent;
import io.github.wrkjunit.spec.Durations;
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

    /** The name of the program. */
    static final String WRAPPED = "wrk2 (DeathStarBench), wrapped";

    private static final double ENOUGH = 0.9;

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
    private long broken;
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
        // A request that was sent and not answered has no good answer. Connections that broke have taken one along, at
        // least.
        long lost = Math.max(allSent ? Math.max(0, sent - answered) : 0, broken > 0 ? 1 : 0);
        report.partialCounts(
                        answered,
                        allSent ? OptionalLong.of(sent) : OptionalLong.empty(),
                        allStatuses ? statuses : new TreeMap<>(),
                        bad + lost)
                .offeredFor(duration)
                .elapsed(duration);
        if (allExact) {
            report.plainLatency(exact);
        } else {
            report.printedLatency(workers.size() == 1 ? rowsUs : new TreeMap<>(), recorded);
        }
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
        exact.add(end.whole() == null ? end.latencies() : end.whole());
        SortedMap<Integer, Long> counted = end.statuses();
        if (counted == null) {
            allStatuses = false;
        } else {
            counted.forEach((status, count) -> statuses.merge(status, count, Long::sum));
        }
        tellOfWrapper(report, worker, end);
        WorkerEvent.WrappedEnd.Errors errors = end.errors();
        sum(
                report,
                worker,
                new PrintedReport(
                        WRAPPED,
                        LatencyBasis.ACTUAL_SEND,
                        end.requests(),
                        end.duration(),
                        printed.map(PrintedReport::sent).orElse(OptionalLong.empty()),
                        new TreeMap<>(),
                        end.recorded(),
                        errors.status(),
                        words(errors),
                        errors.connect() + errors.read() + errors.write(),
                        printed.map(PrintedReport::reconnects).orElse(0L)));
    }

    private void add(WorkloadReport.Builder report, WorkerTranscript worker, PrintedReport printed) {
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
        broken += printed.brokenConnections();
        allSent &= printed.sent().isPresent();
        sent += printed.sent().orElse(0);
        duration = printed.duration().compareTo(duration) > 0 ? printed.duration() : duration;
        report.generator(printed.generator()).latencyBasis(printed.basis());
        tellOfErrors(report, worker, printed.errors());
        if (printed.brokenConnections() > 0 && printed.basis() == LatencyBasis.ACTUAL_SEND) {
            report.addWarning(
                    "After a lost request this wrk2 counts the latencies of that connection from an earlier request:"
                            + " they are too long.");
        }
        tellOfLength(report, worker, printed.duration(), spec, stopped);
    }

    /**
     * What the wrapper has found of its surroundings. A container without a CPU limit cannot be throttled, and the wrapper tells
     * zero there. Where it could read neither what a limit has cost nor that there is none, a latency may be the generator's own
     * and nobody can tell, so that no verdict on latency is given; counts do not suffer from it.
     */
    static void tellOfWrapper(WorkloadReport.Builder report, WorkerTranscript worker, WorkerEvent.WrappedEnd end) {
        end.warnings().forEach(warning -> report.addWarning(worker.name() + ": " + warning));
        Duration throttled = end.throttled();
        if (throttled == null) {
            report.addDoubt(
                    new Validity.Problem(
                            Validity.Reason.LATENCY_DISTORTED,
                            worker.name()
                                    + " could not read whether its container's CPU limit took the processor away (/sys/fs/cgroup/cpu.stat),"
                                    + " and that time would be in the latencies. Judge the counts, or use the runtime \"local\"."));
            return;
        }
        report.addThrottled(throttled);
        if (!throttled.isZero()) {
            report.addWarning(worker.name() + " had no processor for " + Durations.readable(throttled) + " of "
                    + Durations.readable(end.duration())
                    + " because of its container's CPU limit; that time is in the latencies. Raise the limit.");
        }
    }

    static void tellOfErrors(WorkloadReport.Builder report, WorkerTranscript worker, String errors) {
        if (!errors.isEmpty()) {
            report.addWarning(worker.name() + " counted socket errors: " + errors
                    + ". They are events on connections, not requests.");
        }
    }

    static void tellOfLength(
            WorkloadReport.Builder report, WorkerTranscript worker, Duration ran, WorkloadSpec spec, boolean stopped) {
        if (!stopped && ran.toNanos() < ENOUGH * spec.duration().toNanos()) {
            report.incompleteBecause(worker.name() + " ran for " + Durations.readable(ran) + " of "
                    + Durations.readable(spec.duration())
                    + ", and does not say why. Look at its raw output, and for a stop in its script.");
        }
    }

    static String words(WorkerEvent.WrappedEnd.Errors errors) {
        return errors.connect() + errors.read() + errors.write() + errors.timeout() == 0
                ? ""
                : "connect " + errors.connect() + ", read " + errors.read() + ", write " + errors.write() + ", timeout "
                        + errors.timeout();
    }
}
