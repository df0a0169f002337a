// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import static java.util.Objects.requireNonNull;

import io.github.wrkjunit.spec.Redaction;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The parts of a report that is being made; its users know it as {@link WorkloadReport.Builder}. One thread at a time. */
abstract sealed class ReportBuilder permits WorkloadReport.Builder {

    /** The place of a part of the timeline. */
    record Slot(int second, int marks) implements Comparable<Slot> {
        @Override
        public int compareTo(Slot other) {
            return second != other.second ? Integer.compare(second, other.second) : Integer.compare(marks, other.marks);
        }
    }

    final WorkloadSpec spec;
    final CellTable totals = new CellTable();
    final SortedMap<Slot, CellTable> parts = new TreeMap<>();
    final SortedMap<Integer, SecondHealth> secondHealth = new TreeMap<>();
    final SortedMap<Integer, Long> statuses = new TreeMap<>();
    final List<Validity.Problem> doubts = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();
    final Map<String, ReportWindow> windows = new LinkedHashMap<>();
    String generator = "unknown";
    Instant startedAt = Instant.EPOCH;
    Duration offeredFor;
    Duration elapsed;
    LatencyBasis latencyBasis = LatencyBasis.UNKNOWN;

    @Nullable
    Counts counts;

    boolean isBounded;
    long unresolved;
    final LatencyHistogram unsplit = LatencyHistogram.create();

    @Nullable
    Latency printedLatency;

    OptionalLong bytesRead = OptionalLong.empty();

    @Nullable
    GeneratorHealth health;

    @Nullable
    Duration throttled;

    @Nullable
    String incompleteBecause;

    @Nullable
    Path evidence;

    @Nullable
    String part;

    @Nullable
    String again;

    ValidityRules rules = ValidityRules.DEFAULT;

    ReportBuilder(WorkloadSpec spec) {
        this.spec = requireNonNull(spec, "spec");
        this.offeredFor = spec.duration().truncatedTo(ChronoUnit.MICROS);
        this.elapsed = offeredFor;
    }

    /** This builder, for the next call. */
    abstract WorkloadReport.Builder self();

    /** Adds all of a report to a builder that is new. */
    void addAll(WorkloadReport report) {
        Counts all = report.counts();
        generator = report.generator();
        startedAt = report.startedAt();
        offeredFor = report.offeredFor();
        elapsed = report.elapsed();
        latencyBasis = report.latencyBasis();
        rules = report.rules();
        totals.addAll(report.cells());
        report.timelineParts().forEach(one -> one.cells().forEach(cell -> addAt(one.second(), one.marks(), cell)));
        secondHealth.putAll(report.secondHealth());
        statuses.putAll(all.statuses());
        part = report.part().orElse(null);
        counts = all.unresolved().isPresent() ? null : all;
        if (!all.isComplete()) {
            all.unresolved().ifPresent(this::bounded);
        }
        doubts.addAll(report.doubts());
        printedLatency = report.printedLatency().orElse(null);
        report.unsplitLatencies().ifPresent(unsplit::add);
        bytesRead = report.bytesRead();
        health = report.health().orElse(null);
        throttled = report.throttled().orElse(null);
        warnings.addAll(report.warnings());
        report.windows().forEach(name -> windows.put(name, report.windowBounds(name)));
        incompleteBecause = report.incompleteBecause().orElse(null);
        evidence = report.evidence().orElse(null);
        again = report.again().orElse(null);
    }

    /** Sets the program that has measured. */
    public WorkloadReport.Builder generator(String generator) {
        this.generator = requireNonNull(generator, "generator");
        return self();
    }

    /** Sets when the clock started. */
    public WorkloadReport.Builder startedAt(Instant startedAt) {
        this.startedAt = startedAt.truncatedTo(ChronoUnit.MICROS);
        return self();
    }

    /** Sets how long requests became due; the specification's duration by default. */
    public WorkloadReport.Builder offeredFor(Duration offeredFor) {
        this.offeredFor = offeredFor.truncatedTo(ChronoUnit.MICROS);
        return self();
    }

    /** Sets the time from the clock's start to the last outcome. */
    public WorkloadReport.Builder elapsed(Duration elapsed) {
        this.elapsed = elapsed.truncatedTo(ChronoUnit.MICROS);
        return self();
    }

    /** Sets the moment from which latencies are counted. */
    public WorkloadReport.Builder latencyBasis(LatencyBasis latencyBasis) {
        this.latencyBasis = requireNonNull(latencyBasis, "latencyBasis");
        return self();
    }

    /** Adds requests to the totals. */
    public WorkloadReport.Builder add(Cell cell) {
        totals.add(cell);
        return self();
    }

    /** Adds requests to a second of the timeline, from 0; they must be added to the totals as well. */
    public WorkloadReport.Builder addAt(int second, Cell cell) {
        return addAt(second, 0, cell);
    }

    /**
     * Adds requests to a part of a second of the timeline, from 0; they must be added to the totals as well.
     *
     * @param marks how many marks had been set before these requests were due
     */
    public WorkloadReport.Builder addAt(int second, int marks, Cell cell) {
        if (second < 0) {
            throw new IllegalArgumentException("second " + second + " is before the clock's start");
        }
        parts.computeIfAbsent(new Slot(second, marks), key -> new CellTable()).add(cell);
        return self();
    }

    /** Adds how well a worker did in a second of the run, from 0; of several workers the worst stays. */
    public WorkloadReport.Builder addHealthAt(int second, SecondHealth worker) {
        secondHealth.merge(second, worker, SecondHealth::plus);
        return self();
    }

    /** Says which part of a run this is, such as {@code window "fault" (10 s to 20 s)}. */
    WorkloadReport.Builder part(String words) {
        part = requireNonNull(words, "words");
        return self();
    }

    /** Adds answers with a status code. */
    public WorkloadReport.Builder addStatus(int status, long count) {
        statuses.merge(status, count, Long::sum);
        return self();
    }

    /** Adds bytes read from the server. */
    public WorkloadReport.Builder addBytesRead(long bytes) {
        bytesRead = OptionalLong.of(bytesRead.orElse(0) + bytes);
        return self();
    }

    /** Adds a worker's health. */
    public WorkloadReport.Builder addHealth(GeneratorHealth worker) {
        health = health == null ? worker : health.plus(worker);
        return self();
    }

    /** Adds for how long the CPU limit of its container took the processor away from a worker; the longest time stays. */
    public WorkloadReport.Builder addThrottled(Duration worker) {
        Duration cut = worker.truncatedTo(ChronoUnit.MICROS);
        throttled = throttled == null || cut.compareTo(throttled) > 0 ? cut : throttled;
        return self();
    }

    /**
     * Takes the place of full accounting: all that a bare wrk2's text tells.
     *
     * @param answered answers
     * @param sent requests sent, if it says so
     * @param statusCounts answers per status, as far as it says so
     * @param knownErrors errors below which the truth does not lie
     */
    public WorkloadReport.Builder partialCounts(
            long answered, OptionalLong sent, SortedMap<Integer, Long> statusCounts, long knownErrors) {
        counts = Counts.partial(answered, sent, statusCounts, knownErrors);
        return self();
    }

    /**
     * Takes the place of full accounting: the cells hold the answers, and so many requests more were sent.
     *
     * @param unresolved requests that were sent, and of which it is not known whether they were lost or still in flight
     */
    public WorkloadReport.Builder bounded(long unresolved) {
        if (unresolved < 0) {
            throw new IllegalArgumentException(unresolved + " requests that were not answered");
        }
        isBounded = true;
        this.unresolved = unresolved;
        return self();
    }

    /** What is known of the requests; by operation or part, their statuses are those of the cells. */
    Counts counts(List<Cell> cells, List<TimelinePart> timeline, GeneratorLimit limit) {
        if (counts != null) {
            return counts;
        }
        SortedMap<Integer, Long> known = statuses.isEmpty() ? CellTable.statuses(cells) : statuses;
        return isBounded
                ? Counts.bounded(cells, known, unresolved)
                : Counts.complete(cells, known, limit.notSent(cells, timeline, cell -> true));
    }

    /** Takes the place of exact latencies: printed rows, percentile to microseconds, of this many recorded latencies. */
    public WorkloadReport.Builder printedLatency(NavigableMap<Double, Long> rowsUs, long recorded) {
        printedLatency = Latency.printed(rowsUs, recorded);
        return self();
    }

    /** Takes the place of operations: the exact latencies of answered requests, where operations are unknown; copied. */
    public WorkloadReport.Builder plainLatency(LatencyHistogram answered) {
        printedLatency = Latency.exact(answered, 0);
        return self();
    }

    /**
     * Adds latencies of answers of which it is not known which outcome they had; the answers are in cells without latencies, and
     * are not fewer.
     */
    public WorkloadReport.Builder addUnsplitLatencies(LatencyHistogram answered) {
        unsplit.add(answered);
        return self();
    }

    /** Adds what the generator's own output shows to be wrong with the measurement; the same is not added again. */
    public WorkloadReport.Builder addDoubt(Validity.Problem doubt) {
        if (!doubts.contains(doubt)) {
            doubts.add(doubt);
        }
        return self();
    }

    /** Adds something that a reader should know; one that is there already is not added again. */
    public WorkloadReport.Builder addWarning(String sentence) {
        String shown = Redaction.text(sentence);
        if (!warnings.contains(shown)) {
            warnings.add(shown);
        }
        return self();
    }

    /** Names a window of the run, from the first to the last second that lie in it at least in part. */
    public WorkloadReport.Builder window(String name, Duration from, Duration to) {
        return window(name, new ReportWindow(from, to, OptionalInt.empty(), OptionalInt.empty()));
    }

    /** Names a window of the run. */
    public WorkloadReport.Builder window(String name, ReportWindow window) {
        windows.put(requireNonNull(name, "name"), requireNonNull(window, "window"));
        return self();
    }

    /** Says why the report is incomplete; the first reason stays. */
    public WorkloadReport.Builder incompleteBecause(String sentence) {
        if (incompleteBecause == null) {
            incompleteBecause = requireNonNull(sentence, "sentence");
        }
        return self();
    }

    /** Sets the folder with raw output and report. */
    public WorkloadReport.Builder evidence(Path folder) {
        evidence = requireNonNull(folder, "folder");
        return self();
    }

    /** Sets the command that offers the same load again. */
    public WorkloadReport.Builder again(String command) {
        again = requireNonNull(command, "command");
        return self();
    }

    /** Sets the gate; {@link ValidityRules#DEFAULT} by default. */
    public WorkloadReport.Builder rules(ValidityRules rules) {
        this.rules = requireNonNull(rules, "rules");
        return self();
    }
}
