// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.report.Validity;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.report.export.WorkerEvent;
import io.github.wrkjunit.spec.Durations;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What a report has to say of a stock wrk2 beside its numbers, whether it ran in the wrapper script or by itself. Stateless. */
final class StockNotes {

    /** The name of the program within the wrapper script. */
    static final String WRAPPED = "wrk2 (DeathStarBench), wrapped";

    private static final double ENOUGH = 0.9;

    private StockNotes() {}

    /**
     * What the wrapper has found of its surroundings. A container without a CPU limit cannot be throttled, and the wrapper tells
     * zero there. Where it could read neither what a limit has cost nor that there is none, a latency may be the generator's own
     * and nobody can tell, so that no verdict on latency is given; counts do not suffer from it.
     */
    static void tellOfWrapper(WorkloadReport.Builder report, WorkerTranscript worker, WorkerEvent.WrappedEnd end) {
        end.warnings().forEach(warning -> report.addWarning(worker.name() + ": " + warning));
        Duration throttled = end.throttled();
        if (throttled == null) {
            report.addDoubt(
                    new Validity.Problem(
                            Validity.Reason.LATENCY_DISTORTED,
                            worker.name()
                                    + " could not read whether its container's CPU limit took the processor away (/sys/fs/cgroup/cpu.stat),"
                                    + " and that time would be in the latencies. Judge the counts, or use the runtime \"local\"."));
            return;
        }
        tellOfThrottling(report, worker, throttled, end.duration());
    }

    /** That a CPU limit has cost time, if it has. */
    static void tellOfThrottling(
            WorkloadReport.Builder report, WorkerTranscript worker, Duration throttled, Duration ran) {
        if (!throttled.isZero()) {
            report.addWarning(worker.name() + " had no processor for " + Durations.readable(throttled) + " of "
                    + Durations.readable(ran)
                    + " because of its container's CPU limit; that time is in the latencies. Raise the limit.");
        }
    }

    /** For how long the workers had no processor; of all of them or of none. */
    static void addThrottled(WorkloadReport.Builder report, List<WorkerTranscript> workers) {
        List<Duration> known = workers.stream()
                .flatMap(worker -> Stream.concat(
                        worker.wrappedEnd().stream().flatMap(end -> Stream.ofNullable(end.throttled())),
                        worker.end().stream().flatMap(end -> Stream.ofNullable(end.throttled()))))
                .toList();
        if (known.size() == workers.size()) {
            known.forEach(report::addThrottled);
        }
    }

    static void tellOfErrors(WorkloadReport.Builder report, WorkerTranscript worker, String errors) {
        if (!errors.isEmpty()) {
            report.addWarning(worker.name() + " counted socket errors: " + errors
                    + ". They are events on connections, not requests.");
        }
    }

    static void tellOfLength(
            WorkloadReport.Builder report, WorkerTranscript worker, Duration ran, WorkloadSpec spec, boolean stopped) {
        if (!stopped && ran.toNanos() < ENOUGH * spec.duration().toNanos()) {
            report.incompleteBecause(worker.name() + " ran for " + Durations.readable(ran) + " of "
                    + Durations.readable(spec.duration())
                    + worker.earlyEnd(", and does not say why. Look at its raw output, and for a stop in its script."));
        }
    }

    static String words(WorkerEvent.WrappedEnd.Errors errors) {
        return errors.connect() + errors.read() + errors.write() + errors.timeout() == 0
                ? ""
                : "connect " + errors.connect() + ", read " + errors.read() + ", write " + errors.write() + ", timeout "
                        + errors.timeout();
    }

    /**
     * After a connection broke counts cannot be judged: it does not count what it could not write, and tries again, so its Sent
     * says nothing of an outage (wrk2/SPEC.md c.7).
     */
    static void tellOfLostConnections(WorkloadReport.Builder report, WorkerTranscript worker) {
        report.addDoubt(new Validity.Problem(
                Validity.Reason.REQUESTS_LOST,
                worker.name()
                        + " has lost connections, and this wrk2 does not tell what became of the requests on them, nor of those that"
                        + " it could not send. Look at the seconds without an answer, or use the runtime \"local\"."));
    }
}
