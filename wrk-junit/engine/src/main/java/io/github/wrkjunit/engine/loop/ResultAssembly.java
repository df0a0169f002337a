// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.loop;

import io.github.wrkjunit.engine.http.BodyBudget;
import io.github.wrkjunit.engine.measure.OperationNames;
import io.github.wrkjunit.engine.measure.RunTally;
import io.github.wrkjunit.engine.measure.ThreadMeasures;
import io.github.wrkjunit.report.Cell;
import io.github.wrkjunit.report.LatencyHistogram;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/** Adds up the threads of a run that has ended. One thread at a time. */
final class ResultAssembly {

    private static final int LOWEST_STATUS = 200;
    private static final int HIGHEST_STATUS = 599;

    private final LoadPlan plan;
    private final StartGate gate;
    private final List<ThreadLoad> loads;
    private final List<ThreadMeasures> measures;
    private final RunTally tally;

    ResultAssembly(LoadPlan plan, StartGate gate, List<LoopThread> loops, RunTally tally) {
        this.plan = plan;
        this.gate = gate;
        this.tally = tally;
        loads = loops.stream().map(LoopThread::load).toList();
        measures = loops.stream().map(LoopThread::measures).toList();
    }

    LoadResult result() {
        long offered = sum(ThreadMeasures::offeredCount);
        if (tally.count() != offered) {
            throw new IllegalStateException("Internal error of the engine: " + offered + " requests were due, "
                    + tally.count() + " were reported. Please report this.");
        }
        long endNs = loads.stream().mapToLong(ThreadLoad::endNs).max().orElseThrow();
        Histogram answersPerSecond = new Histogram(3);
        measures.forEach(thread -> answersPerSecond.add(thread.answersPerSecond()));
        return new LoadResult(
                end(),
                gate.isOpen() ? gate.startEpochMicros() : nowMicros(),
                gate.isOpen() ? gate.startNs() : endNs,
                loads.stream().mapToLong(ThreadLoad::offeredForNs).max().orElseThrow(),
                gate.isOpen() ? Math.max(0, endNs - gate.startNs()) : 0,
                tally.cells(),
                statuses(),
                sum(ThreadMeasures::sentCount),
                sum(ThreadMeasures::bytesRead),
                added(ThreadMeasures::sendLagUs),
                added(ThreadMeasures::connectionWaitUs),
                sum(ThreadMeasures::waitedCount),
                added(ThreadMeasures::serviceTimeUs),
                answersPerSecond,
                sum(thread -> thread.connectionsOpened),
                sum(thread -> thread.connectFailures),
                sum(thread -> thread.idleCloses),
                measures.stream()
                        .mapToLong(ThreadMeasures::longestStallNs)
                        .max()
                        .orElseThrow(),
                warnings());
    }

    private LoadResult.End end() {
        List<LoadResult.End> ends = loads.stream().map(ThreadLoad::end).toList();
        if (ends.contains(LoadResult.End.STOPPED)) {
            return LoadResult.End.STOPPED;
        }
        return ends.contains(LoadResult.End.SCRIPT) ? LoadResult.End.SCRIPT : LoadResult.End.DURATION;
    }

    private SortedMap<Integer, Long> statuses() {
        SortedMap<Integer, Long> statuses = new TreeMap<>();
        for (int status = LOWEST_STATUS; status <= HIGHEST_STATUS; status++) {
            int code = status;
            long count = sum(thread -> thread.ofStatus(code));
            if (count > 0) {
                statuses.put(status, count);
            }
        }
        return statuses;
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        long failures = sum(thread -> thread.connectFailures);
        if (failures > 0) {
            String last = "unknown";
            for (ThreadMeasures thread : measures) {
                last = thread.lastConnectFailure != null ? thread.lastConnectFailure : last;
            }
            warnings.add(failures + " of " + (failures + sum(thread -> thread.connectionsOpened))
                    + " attempts to connect to " + plan.addresses(0).get(0) + " failed, the last one with \"" + last
                    + "\".");
        }
        long unsolicited = sum(thread -> thread.unsolicited);
        if (unsolicited > 0) {
            warnings.add(
                    "On " + unsolicited + " connections the target sent bytes that no request had asked for; they were"
                            + " closed. Look at the Content-Length of its answers.");
        }
        long spokeFirst = sum(thread -> thread.spokeFirst);
        if (spokeFirst > 0) {
            warnings.add(
                    "On " + spokeFirst + " connections the target sent bytes before any request, as servers do that do"
                            + " not speak HTTP/1, such as SSH or SMTP. Requests on such a connection count as malformed. Check the"
                            + " port of the URL.");
        }
        long cutBodies = sum(thread -> thread.cutBodies);
        if (cutBodies > 0) {
            warnings.add("The bodies of " + cutBodies + " answers were cut for the script: response() gets at most "
                    + (BodyBudget.LARGEST_BODY >> 20) + " MiB of a body, and all bodies at a time have "
                    + (plan.bodyBytes() >> 20) + " MiB. Ask for less, or leave response() out.");
        }
        long notDrawn = tally.cells().stream()
                .filter(cell -> cell.operation().equals(OperationNames.NOT_DRAWN))
                .mapToLong(Cell::count)
                .sum();
        if (notDrawn > 0) {
            warnings.add("The operation of " + notDrawn + " requests that were never sent is unknown.");
        }
        loads.stream().flatMap(load -> load.warnings().stream()).distinct().forEach(warnings::add);
        return warnings;
    }

    private long sum(ToLongFunction<ThreadMeasures> value) {
        return measures.stream().mapToLong(value).sum();
    }

    private LatencyHistogram added(Function<ThreadMeasures, Histogram> histogram) {
        LatencyHistogram sum = LatencyHistogram.create();
        measures.forEach(thread -> sum.add(LatencyHistogram.of(histogram.apply(thread))));
        return sum;
    }

    private static long nowMicros() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
    }
}
