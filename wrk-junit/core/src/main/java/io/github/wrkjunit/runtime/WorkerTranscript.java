// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.report.CellTable;
import io.github.wrkjunit.report.SecondHealth;
import io.github.wrkjunit.report.export.EventReader;
import io.github.wrkjunit.report.export.ReportException;
import io.github.wrkjunit.report.export.WorkerEvent;
import io.github.wrkjunit.report.text.WrkOutput;
import io.github.wrkjunit.report.text.WrkTextException;
import io.github.wrkjunit.report.text.WrkTextParser;
import io.github.wrkjunit.spec.Redaction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one worker has printed, sorted as it comes: events, text for the parser, and what went wrong. Nothing is thrown before
 * {@link ReportMerger} looks at it, so that all output can be kept first. Thread-safe.
 */
public final class WorkerTranscript {

    private static final int LAST_LINES = 3;
    private static final int LONGEST_LINE = 200;
    private static final int MOST_CAUSES = 100;
    private static final int LONGEST_CAUSE = 10_000;
    private static final int MOST_NOTES = 100;

    private final int worker;
    private final int workers;
    private final WrkTextParser text = new WrkTextParser();
    private final List<String> causes = new ArrayList<>();
    private final List<String> errorCauses = new ArrayList<>();
    private final Deque<String> lastLines = new ArrayDeque<>();
    private final SortedMap<Integer, SortedMap<Integer, CellTable>> seconds = new TreeMap<>();
    private final SortedMap<Integer, SecondHealth> health = new TreeMap<>();
    private final List<WorkerEvent.WrappedInterval> wrappedSeconds = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int lines;
    private int endLine;
    private int problemLine;
    private WorkerEvent.@Nullable Started started;
    private WorkerEvent.@Nullable End end;
    private WorkerEvent.@Nullable WrappedStart wrappedStart;
    private WorkerEvent.@Nullable WrappedEnd wrappedEnd;
    private WorkerEvent.@Nullable Failure failure;
    private @Nullable ReportException problem;
    private @Nullable WrkTextException textProblem;
    private OptionalInt exitCode = OptionalInt.empty();
    private Optional<String> earlyEnd = Optional.empty();

    /** The transcript of a worker, from 0, of a number of workers. */
    public WorkerTranscript(int worker, int workers) {
        this.worker = worker;
        this.workers = workers;
    }

    /**
     * Takes a line of standard output.
     *
     * @return the event in it, for those who watch; empty for text, and for a damaged event
     */
    public synchronized Optional<WorkerEvent> output(String line) {
        lines++;
        text(line); // events too: the parser counts lines
        if (!EventReader.isEvent(line)) {
            keepCause(line, causes);
            keepLast(line);
            return Optional.empty();
        }
        try {
            WorkerEvent event = EventReader.read(line);
            take(event);
            return Optional.of(event);
        } catch (ReportException | IllegalArgumentException e) { // the latter of sums that are too large
            keepLast(line);
            problem(name() + ", line " + lines + " of its output: " + e.getMessage(), e);
            return Optional.empty();
        }
    }

    /** Counts lines of saved output that were left out, because another program has printed them. */
    synchronized void skipped(long left) {
        lines += (int) left;
        text.skipped(left);
    }

    /** Takes a line of standard error. */
    public synchronized void error(String line) {
        keepCause(line, errorCauses);
        keepLast(line);
    }

    /** Takes a whole sentence of the runtime that a reader of the report should know. */
    public synchronized void noted(String sentence) {
        if (notes.size() < MOST_NOTES) {
            notes.add(Redaction.text(sentence));
        }
    }

    /** Takes the exit code, when the worker has ended and all its lines are here. */
    public synchronized void exited(int code) {
        exitCode = OptionalInt.of(code);
    }

    /** Takes why somebody else has ended the worker early, in whole sentences. */
    public synchronized void endedEarly(String because) {
        earlyEnd = Optional.of(because);
    }

    /** What messages call the worker, such as {@code Worker 2 of 4}. */
    String name() {
        return workers == 1 ? "The worker" : "Worker " + (worker + 1) + " of " + workers;
    }

    synchronized Optional<WorkerEvent.Started> started() {
        return Optional.ofNullable(started);
    }

    synchronized Optional<WorkerEvent.End> end() {
        return Optional.ofNullable(end);
    }

    synchronized Optional<WorkerEvent.WrappedEnd> wrappedEnd() {
        return Optional.ofNullable(wrappedEnd);
    }

    synchronized Optional<WorkerEvent.WrappedStart> wrappedStart() {
        return Optional.ofNullable(wrappedStart);
    }

    synchronized List<WorkerEvent.WrappedInterval> wrappedSeconds() {
        return List.copyOf(wrappedSeconds);
    }

    synchronized Optional<WorkerEvent.Failure> failure() {
        return Optional.ofNullable(failure);
    }

    /** The number of the line that held the end. */
    synchronized int endLine() {
        return endLine;
    }

    /** What the intervals have told so far, by second and by the number of marks before. */
    synchronized SortedMap<Integer, SortedMap<Integer, CellTable>> seconds() {
        return seconds;
    }

    /** What the intervals have told so far of the worker's own health, by second. */
    synchronized SortedMap<Integer, SecondHealth> health() {
        return health;
    }

    /** What the text tells; empty if it holds no report, or is damaged. */
    synchronized Optional<PrintedReport> printed() {
        try {
            return Optional.of(PrintedReport.of(text()));
        } catch (WrkTextException e) {
            return Optional.empty(); // no report, or half of one: who needs it tells how the worker ended
        }
    }

    /**
     * All that the text tells.
     *
     * @throws WrkTextException if it holds no report, or is damaged
     */
    synchronized WrkOutput text() {
        if (textProblem != null) {
            throw textProblem;
        }
        return text.end();
    }

    /** Why the text cannot be read, in a whole sentence; empty if nothing in it is damaged. */
    synchronized Optional<String> textProblem() {
        return Optional.ofNullable(textProblem).map(e -> Redaction.text(String.valueOf(e.getMessage())));
    }

    /** The lines of standard output that may tell why the worker has failed. */
    synchronized List<String> causes() {
        return List.copyOf(causes);
    }

    /** The lines of standard error that may tell why the worker has failed. */
    synchronized List<String> errorCauses() {
        return List.copyOf(errorCauses);
    }

    synchronized OptionalInt exitCode() {
        return exitCode;
    }

    /** Why it was made to end early, as the end of a sentence; {@code otherwise} if that is not known. */
    synchronized String earlyEnd(String otherwise) {
        return earlyEnd.map(because -> ". " + because).orElse(otherwise);
    }

    /** What a reader should know, each a whole sentence. */
    synchronized List<String> notes() {
        return List.copyOf(notes);
    }

    /** The first event that could not be understood; a last line that was cut by the worker's own end is none. */
    synchronized Optional<ReportException> problem() {
        boolean cut = problemLine == lines && end == null && wrappedEnd == null;
        return cut ? Optional.empty() : Optional.ofNullable(problem);
    }

    /** How it ended, for messages: exit code and last lines. */
    synchronized String ending() {
        String code = exitCode.isPresent() ? " (exit code " + exitCode.getAsInt() + ")" : "";
        return lastLines.isEmpty()
                ? code + "; it printed nothing"
                : code + "; its last lines: \""
                        + lastLines.stream().map(WorkerTranscript::shown).collect(Collectors.joining("\", \"")) + "\"";
    }

    private static String shown(String line) {
        String shown = Redaction.text(line);
        return shown.length() > LONGEST_LINE ? shown.substring(0, LONGEST_LINE - 3) + "..." : shown;
    }

    private void take(WorkerEvent event) {
        if (event instanceof WorkerEvent.Interval interval) {
            if (end != null) {
                problem(
                        name() + ", line " + lines + " of its output: an interval after the end in line " + endLine
                                + ". This is a defect of the generator: report it with the raw output.",
                        null);
            }
            if (!interval.cells().isEmpty()) {
                seconds.computeIfAbsent(interval.second(), second -> new TreeMap<>())
                        .computeIfAbsent(interval.marks(), marks -> new CellTable())
                        .addAll(interval.cells());
            }
            interval.health().ifPresent(second -> health.merge(interval.second(), second, SecondHealth::plus));
        } else if (event instanceof WorkerEvent.WrappedInterval interval) {
            wrappedSeconds.add(interval);
        } else if (event instanceof WorkerEvent.WrappedStart only) {
            once(wrappedStart, "started");
            wrappedStart = only;
        } else if (event instanceof WorkerEvent.Started only) {
            once(started, "started");
            started = only;
        } else if (event instanceof WorkerEvent.End only) {
            once(end, "end");
            end = only;
            endLine = lines;
        } else if (event instanceof WorkerEvent.WrappedEnd only) {
            once(wrappedEnd, "end");
            wrappedEnd = only;
            endLine = lines;
        } else if (event instanceof WorkerEvent.Failure first) {
            failure = failure == null ? first : failure;
        } else if (event instanceof WorkerEvent.Unknown unknown && notes.size() < MOST_NOTES) {
            notes.add(name() + " told of \"" + Redaction.text(unknown.name())
                    + "\", an event of a later version; it was ignored. Update wrk-junit-core to read it.");
        }
    }

    private void once(@Nullable WorkerEvent before, String event) {
        if (before != null) {
            problem(
                    name() + ", line " + lines + " of its output: a second \"" + event
                            + "\". This is a defect of the generator: report it with the raw output.",
                    null);
        }
    }

    private void problem(String message, @Nullable Throwable cause) {
        if (problem == null) {
            problem = new ReportException(message, cause);
            problemLine = lines;
        }
    }

    private void text(String line) {
        if (textProblem == null) {
            try {
                text.line(line);
            } catch (WrkTextException e) {
                textProblem = e;
            }
        }
    }

    private static void keepCause(String line, List<String> kept) {
        if (kept.size() < MOST_CAUSES && line.length() <= LONGEST_CAUSE && FailureCause.mayTell(line)) {
            kept.add(line);
        }
    }

    private void keepLast(String line) {
        if (line.isBlank()) {
            return;
        }
        lastLines.add(line.substring(0, Math.min(line.length(), LONGEST_CAUSE)).strip());
        if (lastLines.size() > LAST_LINES) {
            lastLines.remove();
        }
    }
}
