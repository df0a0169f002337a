// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

import io.github.wrkjunit.engine.loop.LoadListener;
import io.github.wrkjunit.engine.loop.LoadResult;
import io.github.wrkjunit.engine.measure.FinishedRequests;
import io.github.wrkjunit.report.Cell;
import io.github.wrkjunit.report.GeneratorHealth;
import io.github.wrkjunit.report.LatencyBasis;
import io.github.wrkjunit.report.LatencyHistogram;
import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.report.SecondHealth;
import io.github.wrkjunit.report.export.EventWriter;
import io.github.wrkjunit.report.export.WorkerEvent;
import io.github.wrkjunit.report.export.WorkerEvent.End.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Prints a run as it goes: wrk2's text, and the events if they are asked for. {@link LoadListener}'s methods are for the
 * reporting thread of the run, the others for the thread that owns the command, before and after.
 */
final class RunReport implements LoadListener {

    /** After these the first compiler is done with it. */
    private static final int REHEARSALS = 20;

    private final Arguments arguments;
    private final long seed;
    private final EventWriter events;
    private final RunText text;
    private final LatencyFiles files;
    private final List<WorkerEvent.Interval> seconds = new ArrayList<>(); // of the reporting thread, until its end
    private ProcessHealth atStart = ProcessHealth.now();
    private ProcessHealth latest = atStart;
    private CpuThrottling throttledAtStart;
    private long epochMicros;

    RunReport(Arguments arguments, long seed, EventOutput output, LatencyFiles files) {
        this.arguments = arguments;
        this.seed = seed;
        this.files = files;
        this.throttledAtStart = throttling();
        this.events = output.writer();
        this.text = new RunText(arguments, output.out());
        rehearse();
    }

    void armed() {
        events.write(new WorkerEvent.Armed());
    }

    void begin() {
        text.running();
    }

    @Override
    public void started(long epochMicros) {
        atStart = ProcessHealth.now();
        latest = atStart;
        throttledAtStart = throttling();
        this.epochMicros = epochMicros;
        events.write(startEvent(epochMicros));
    }

    @Override
    public void interval(int second, int marks, List<Cell> cells, Optional<SecondHealth> health) {
        latest = ProcessHealth.now(); // while the threads are still there
        WorkerEvent.Interval interval = new WorkerEvent.Interval(second, marks, cells, health);
        events.write(interval);
        if (arguments.verdict()) {
            seconds.add(interval);
        }
    }

    @Override
    public void marked(int number, long offsetNs) {
        events.write(new WorkerEvent.Mark(number, Duration.ofNanos(offsetNs)));
    }

    @Override
    public void finished(int thread, FinishedRequests batch) {
        files.add(thread, batch);
    }

    /** Prints text and last event, which it gives; the text's own numbers are sums of the same cells. */
    WorkerEvent.End end(LoadResult result, boolean bySignal) {
        files.flush();
        text.results(result);
        WorkerEvent.End end = end(result, reason(result, bySignal));
        events.write(end);
        return end;
    }

    /** What a test would make of the run. */
    Verdict verdict(WorkerEvent.End end) {
        return Verdict.of(startEvent(epochMicros), seconds, end);
    }

    private WorkerEvent.End end(LoadResult result, Reason reason) {
        return new WorkerEvent.End(
                reason,
                Duration.ofNanos(result.offeredForNs()),
                Duration.ofNanos(result.elapsedNs()),
                result.cells(),
                result.statuses(),
                result.bytesRead(),
                new GeneratorHealth(
                        result.sendLag(),
                        result.connectionWait(),
                        result.waited(),
                        Duration.ofNanos(result.longestStallNs()),
                        latest.gcPauseSince(atStart),
                        latest.cpuDelaySince(atStart),
                        result.connectionsOpened(),
                        result.connectFailures()),
                throttling().since(throttledAtStart).orElse(null),
                result.warnings());
    }

    /** Of a container of its own only: elsewhere the limit is that of everything else there as well. */
    private CpuThrottling throttling() {
        return arguments.pod() ? CpuThrottling.now() : CpuThrottling.UNKNOWN;
    }

    /**
     * Writes events to nobody: their classes are loaded and their code is compiled before the run, in which the writing of a
     * second would otherwise take a processor from the requests for ten milliseconds (measured).
     */
    private void rehearse() {
        EventWriter nobody = new EventWriter(line -> {});
        nobody.write(startEvent(0));
        LatencyHistogram latencies = LatencyHistogram.create();
        for (long us = 1; us <= LatencyHistogram.HIGHEST_US; us *= 2) {
            latencies.record(us, 1);
        }
        List<Cell> cells = List.of(new Cell("GET /", Outcome.SUCCESS, latencies.count(), latencies));
        SecondHealth health =
                new SecondHealth(latencies, Duration.ZERO, Duration.ZERO, Duration.ZERO, OptionalDouble.of(1));
        for (int i = 0; i < REHEARSALS; i++) {
            nobody.write(new WorkerEvent.Interval(0, 0, cells, Optional.of(health)));
        }
    }

    private WorkerEvent.Started startEvent(long epochMicros) {
        return new WorkerEvent.Started(
                Generator.NAME,
                arguments.worker(),
                arguments.workers(),
                Instant.EPOCH.plus(epochMicros, ChronoUnit.MICROS),
                arguments.shownUrl(),
                arguments.rate(),
                arguments.dist(),
                arguments.threads(),
                arguments.connections(),
                arguments.duration(),
                arguments.timeout(),
                seed,
                LatencyBasis.INTENDED_START);
    }

    private static Reason reason(LoadResult result, boolean bySignal) {
        return switch (result.end()) {
            case DURATION -> Reason.DURATION;
            case SCRIPT -> Reason.SCRIPT;
            case STOPPED -> bySignal ? Reason.SIGNAL : Reason.STOPPED;
        };
    }
}
