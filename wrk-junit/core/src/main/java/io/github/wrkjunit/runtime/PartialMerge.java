// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.report.Cell;
import io.github.wrkjunit.report.LatencyBasis;
import io.github.wrkjunit.report.LatencyHistogram;
import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.report.export.ReportException;
import io.github.wrkjunit.report.export.WorkerEvent;
import io.github.wrkjunit.spec.Durations;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    /** The operation of all requests, in the timeline of a generator that does not tell them apart. */
    private static final String ALL = "*";

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
        timeline(report);
    }

    private void add(
            WorkloadReport.Builder report,
            WorkerTranscript worker,
            WorkerEvent.WrappedEnd end,
            Optional<PrintedReport> printed) {
        String where = worker.name() + ", line " + worker.endLine() + " of its output: ";
        worker.textProblem()
                .ifPresent(sentence -> report.addWarning(worker.name()
                        + " printed text that cannot be read; its events tell all the same. " + sentence));
        if (printed.isPresent() && printed.get().requests() != end.requests()) {
            throw new ReportException(String.format(
                    Locale.ROOT,
                    "%sits text tells of %,d requests, its end of %,d. Both come from the same program: look at the raw output.",
                    where,
                    printed.get().requests(),
                    end.requests()));
        }
        if (end.latencies().count() != end.recorded()) {
            throw new ReportException(String.format(
                    Locale.ROOT,
                    "%sits histogram holds %,d latencies, its end tells of %,d. The line was damaged: look at the raw output.",
                    where,
                    end.latencies().count(),
                    end.recorded()));
        }
        exact.add(end.whole() == null ? end.latencies() : end.whole());
        SortedMap<Integer, Long> counted = end.statuses();
        if (counted == null) {
            allStatuses = false;
        } else {
            counted.forEach((status, count) -> statuses.merge(status, count, Long::sum));
            checkStatuses(where, counted, end.requests());
        }
        if (end.throttled() != null && !end.throttled().isZero()) {
            report.addWarning(worker.name() + " had no processor for " + Durations.readable(end.throttled())
                    + " because of its container's limit; that time is in the latencies. Raise the limit.");
        }
        WorkerEvent.WrappedEnd.Errors errors = end.errors();
        sum(
                report,
                worker,
                new PrintedReport(
                        "wrk2 (DeathStarBench), wrapped",
                        LatencyBasis.ACTUAL_SEND,
                        end.requests(),
                        end.duration(),
                        printed.map(PrintedReport::sent).orElse(OptionalLong.empty()),
                        new TreeMap<>(),
                        end.recorded(),
                        errors.status(),
                        errors.connect() + errors.read() + errors.write() + errors.timeout() == 0
                                ? ""
                                : "connect " + errors.connect() + ", read " + errors.read() + ", write "
                                        + errors.write() + ", timeout " + errors.timeout(),
                        errors.connect() + errors.read() + errors.write()));
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
        if (!printed.errors().isEmpty()) {
            report.addWarning(worker.name() + " counted socket errors: " + printed.errors()
                    + ". They are events on connections, not requests.");
        }
        if (printed.brokenConnections() > 0 && printed.basis() == LatencyBasis.ACTUAL_SEND) {
            report.addWarning(
                    "After a lost request this wrk2 counts the latencies of that connection from an earlier request:"
                            + " they are too long.");
        }
        if (!stopped && printed.duration().toNanos() < ENOUGH * spec.duration().toNanos()) {
            report.incompleteBecause(worker.name() + " ran for " + Durations.readable(printed.duration()) + " of "
                    + Durations.readable(spec.duration())
                    + ", and does not say why. Look at its raw output, and for a stop in its script.");
        }
    }

    private static void checkStatuses(String where, SortedMap<Integer, Long> counted, long requests) {
        long sum = counted.values().stream().mapToLong(Long::longValue).sum();
        if (sum != requests) {
            throw new ReportException(String.format(
                    Locale.ROOT,
                    "%sits status codes tell of %,d answers, its end of %,d. The line was damaged, or the script has a response()"
                            + " that hides answers: look at the raw output.",
                    where,
                    sum,
                    requests));
        }
    }

    /** Seconds of the answers, for want of those of the intended starts. */
    private void timeline(WorkloadReport.Builder report) {
        OptionalLong first = workers.stream()
                .flatMap(worker -> worker.wrappedSeconds().stream())
                .mapToLong(WorkerEvent.WrappedInterval::epochSecond)
                .min();
        if (first.isEmpty()) {
            return;
        }
        report.startedAt(Instant.ofEpochSecond(first.getAsLong()));
        report.addWarning(
                "The timeline goes by the second of the answer: this wrk2 does not tell when a request was due.");
        for (WorkerTranscript worker : workers) {
            for (WorkerEvent.WrappedInterval second : worker.wrappedSeconds()) {
                int at = (int) (second.epochSecond() - first.getAsLong());
                cells(second).forEach(cell -> report.addAt(at, cell));
            }
        }
    }

    /** With several outcomes in a second nobody knows whose the latencies are, so there are none. */
    private static List<Cell> cells(WorkerEvent.WrappedInterval second) {
        Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        second.statuses().forEach((status, count) -> outcomes.merge(Outcome.ofStatus(status), count, Long::sum));
        return outcomes.entrySet().stream()
                .map(outcome -> new Cell(
                        ALL,
                        outcome.getKey(),
                        outcome.getValue(),
                        outcomes.size() == 1 && second.latencies().count() <= outcome.getValue()
                                ? second.latencies()
                                : null))
                .toList();
    }
}
