// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.report.Cell;
import io.github.wrkjunit.report.CellTable;
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
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Adds up workers that account for each request by events. One thread at a time. */
final class EventMerge {

    private static final Duration SAME_START = Duration.ofSeconds(1);
    private static final double ENOUGH = 0.9;
    private static final String DEFECT = ". This is a defect of the generator: report it with the raw output.";

    private final WorkloadSpec spec;
    private final List<WorkerTranscript> workers;
    private final boolean stopped;
    private final Instant first;
    private Duration offeredFor = Duration.ZERO;
    private Duration elapsed = Duration.ZERO;

    EventMerge(WorkloadSpec spec, List<WorkerTranscript> workers, boolean stopped) {
        this.spec = spec;
        this.workers = workers;
        this.stopped = stopped;
        this.first = workers.stream()
                .map(worker -> started(worker).startedAt())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    void addTo(WorkloadReport.Builder report) {
        for (WorkerTranscript worker : workers) {
            worker.seconds()
                    .forEach((second, parts) -> parts.forEach(
                            (marks, table) -> table.cells().forEach(cell -> report.addAt(second, marks, cell))));
            worker.health().forEach(report::addHealthAt);
            Optional<WorkerEvent.End> end = worker.end();
            if (end.isPresent()) {
                check(worker, end.get());
                add(report, worker, end.get());
            } else {
                addWithoutEnd(report, worker);
            }
        }
        report.startedAt(first)
                .offeredFor(offeredFor)
                .elapsed(elapsed)
                .generator(distinct())
                .latencyBasis(basis(report));
        StockNotes.addThrottled(report, workers);
        tellOfStarts(report);
        workers.forEach(worker -> worker.textProblem()
                .ifPresent(sentence -> report.addWarning(worker.name()
                        + " printed text that cannot be read; its events tell all the same. " + sentence)));
    }

    private void add(WorkloadReport.Builder report, WorkerTranscript worker, WorkerEvent.End end) {
        end.cells().forEach(report::add);
        end.statuses().forEach(report::addStatus);
        end.warnings().forEach(report::addWarning);
        report.addBytesRead(end.bytesRead()).addHealth(end.health());
        if (end.throttled() != null) {
            StockNotes.tellOfThrottling(report, worker, end.throttled(), end.offeredFor());
        }
        lasted(worker, end.offeredFor(), end.elapsed());
        String cut = worker.name() + " was cut after " + Durations.readable(end.offeredFor()) + " of "
                + Durations.readable(spec.duration());
        switch (end.reason()) {
            case SIGNAL -> {
                if (!stopped) { // a runtime may have no other way to stop it
                    report.incompleteBecause(cut + " by a signal"
                            + worker.earlyEnd(". Let it run to its end, or stop it by RunningWorkload.stop()."));
                }
            }
            case STOPPED -> {
                if (!stopped) {
                    report.incompleteBecause(cut + ": it was stopped, but not by the test"
                            + worker.earlyEnd(". Look at its raw output."));
                }
            }
            case SCRIPT -> {
                if (!stopped
                        && end.offeredFor().toNanos() < ENOUGH * spec.duration().toNanos()) {
                    report.incompleteBecause(
                            cut + " by its script. A load that is shorter than asked carries no verdict.");
                } else {
                    report.addWarning(cut + " by its script.");
                }
            }
            case DURATION -> {
                if (!stopped
                        && end.offeredFor().toNanos() < ENOUGH * spec.duration().toNanos()) {
                    report.incompleteBecause(cut + worker.earlyEnd(", and does not say why" + DEFECT));
                }
            }
        }
    }

    /** What its intervals have told is all that is known; the report is incomplete. */
    private void addWithoutEnd(WorkloadReport.Builder report, WorkerTranscript worker) {
        CellTable told = sum(worker);
        told.cells().forEach(report::add);
        Duration upTo = worker.seconds().isEmpty()
                ? Duration.ZERO
                : Duration.ofSeconds(worker.seconds().lastKey() + 1L);
        lasted(worker, upTo, upTo);
        report.incompleteBecause(worker.name() + " ended without its report" + worker.ending()
                + ". " + FailureCause.meaning(worker.exitCode())
                + "The report holds what it had told until then" + worker.earlyEnd(". Look at its raw output."));
    }

    private void lasted(WorkerTranscript worker, Duration offered, Duration took) {
        offeredFor = max(offeredFor, offered);
        elapsed = max(
                elapsed, Duration.between(first, started(worker).startedAt()).plus(took));
    }

    private static void check(WorkerTranscript worker, WorkerEvent.End end) {
        String where = worker.name() + ", line " + worker.endLine() + " of its output: ";
        for (Cell cell : end.cells()) {
            checkLatencies(where, cell);
        }
        CellTable ended = new CellTable();
        ended.addAll(end.cells());
        checkSame(where, sum(worker).cells(), ended.cells());
        long answered = answered(ended.cells());
        long statuses =
                end.statuses().values().stream().mapToLong(Long::longValue).sum();
        checkEqual(where, "its status codes", statuses, "its outcomes", answered, "answers");
        worker.printed().ifPresent(printed -> {
            checkEqual(where, "its text", printed.requests(), "its end", answered, "answers");
            long bad = end.statuses().tailMap(400).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            checkEqual(where, "its text", printed.bad(), "its end", bad, "answers with a status above 399");
        });
    }

    private static void checkLatencies(String where, Cell cell) {
        boolean measured = cell.outcome().group() == Outcome.Group.ANSWERED
                || cell.outcome().group() == Outcome.Group.FAILED;
        long latencies = latencies(cell).count();
        if (measured && latencies != cell.count()) {
            throw new ReportException(where + name(cell) + ": " + number(cell.count()) + " requests have "
                    + number(latencies) + " latencies" + DEFECT);
        }
    }

    /** The intervals add up to the end, exactly: each count and each bucket. */
    private static void checkSame(String where, List<Cell> told, List<Cell> ended) {
        Iterator<Cell> expected = nonEmpty(ended).iterator();
        for (Cell sum : nonEmpty(told)) {
            Cell end = expected.hasNext() ? expected.next() : sum;
            if (!name(sum).equals(name(end))) {
                throw new ReportException(where + "its intervals and its end tell of different requests, first of "
                        + name(sum) + " and " + name(end) + DEFECT);
            }
            checkEqual(where, "its intervals", sum.count(), "its end", end.count(), name(sum));
            if (!latencies(sum).equals(latencies(end))) {
                throw new ReportException(
                        where + "its intervals tell of other latencies than its end: " + name(sum) + DEFECT);
            }
        }
        long sums = nonEmpty(told).size();
        long ends = nonEmpty(ended).size();
        checkEqual(where, "its intervals", sums, "its end", ends, "kinds of requests");
    }

    private static LatencyHistogram latencies(Cell cell) {
        return cell.latencies().orElseGet(LatencyHistogram::create);
    }

    private static void checkEqual(String where, String one, long left, String other, long right, String what) {
        if (left != right) {
            throw new ReportException(where + one + " and " + other + " disagree: " + number(left) + " and "
                    + number(right) + " " + what + DEFECT);
        }
    }

    private static CellTable sum(WorkerTranscript worker) {
        CellTable sum = new CellTable();
        worker.seconds().values().forEach(parts -> parts.values().forEach(table -> sum.addAll(table.cells())));
        return sum;
    }

    private static List<Cell> nonEmpty(Collection<Cell> cells) {
        return cells.stream().filter(cell -> cell.count() > 0).toList();
    }

    private static long answered(List<Cell> cells) {
        return cells.stream()
                .filter(cell -> cell.outcome().group() == Outcome.Group.ANSWERED)
                .mapToLong(Cell::count)
                .sum();
    }

    private String distinct() {
        return workers.stream()
                .map(worker -> started(worker).generator())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private LatencyBasis basis(WorkloadReport.Builder report) {
        List<LatencyBasis> all = workers.stream()
                .map(worker -> started(worker).basis())
                .distinct()
                .toList();
        if (all.size() == 1) {
            return all.get(0);
        }
        report.addWarning("The workers count latencies from different moments. Run the same program in all workers.");
        return LatencyBasis.UNKNOWN;
    }

    private void tellOfStarts(WorkloadReport.Builder report) {
        Duration apart = workers.stream()
                .map(worker -> Duration.between(first, started(worker).startedAt()))
                .reduce(Duration.ZERO, EventMerge::max);
        if (apart.compareTo(SAME_START) > 0) {
            report.addWarning("The workers started up to " + Durations.readable(apart)
                    + " apart; each second of the timeline is counted from each worker's own start.");
        }
    }

    private static WorkerEvent.Started started(WorkerTranscript worker) {
        return worker.started().orElseThrow();
    }

    private static Duration max(Duration left, Duration right) {
        return left.compareTo(right) >= 0 ? left : right;
    }

    private static String name(Cell cell) {
        return cell.operation() + " " + cell.outcome().key();
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
