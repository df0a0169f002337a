// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import io.github.wrkjunit.report.export.EventReader;
import io.github.wrkjunit.report.export.ReportException;
import io.github.wrkjunit.report.export.WorkerEvent;
import io.github.wrkjunit.report.export.WorkerEvent.Failure;
import io.github.wrkjunit.report.text.WrkErrorText;
import io.github.wrkjunit.spec.Redaction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Picks from a container's log, line by line, what a diagnosis needs: a bounded amount, however long the log is. Thread-safe. */
public final class LogCollector {

    private static final int LAST_LINES = 5;
    private static final int LONGEST_LINE = 200;
    private static final int MOST_CAUSES = 20;

    /** What the kubelet itself writes into the stream when the container has vanished under it. */
    private static final String NOT_THE_PROGRAM = "rpc error: code = ";

    /** What every wrk and wrk2 prints last but one line. */
    private static final String REPORT = "Requests/sec:";

    /** What an engine and a wrapped wrk2 tell last. */
    private static final String END_EVENT = "\"event\":\"end\"";

    /** What every wrk and wrk2 prints that does not understand its command line, and a line of it that tells an option. */
    private static final String USAGE = "Usage: wrk";

    private static final Pattern OPTION = Pattern.compile("\\s+(-[A-Za-z])[,\\s].*");

    private final List<Failure> failures = new ArrayList<>();
    private final List<WrkErrorText> causes = new ArrayList<>();
    private final Set<String> options = new HashSet<>();
    private final Deque<Repeated> tail = new ArrayDeque<>();
    private String before = "";
    private boolean isInTail;
    private boolean isInUsage;
    private boolean report;
    private boolean ended;
    private Optional<String> problem = Optional.empty();

    private record Repeated(String line, long times) {

        @Override
        public String toString() {
            return times == 1 ? line : line + " (" + times + " times)";
        }
    }

    /** Nothing was read yet. */
    public LogCollector() {}

    /** Takes the next line, without the kubelet's time stamp. */
    public synchronized void line(String line) {
        if (line.equals(before)) {
            again(); // a storm has hundreds of thousands of them
        } else {
            before = line;
            first(line);
        }
    }

    /**
     * Notes that there will be no more lines.
     *
     * @param missing what is missing of them, a whole sentence; empty if nothing
     */
    public synchronized void end(Optional<String> missing) {
        ended = true;
        problem = missing;
    }

    /** What was told so far. */
    public synchronized LogExcerpt excerpt() {
        List<String> last =
                tail.stream().map(line -> Redaction.text(line.toString())).toList();
        return new LogExcerpt(failures, causes, options, last, report, ended, problem);
    }

    private void again() {
        Repeated last = tail.peekLast();
        if (isInTail && last != null) {
            tail.removeLast();
            tail.addLast(new Repeated(last.line(), last.times() + 1));
        }
    }

    private void first(String line) {
        isInTail = false;
        if (EventReader.isEvent(line)) {
            event(line);
        } else if (!line.isBlank() && !line.startsWith(NOT_THE_PROGRAM)) {
            report |= line.startsWith(REPORT);
            option(line);
            if (causes.size() < MOST_CAUSES) {
                WrkErrorText.of(line).filter(cause -> !causes.contains(cause)).ifPresent(causes::add);
            }
            keep(line.strip());
        }
    }

    private void option(String line) {
        isInUsage |= line.startsWith(USAGE);
        Matcher option = OPTION.matcher(line);
        if (isInUsage && option.matches()) {
            options.add(option.group(1));
        }
    }

    private void event(String line) {
        report |= line.contains(END_EVENT);
        failure(line).filter(failure -> failures.isEmpty()).ifPresent(failures::add);
    }

    private static Optional<Failure> failure(String line) {
        try {
            return line.contains("\"error\"") && EventReader.read(line) instanceof WorkerEvent.Failure failure
                    ? Optional.of(failure)
                    : Optional.empty();
        } catch (ReportException e) {
            return Optional.empty(); // damaged: who makes the report tells of it
        }
    }

    private void keep(String line) {
        tail.addLast(
                new Repeated(line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE - 3) + "..." : line, 1));
        isInTail = true;
        if (tail.size() > LAST_LINES) {
            tail.removeFirst();
        }
    }
}
