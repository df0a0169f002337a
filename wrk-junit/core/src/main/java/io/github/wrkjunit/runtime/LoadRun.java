// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.report.Cell;
import io.github.wrkjunit.report.ReportWindow;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.report.export.WorkerEvent;
import io.github.wrkjunit.report.export.WorkerFailedException;
import io.github.wrkjunit.spec.Durations;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One load of a run: its workers, its clock, its windows, the use of its report. Guarded by the run's lock, but for what is final. */
final class LoadRun {

    /** A generator without events says nothing when it starts; by then it certainly has. */
    private static final Duration SILENT_START = Duration.ofSeconds(5);

    private final PreparedLoad load;
    private final String subject;
    private final Path folder;
    private final String again;
    private final RunOptions options;
    private final ProgressLine progress;
    private final ReportUse use = new ReportUse();
    private final List<WorkerRun> workers = new ArrayList<>();
    private final Map<String, Span> spans = new LinkedHashMap<>();
    private final SortedMap<Integer, List<Duration>> confirmedMarks = new TreeMap<>();
    private int marks;
    private OptionalLong beginNs = OptionalLong.empty();
    private OptionalLong startNs = OptionalLong.empty();
    private OptionalLong endNs = OptionalLong.empty();
    private int working;
    private boolean stopped;
    private String earlyEnd = "";

    /** When a window begins or ends: on the run's clock, and by the number of the mark that the workers were asked for, 0 if none. */
    record Edge(long nowNs, int mark) {}

    /** A window between two moments: where it is in the load is known when the load has told of its start. */
    private record Span(Edge from, Edge to) {}

    LoadRun(PreparedLoad load, String subject, Path folder, String again, RunOptions options) {
        this.load = load;
        this.subject = subject;
        this.folder = folder;
        this.again = again;
        this.options = options;
        this.progress = new ProgressLine(load.spec());
    }

    WorkloadSpec spec() {
        return load.spec();
    }

    String subject() {
        return subject;
    }

    Path folder() {
        return folder;
    }

    ReportUse use() {
        return use;
    }

    List<WorkerRun> workers() {
        return workers;
    }

    void add(WorkerRun worker) {
        workers.add(worker);
        working++;
    }

    void begun(long nowNs) {
        beginNs = OptionalLong.of(nowNs);
    }

    void started(long nowNs) {
        if (startNs.isEmpty()) {
            startNs = OptionalLong.of(nowNs);
        }
    }

    void interval(List<Cell> cells) {
        progress.add(cells);
    }

    /** Whether a worker has told by itself that it failed. */
    boolean hasReported() {
        return workers.stream().anyMatch(worker -> worker.transcript().failure().isPresent());
    }

    void stopped() {
        stopped = true;
    }

    /** Notes that the load is ended before its time, and not by the test's own {@code stop()}. */
    void endedEarly(String why, long nowNs) {
        if (!hasEnded() && earlyEnd.isEmpty()) {
            earlyEnd = why + " after " + Durations.readable(elapsed(nowNs)) + " of "
                    + Durations.readable(spec().duration()) + ", so this report covers only that part of the load.";
        }
    }

    boolean isStopped() {
        return stopped;
    }

    /** Notes that one more worker has ended. */
    void workerOver(long nowNs) {
        working--;
        if (working == 0) {
            endNs = OptionalLong.of(nowNs);
        }
    }

    boolean hasEnded() {
        return endNs.isPresent();
    }

    /** Whether the clock of the load has started. */
    boolean hasStarted(long nowNs) {
        return startNs(nowNs).isPresent();
    }

    Duration elapsed(long nowNs) {
        OptionalLong start = startNs(nowNs);
        return start.isEmpty() ? Duration.ZERO : Duration.ofNanos(Math.max(0, endNs.orElse(nowNs) - start.getAsLong()));
    }

    private OptionalLong startNs(long nowNs) {
        if (startNs.isPresent() || beginNs.isEmpty()) {
            return startNs;
        }
        long silentNs = beginNs.getAsLong() + spec().warmup().toNanos();
        return nowNs - silentNs >= SILENT_START.toNanos() ? OptionalLong.of(silentNs) : OptionalLong.empty();
    }

    String progressLine(long nowNs) {
        return progress.text(elapsed(nowNs));
    }

    /** Asks all workers for a mark; gives its number, or 0 if one of them cannot set any. The caller lets no other do so meanwhile. */
    int askForMark() {
        boolean all = true;
        marks++;
        for (WorkerRun worker : workers) {
            all &= worker.worker().mark(marks);
        }
        return all ? marks : 0;
    }

    void confirmed(WorkerEvent.Mark mark) {
        confirmedMarks
                .computeIfAbsent(mark.number(), number -> new ArrayList<>())
                .add(mark.offset());
    }

    /** Whether all workers have set this mark. */
    boolean isConfirmed(int mark) {
        return confirmedMarks.getOrDefault(mark, List.of()).size() == workers.size();
    }

    void window(String name, Edge from, Edge to) {
        long endedNs = endNs.orElse(to.nowNs());
        spans.put(name, new Span(from, endedNs < to.nowNs() ? new Edge(endedNs, 0) : to));
    }

    boolean hasWindow(String name) {
        return spans.containsKey(name);
    }

    /** Those that are in the load, as far as they are. */
    Map<String, ReportWindow> windows() {
        Map<String, ReportWindow> windows = new LinkedHashMap<>();
        long zeroNs = zeroNs();
        spans.forEach((name, span) -> {
            if (span.to().nowNs() >= zeroNs) {
                windows.put(name, window(span, zeroNs));
            }
        });
        return windows;
    }

    private ReportWindow window(Span span, long zeroNs) {
        // of a window whose end the workers should have marked, and have not, no edge is exact
        boolean isWhole = span.to().mark() == 0 || isConfirmed(span.to().mark());
        OptionalInt begin = isWhole ? confirmed(span.from()) : OptionalInt.empty();
        OptionalInt end = begin.isPresent() ? confirmed(span.to()) : OptionalInt.empty();
        Duration from = begin.isPresent()
                ? offset(begin.getAsInt())
                : Duration.ofNanos(Math.max(0, span.from().nowNs() - zeroNs));
        Duration to = end.isPresent()
                ? offset(end.getAsInt())
                : Duration.ofNanos(span.to().nowNs() - zeroNs);
        return new ReportWindow(from, to.compareTo(from) < 0 ? from : to, begin, end);
    }

    private OptionalInt confirmed(Edge edge) {
        return isConfirmed(edge.mark()) ? OptionalInt.of(edge.mark()) : OptionalInt.empty();
    }

    private Duration offset(int mark) {
        // by the clock that started first, which is that of the report
        return Collections.max(confirmedMarks.getOrDefault(mark, List.of()));
    }

    /** A generator that does not tell of its start is taken to have started as soon as it was let. */
    private long zeroNs() {
        return startNs.orElseGet(() -> beginNs.orElse(0) + spec().warmup().toNanos());
    }

    /** How long the load may take from its begin. */
    Duration limit() {
        WorkloadSpec spec = spec();
        return spec.warmup().plus(spec.duration()).plus(spec.timeout()).plus(options.grace());
    }

    /** Adds what only the run knows to what the workers have told. */
    void complete(WorkloadReport.Builder report) {
        report.evidence(folder).again(again).rules(options.rules());
        load.warnings().forEach(report::addWarning);
        if (!earlyEnd.isEmpty()) {
            report.addWarning(earlyEnd);
        }
        long zeroNs = zeroNs();
        spans.forEach((name, span) -> {
            if (span.to().nowNs() < zeroNs) {
                report.addWarning("Window \"" + name + "\" ended before the load started, so it is no part of it."
                        + " Wait for the load first, by awaitElapsed.");
            }
        });
        for (WorkerRun worker : workers) {
            worker.notKept()
                    .ifPresent(e -> report.addWarning(
                            "The raw output of " + worker.label() + " is not all on disk: " + e.getMessage() + "."));
        }
    }

    /** Why the run has failed though the worker has ended by itself; null if it has not, as far as can be told without the others. */
    @Nullable
    WorkloadException judge(WorkerRun worker, int exitCode, long nowNs) {
        WorkerTranscript told = worker.transcript();
        boolean reports = told.end().isPresent() || told.wrappedEnd().isPresent();
        if (told.failure().isEmpty() && (exitCode == 0 || reports)) {
            return null;
        }
        try {
            ReportMerger.merge(spec(), List.of(told), stopped);
        } catch (WorkerFailedException e) {
            return failure(String.valueOf(e.getMessage()), worker, e);
        } catch (RuntimeException e) {
            // No report, as an exit code other than 0 says better.
        }
        return failure(
                worker.label() + " ended with exit code " + exitCode + " after " + Durations.readable(sinceBegin(nowNs))
                        + ". " + FailureCause.meaning(OptionalInt.of(exitCode)) + worker.lastLines(),
                worker,
                null);
    }

    /** The failure of a worker that did not end by itself, or not in time. */
    WorkloadException lost(WorkerRun worker, Throwable cause, long nowNs) {
        if (cause instanceof WorkerLostException whole) {
            return WorkloadException.of(
                    subject + ": " + worker.hideSecrets(String.valueOf(whole.getMessage())) + "\n" + worker.evidence(),
                    whole);
        }
        if (sinceBegin(nowNs).compareTo(limit()) < 0) {
            return failure(
                    worker.label() + " was lost after " + Durations.readable(sinceBegin(nowNs)) + ": "
                            + sentence(String.valueOf(cause.getMessage())) + " " + worker.lastLines(),
                    worker,
                    cause);
        }
        WorkloadSpec spec = spec();
        String parts = (spec.warmup().isZero() ? "" : Durations.readable(spec.warmup()) + " warm-up + ")
                + Durations.readable(spec.duration()) + " run + " + Durations.readable(spec.timeout()) + " timeout + "
                + Durations.readable(options.grace()) + " grace";
        return failure(
                worker.label() + " did not end within " + Durations.readable(limit()) + " (" + parts
                        + ") and was ended. Raise " + KnownSettings.DEADLINE_GRACE + " if it only needs longer",
                worker,
                cause);
    }

    /** The failure of a worker that never was ready to begin. */
    WorkloadException notArmed(WorkerRun worker, Throwable cause) {
        return failure(
                worker.label() + " did not get ready to begin: " + sentence(String.valueOf(cause.getMessage())) + " "
                        + worker.lastLines(),
                worker,
                cause);
    }

    WorkloadException failure(String what, WorkerRun worker, @Nullable Throwable cause) {
        return WorkloadException.of(
                subject + ": " + sentence(what.strip()) + " " + worker.evidence() + " By hand: " + again, cause);
    }

    /** What a load is told that is closed without a report. */
    WorkloadException closedBeforeItsEnd(@Nullable Throwable cause) {
        return new WorkloadException(
                subject + ": the load was closed before its end, so there is no report."
                        + " Call await() before close(), or stop() to end it early.",
                cause);
    }

    /** What is told that waits for something of a load that is over. */
    WorkloadException ended(long nowNs, String therefore) {
        return new WorkloadException(subject + ": the load ended after " + Durations.readable(elapsed(nowNs)) + ", so "
                + therefore + ". Give it a longer duration, or look for who has stopped it.");
    }

    private Duration sinceBegin(long nowNs) {
        return Duration.ofNanos(nowNs - beginNs.orElse(nowNs));
    }

    private static String sentence(String text) {
        return text.endsWith(".") || text.endsWith("?") || text.endsWith("!") ? text : text + ".";
    }
}
