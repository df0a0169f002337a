// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import static java.util.Objects.requireNonNull;

import io.github.wrkjunit.spec.WorkloadSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one load has measured: immutable, thread-safe. Whatever is in it was measured; what was not measured is absent; whether
 * a verdict can rest on it is said by {@link #validity()}.
 */
public final class WorkloadReport {

    private final WorkloadSpec spec;
    private final String generator;
    private final Instant startedAt;
    private final Duration offeredFor;
    private final Duration elapsed;
    private final LatencyBasis latencyBasis;
    private final List<Cell> cells;
    private final List<TimelinePart> timelineParts;
    private final SortedMap<Integer, SecondHealth> secondHealth;
    private final GeneratorLimit limit;
    private final Counts counts;
    private final @Nullable Latency printedLatency;
    private final LatencyHistogram unsplit;
    private final OptionalLong bytesRead;
    private final @Nullable GeneratorHealth health;
    private final @Nullable Duration throttled;
    private final List<Validity.Problem> doubts;
    private final List<String> warnings;
    private final Map<String, ReportWindow> windows;
    private final @Nullable String incompleteBecause;
    private final @Nullable Path evidence;
    private final @Nullable String again;
    private final @Nullable String part;
    private final ValidityRules rules;
    private final Validity validity;
    private final @Nullable WorkloadReport plain;
    private final @Nullable Runnable reading;

    private WorkloadReport(Builder builder) {
        spec = builder.spec;
        generator = builder.generator;
        startedAt = builder.startedAt;
        offeredFor = builder.offeredFor;
        elapsed = builder.elapsed;
        latencyBasis = builder.latencyBasis;
        cells = builder.totals.cells();
        timelineParts = builder.parts.entrySet().stream()
                .map(one -> new TimelinePart(
                        one.getKey().second(),
                        one.getKey().marks(),
                        one.getValue().cells()))
                .toList();
        secondHealth = Collections.unmodifiableSortedMap(new TreeMap<>(builder.secondHealth));
        limit = new GeneratorLimit(secondHealth, builder.rules.lagTolerance());
        counts = builder.counts(cells, timelineParts, limit);
        printedLatency = builder.printedLatency;
        unsplit = builder.unsplit.copy();
        checkUnsplit();
        bytesRead = builder.bytesRead;
        health = builder.health;
        throttled = builder.throttled;
        doubts = List.copyOf(builder.doubts);
        warnings = List.copyOf(builder.warnings);
        windows = new LinkedHashMap<>(builder.windows);
        incompleteBecause = builder.incompleteBecause;
        evidence = builder.evidence;
        again = builder.again;
        part = builder.part;
        rules = builder.rules;
        plain = null;
        reading = null;
        validity = rules.judge(this);
    }

    /** The same report, watched. */
    private WorkloadReport(WorkloadReport plain, Runnable reading) {
        spec = plain.spec;
        generator = plain.generator;
        startedAt = plain.startedAt;
        offeredFor = plain.offeredFor;
        elapsed = plain.elapsed;
        latencyBasis = plain.latencyBasis;
        cells = plain.cells;
        timelineParts = plain.timelineParts;
        secondHealth = plain.secondHealth;
        limit = plain.limit;
        counts = plain.counts;
        printedLatency = plain.printedLatency;
        unsplit = plain.unsplit;
        bytesRead = plain.bytesRead;
        health = plain.health;
        throttled = plain.throttled;
        doubts = plain.doubts;
        warnings = plain.warnings;
        windows = plain.windows;
        incompleteBecause = plain.incompleteBecause;
        evidence = plain.evidence;
        again = plain.again;
        part = plain.part;
        rules = plain.rules;
        validity = plain.validity;
        this.plain = plain;
        this.reading = reading;
    }

    /** A builder of a report on this load. */
    public static Builder builder(WorkloadSpec spec) {
        return new Builder(spec);
    }

    /** The load's name. */
    public String name() {
        return spec.name();
    }

    /** The load that was asked for, with the origin of each value. */
    public WorkloadSpec spec() {
        return spec;
    }

    /** The program that has measured, such as {@code wrk-engine 0.1.0} or {@code wrk2 (DeathStarBench)}. */
    public String generator() {
        return generator;
    }

    /**
     * When the first worker's clock started; of a wrapped wrk2 that tells seconds the begin of the second in which it did so, because
     * the {@link #timeline()} counts from there.
     */
    public Instant startedAt() {
        return startedAt;
    }

    /** How long requests became due; shorter than the specification's duration if the run was stopped. */
    public Duration offeredFor() {
        return offeredFor;
    }

    /** From the clock's start to the last outcome. */
    public Duration elapsed() {
        return elapsed;
    }

    /** The moment from which latencies are counted. */
    public LatencyBasis latencyBasis() {
        return latencyBasis;
    }

    /** What became of the requests. */
    public Counts counts() {
        read();
        return counts;
    }

    /**
     * The latency of all offered requests: one without a good answer (2xx, 3xx) counts as infinitely slow. This is what
     * assertions judge. From a bare wrk2's text, what follows
     * from the rows that it has printed and from the number of its answers that were not good. What a wrapped wrk2 does not tell counts as
     * {@linkplain Latency#uncertainCount() uncertain}.
     */
    public Latency latency() {
        read();
        if (printedLatency != null) {
            return judged(printedLatency.ofAnswers(counts.answered(), counts.knownErrors()), "requests");
        }
        return judged(
                CellTable.ofAllOffered(cells, counts.notSentByGenerator())
                        .plusUncertain(counts.unresolved().orElse(0)),
                "requests");
    }

    /** The latency of the answered requests, whatever their status; also where it is not known which latency had which status. */
    public Latency answeredLatency() {
        read();
        return judged(
                printedLatency != null ? printedLatency : splitLatency().plusMeasured(unsplit), "answered requests");
    }

    /** These latencies, whose percentiles know whether a verdict can rest on them. */
    Latency judged(Latency latency, String requests) {
        return latency.judgedBy(percentile -> EvidenceNeeds.percentile(this, latency, percentile, requests));
    }

    /** What became of the requests of an operation, which are in these cells. */
    Counts counted(String operation, List<Cell> part) {
        long notSent =
                limit.notSent(part, timelineParts, cell -> cell.operation().equals(operation));
        return Counts.complete(part, CellTable.statuses(part), notSent);
    }

    /** The seconds in which the generator may have been the slower one of the two. */
    GeneratorLimit limit() {
        return limit;
    }

    /** What takes the place of the cells' latencies, of a generator that does not account for each request. */
    Optional<Latency> printedLatency() {
        return Optional.ofNullable(printedLatency);
    }

    /** How many latencies of answers are known without their outcome. */
    long unsplitCount() {
        return unsplit.count();
    }

    /** A copy of the latencies of answers whose outcome is not known; empty if there are none. */
    public Optional<LatencyHistogram> unsplitLatencies() {
        return unsplit.count() == 0 ? Optional.empty() : Optional.of(unsplit.copy());
    }

    private Latency splitLatency() {
        return CellTable.of(cells, outcome -> outcome.group() == Outcome.Group.ANSWERED);
    }

    private void checkUnsplit() {
        long unmeasured = splitLatency().uncertainCount();
        if (unsplit.count() > unmeasured) {
            throw new IllegalArgumentException(unsplit.count() + " latencies without an outcome, for " + unmeasured
                    + " answers without a latency");
        }
    }

    /** The latency of the requests with this outcome; for failed ones the time until the failure was known. */
    public Latency latency(Outcome outcome) {
        read();
        return judged(CellTable.of(cells, outcome::equals), "requests with the outcome " + outcome.key());
    }

    /** The operations by name; empty if the generator does not tell them apart. */
    public List<OperationReport> operations() {
        read();
        Map<String, List<Cell>> byName = cells.stream()
                .filter(cell -> !cell.operation().equals(Cell.ALL_OPERATIONS))
                .collect(Collectors.groupingBy(Cell::operation, TreeMap::new, Collectors.toList()));
        List<OperationReport> operations = new ArrayList<>();
        byName.forEach((name, ofIt) -> operations.add(new OperationReport(this, name, ofIt)));
        return List.copyOf(operations);
    }

    /**
     * The operation with this name, such as {@code GET /hotels}.
     *
     * @throws NoSuchElementException if there is none; the message lists those that there are
     */
    public OperationReport operation(String name) {
        return operations().stream()
                .filter(operation -> operation.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(
                        operations().isEmpty() && counts.answered() > 0
                                ? "Nothing is known of operation \"" + name
                                        + "\", because the generator does not tell operations apart. Use one that does, or judge the whole load."
                                : "No request of operation \"" + name + "\" was offered. There were: "
                                        + operations().stream()
                                                .map(OperationReport::name)
                                                .collect(Collectors.joining(", "))
                                        + "."));
    }

    /**
     * The seconds of the run in which a request was due, by the second of its intended start; empty if the generator does not tell.
     * Of a wrapped wrk2 the answers, by the second of the day's clock in which they came: a request without an answer is in none.
     */
    public List<TimelineSecond> timeline() {
        read();
        SortedMap<Integer, CellTable> seconds = new TreeMap<>();
        timelineParts.forEach(one ->
                seconds.computeIfAbsent(one.second(), key -> new CellTable()).addAll(one.cells()));
        return seconds.entrySet().stream()
                .map(second ->
                        new TimelineSecond(second.getKey(), second.getValue().cells()))
                .toList();
    }

    /** The {@link #timeline()}, whose seconds are cut where the generator has set a mark. */
    public List<TimelinePart> timelineParts() {
        read();
        return timelineParts;
    }

    /** How well the generator worked, by second of the run; empty if it does not tell. */
    public SortedMap<Integer, SecondHealth> secondHealth() {
        read();
        return secondHealth;
    }

    /** How long requests waited for a free connection; nothing where the generator does not tell. */
    public Waits waits() {
        read();
        return CellTable.waits(cells);
    }

    /** Which part of a run this is, such as {@code window "fault" (10 s to 20 s)}; empty for a whole run. */
    public Optional<String> part() {
        return Optional.ofNullable(part);
    }

    /** The outcomes per operation, as they were counted; empty if the generator does not tell them apart. */
    public List<Cell> cells() {
        read();
        return cells;
    }

    /** Requests per second that were due, by {@link #offeredFor()}; empty if unknown. */
    public OptionalDouble offeredRate() {
        read();
        OptionalLong offered = counts.offered();
        return offered.isPresent() && !offeredFor.isZero()
                ? OptionalDouble.of(offered.getAsLong() / (offeredFor.toNanos() / 1e9))
                : OptionalDouble.empty();
    }

    /** Answered requests per second of {@link #elapsed()}; empty if no time has passed. */
    public OptionalDouble achievedRate() {
        read();
        return elapsed.isZero()
                ? OptionalDouble.empty()
                : OptionalDouble.of(counts.answered() / (elapsed.toNanos() / 1e9));
    }

    /** Bytes read from the server, headers included; empty if unknown. */
    public OptionalLong bytesRead() {
        read();
        return bytesRead;
    }

    /** How well the generator itself has worked; empty if it does not tell. */
    public Optional<GeneratorHealth> health() {
        read();
        return Optional.ofNullable(health);
    }

    /**
     * For how long the CPU limit of its container took the processor away from a generator, added up over its processors; of
     * several workers that of the worst. Zero where there is no limit, empty if it is not known. That time is in the latencies,
     * so a percentile is judged only where more requests than this share of the run lie above it.
     */
    public Optional<Duration> throttled() {
        return Optional.ofNullable(throttled);
    }

    /**
     * The connections that the load would have kept busy, by Little's law: arrival rate times the mean time that an answered
     * request holds its connection; empty if that is not known.
     */
    public OptionalDouble connectionsNeeded() {
        Latency answered = answeredLatency();
        OptionalDouble waitNs = meanWaitNs(answered);
        if (waitNs.isEmpty()
                || !answered.isExact()
                || answered.count() == answered.uncertainCount()
                || offeredRate().isEmpty()) {
            return OptionalDouble.empty();
        }
        double heldNs = Math.max(0, answered.mean().toNanos() - waitNs.getAsDouble());
        return OptionalDouble.of(offeredRate().orElse(0) * heldNs / 1e9);
    }

    /** How long a request waited for a connection on average; empty where the generator does not tell. */
    private OptionalDouble meanWaitNs(Latency answered) {
        if (health == null || (health.connectionWait().count() == 0 && secondHealth.isEmpty())) {
            return OptionalDouble.empty();
        }
        if (health.connectionWait().count() > 0) {
            return OptionalDouble.of(health.connectionWaitDistribution().mean().toNanos());
        }
        List<Cell> ofAnswers = cells.stream()
                .filter(cell -> cell.outcome().group() == Outcome.Group.ANSWERED)
                .toList();
        return OptionalDouble.of((double) CellTable.waits(ofAnswers).total().toNanos() / Math.max(1, answered.count()));
    }

    /** Whether a verdict can rest on this report. */
    public Validity validity() {
        read();
        return validity;
    }

    /** The gate that has judged it. */
    public ValidityRules rules() {
        return rules;
    }

    /** What the generator's own output shows to be wrong with the measurement, beyond what {@link #rules()} find; they are in {@link #validity()}. */
    public List<Validity.Problem> doubts() {
        return doubts;
    }

    /** What a reader should know and what does not make the report invalid. */
    public List<String> warnings() {
        return warnings;
    }

    /** The names of the windows that were marked during the run, in order. */
    public List<String> windows() {
        return List.copyOf(windows.keySet());
    }

    /**
     * The part of the run between the begin and the end of a marked window: the requests whose intended start is in it, or is in a
     * second that it touches where the window is not {@linkplain ReportWindow#isExact exact}. Its timeline counts from the begin of
     * the second in which the window began. Of a generator that does not account for each request, the answers that came in seconds
     * which lie in the window for certain; no verdict can rest on these.
     *
     * @throws NoSuchElementException if no such window was marked
     */
    public WorkloadReport window(String name) {
        return likewise(ReportSlice.within(plain(), name, windowBounds(name)));
    }

    /** The part of the run before a marked window, as {@link #window}. */
    public WorkloadReport before(String name) {
        return likewise(ReportSlice.before(plain(), name, windowBounds(name)));
    }

    /** The part of the run after a marked window, as {@link #window}. */
    public WorkloadReport after(String name) {
        return likewise(ReportSlice.after(plain(), name, windowBounds(name)));
    }

    /** Where a marked window is in the run; throws as {@link #window}. */
    public ReportWindow windowBounds(String name) {
        ReportWindow window = windows.get(name);
        if (window == null) {
            throw new NoSuchElementException(
                    "No window \"" + name + "\" was marked in load \"" + name() + "\". There were: "
                            + (windows.isEmpty() ? "none" : String.join(", ", windows.keySet()))
                            + ". Mark one with RunningWorkload.during(\"" + name + "\", ...).");
        }
        return window;
    }

    /** Why the report is incomplete: a worker without an end, or a run that was cut; empty if it is complete. */
    public Optional<String> incompleteBecause() {
        return Optional.ofNullable(incompleteBecause);
    }

    /** The folder with raw output and report; empty if there is none. */
    public Optional<Path> evidence() {
        return Optional.ofNullable(evidence);
    }

    /** The command that offers the same load again; empty if unknown. */
    public Optional<String> again() {
        return Optional.ofNullable(again);
    }

    /**
     * The same report, which runs an action each time when a measured value is read from it, from a part of it or from an
     * operation: whoever judges reads, and whoever only prints {@link #toString()} does not.
     *
     * @param reading what is run, on the thread that reads; it must be quick and thread-safe
     */
    public WorkloadReport watched(Runnable reading) {
        return new WorkloadReport(plain(), requireNonNull(reading, "reading"));
    }

    /** Runs the action of a {@linkplain #watched watched} report. */
    void read() {
        if (reading != null) {
            reading.run();
        }
    }

    private WorkloadReport plain() {
        return plain == null ? this : plain;
    }

    private WorkloadReport likewise(WorkloadReport part) {
        return reading == null ? part : part.watched(reading);
    }

    /** A builder with all of this report in it. */
    public Builder toBuilder() {
        Builder builder = builder(spec);
        builder.addAll(this);
        return builder;
    }

    /** The report as a person reads it on a terminal, several lines. */
    @Override
    public String toString() {
        return ReportText.of(plain());
    }

    /**
     * Adds up what workers have measured; one thread at a time. Adding is exact: a report of several workers is the report
     * that one worker with all their requests would have made. Times are cut to whole microseconds.
     */
    public static final class Builder extends ReportBuilder {

        private Builder(WorkloadSpec spec) {
            super(spec);
        }

        @Override
        Builder self() {
            return this;
        }

        /** The report. */
        public WorkloadReport build() {
            return new WorkloadReport(this);
        }
    }
}
