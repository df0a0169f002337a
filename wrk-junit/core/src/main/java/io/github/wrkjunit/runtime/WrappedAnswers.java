// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.report.Cell;
import io.github.wrkjunit.report.CellTable;
import io.github.wrkjunit.report.LatencyHistogram;
import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.report.export.ReportException;
import io.github.wrkjunit.report.export.WorkerEvent;
import io.github.wrkjunit.spec.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The answers of a stock wrk2 under the wrapper script, by outcome and second, with those latencies whose outcome is known.
 * What contradicts itself is an error. Stateless.
 */
final class WrappedAnswers {

    /** Between the start and the first request there is only the script's setup(). */
    private static final long LONGEST_SETUP_SECONDS = 3600;

    private static final String DAMAGED = "The line was damaged: look at the raw output.";

    private WrappedAnswers() {}

    /** The answers of the whole run; there is a count per status in the end. */
    static List<Cell> all(WorkerTranscript worker, WorkerEvent.WrappedEnd end) {
        SortedMap<Integer, Long> statuses = end.statuses() == null ? new TreeMap<>() : end.statuses();
        CellTable table = new CellTable();
        SortedMap<Integer, Long> told = new TreeMap<>();
        for (WorkerEvent.WrappedInterval second : worker.wrappedSeconds()) {
            second.statuses().forEach((status, count) -> told.merge(status, count, Long::sum));
            table.addAll(cells(second.statuses(), second.latencies()));
        }
        if (!worker.wrappedSeconds().isEmpty() && !told.equals(statuses)) {
            throw new ReportException(place(worker) + "its seconds tell of the status codes " + told + ", its end of "
                    + statuses + ". A line is missing or damaged: look at the raw output.");
        }
        if (areSplit(worker)) {
            return table.cells();
        }
        // of one status the histogram's latencies are as well
        return cells(statuses, statuses.size() == 1 ? Map.of(statuses.firstKey(), measured(end)) : Map.of());
    }

    /** The latencies of the whole run's answers where it is not known which status they had; empty if that is known, or if some are no answers. */
    static Optional<LatencyHistogram> unsplit(WorkerTranscript worker, WorkerEvent.WrappedEnd end) {
        SortedMap<Integer, Long> statuses = end.statuses() == null ? new TreeMap<>() : end.statuses();
        boolean allAnswers = statuses.keySet().stream()
                .allMatch(status -> Outcome.ofStatus(status).group() == Outcome.Group.ANSWERED);
        return !areSplit(worker) && statuses.size() > 1 && allAnswers
                ? Optional.ofNullable(fitting(measured(end), end.requests()))
                : Optional.empty();
    }

    private static boolean areSplit(WorkerTranscript worker) {
        return worker.wrappedSeconds().stream()
                .anyMatch(second -> !second.latencies().isEmpty());
    }

    /** The latencies of the whole run, or those that wrk2 itself has kept. */
    static LatencyHistogram measured(WorkerEvent.WrappedEnd end) {
        return end.whole() == null ? end.latencies() : end.whole();
    }

    /**
     * Adds the seconds of the answers to the timeline, for want of those of the intended starts. They are seconds of the day's clock;
     * second 0 is the one in which the first worker started, and the report begins with it, so that both agree.
     */
    static void addTimeline(WorkloadReport.Builder report, List<WorkerTranscript> workers) {
        OptionalLong second0 = firstSecond(workers);
        if (second0.isEmpty()) {
            started(workers).ifPresent(report::startedAt);
            return;
        }
        report.addWarning(
                "The timeline goes by the second of the answer: this wrk2 does not tell when a request was due."
                        + " Its first and its last second are cut by the run.");
        for (WorkerTranscript worker : workers) {
            if (worker.wrappedStart().isEmpty()) {
                report.addWarning(worker.name() + " does not tell when it started, so windows may be placed wrongly.");
            }
        }
        long first = second0.getAsLong();
        report.startedAt(Instant.ofEpochSecond(first));
        for (WorkerTranscript worker : workers) {
            for (WorkerEvent.WrappedInterval second : worker.wrappedSeconds()) {
                int at = (int) (second.epochSecond() - first);
                cells(second.statuses(), second.latencies()).forEach(cell -> report.addAt(at, cell));
            }
        }
    }

    /** How far into second 0 of the timeline the load has started, from which windows are counted. */
    static Duration clockStart(List<WorkerTranscript> workers) {
        OptionalLong second0 = firstSecond(workers);
        return second0.isEmpty()
                ? Duration.ZERO
                : started(workers)
                        .map(started -> Duration.between(Instant.ofEpochSecond(second0.getAsLong()), started))
                        .orElse(Duration.ZERO);
    }

    /** The second of the day's clock in which the first worker started, or was answered if it does not tell; empty without answers. */
    private static OptionalLong firstSecond(List<WorkerTranscript> workers) {
        OptionalLong answered = workers.stream()
                .flatMap(worker -> worker.wrappedSeconds().stream())
                .mapToLong(WorkerEvent.WrappedInterval::epochSecond)
                .min();
        return answered.isEmpty()
                ? answered
                : LongStream.concat(answered.stream(), started(workers).stream().mapToLong(Instant::getEpochSecond))
                        .min();
    }

    private static Optional<Instant> started(List<WorkerTranscript> workers) {
        return workers.stream()
                .flatMap(worker -> worker.wrappedStart().stream())
                .map(WorkerEvent.WrappedStart::startedAt)
                .min(Instant::compareTo);
    }

    /** Sees to it that text and events of a worker tell the same. */
    static void check(WorkerTranscript worker, WorkerEvent.WrappedEnd end, Optional<PrintedReport> printed) {
        String where = place(worker);
        if (printed.isPresent() && printed.get().requests() != end.requests()) {
            throw new ReportException(String.format(
                    Locale.ROOT,
                    "%sits text tells of %,d requests, its end of %,d. Both come from the same program: look at the raw output.",
                    where,
                    printed.get().requests(),
                    end.requests()));
        }
        printed.ifPresent(text -> checkSent(where, text));
        if (end.latencies().count() != end.recorded()) {
            throw new ReportException(String.format(
                    Locale.ROOT,
                    "%sits histogram holds %,d latencies, its end tells of %,d. %s",
                    where,
                    end.latencies().count(),
                    end.recorded(),
                    DAMAGED));
        }
        if (end.statuses() != null) {
            checkStatuses(where, end.statuses(), end.requests());
        }
        worker.wrappedStart().ifPresent(start -> checkSeconds(worker, where, end, start));
        if (end.whole() != null) {
            checkWhole(worker, where, end.whole());
        }
    }

    /** The wrapper counts seconds by the clock of its machine; one that was set meanwhile makes the timeline, and wrk2's latencies, worthless. */
    private static void checkSeconds(
            WorkerTranscript worker, String where, WorkerEvent.WrappedEnd end, WorkerEvent.WrappedStart start) {
        long first = start.startedAt().getEpochSecond();
        long latest = first + end.duration().toSeconds() + LONGEST_SETUP_SECONDS;
        for (WorkerEvent.WrappedInterval second : worker.wrappedSeconds()) {
            if (second.epochSecond() < first || second.epochSecond() > latest) {
                throw new ReportException(String.format(
                        Locale.ROOT,
                        "%sit started at %s, ran for %s, and tells of answers at %s. Its machine's clock was set meanwhile, or a line was damaged:"
                                + " look at the raw output, and run the load again.",
                        where,
                        start.startedAt(),
                        Durations.readable(end.duration()),
                        Instant.ofEpochSecond(second.epochSecond())));
            }
        }
    }

    /**
     * Sees to it that no more was answered than sent. Where a connection broke or was closed that is possible: a request counts as sent when it is
     * written to its end, and an answer may come before (wrk2/SPEC.md c.4).
     */
    static void checkSent(String where, PrintedReport printed) {
        long sent = printed.sent().orElse(printed.requests());
        if (sent < printed.requests() && printed.brokenConnections() == 0 && printed.reconnects() == 0) {
            throw new ReportException(String.format(
                    Locale.ROOT,
                    "%sits text tells of %,d answers to %,d requests that it has sent. Both come from the same program: look at the raw output.",
                    where,
                    printed.requests(),
                    sent));
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

    /** Each latency is in a second; those of several statuses in one second are not told by the first wrapper. */
    private static void checkWhole(WorkerTranscript worker, String where, LatencyHistogram whole) {
        LatencyHistogram sum = LatencyHistogram.create();
        for (WorkerEvent.WrappedInterval second : worker.wrappedSeconds()) {
            if (second.latencies().isEmpty()) {
                return;
            }
            second.latencies().values().forEach(sum::add);
        }
        if (!sum.equals(whole)) {
            throw new ReportException(String.format(
                    Locale.ROOT,
                    "%sits seconds tell of %,d latencies, its end of %,d or of others. A line is missing or damaged: look at the raw output.",
                    where,
                    sum.count(),
                    whole.count()));
        }
    }

    private static List<Cell> cells(SortedMap<Integer, Long> statuses, Map<Integer, LatencyHistogram> latencies) {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        Map<Outcome, LatencyHistogram> known = new EnumMap<>(Outcome.class);
        statuses.forEach((status, count) -> {
            Outcome outcome = Outcome.ofStatus(status);
            counts.merge(outcome, count, Long::sum);
            LatencyHistogram ofStatus = latencies.get(status);
            if (ofStatus != null) {
                known.computeIfAbsent(outcome, none -> LatencyHistogram.create())
                        .add(ofStatus);
            }
        });
        return counts.entrySet().stream()
                .map(outcome -> new Cell(
                        Cell.ALL_OPERATIONS,
                        outcome.getKey(),
                        outcome.getValue(),
                        fitting(known.get(outcome.getKey()), outcome.getValue())))
                .toList();
    }

    /** A second's edge may put a latency beside its answer. */
    private static @Nullable LatencyHistogram fitting(@Nullable LatencyHistogram latencies, long count) {
        return latencies != null && latencies.count() <= count ? latencies : null;
    }

    private static String place(WorkerTranscript worker) {
        return worker.name() + ", line " + worker.endLine() + " of its output: ";
    }
}
