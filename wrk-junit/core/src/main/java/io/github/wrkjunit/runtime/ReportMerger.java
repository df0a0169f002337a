// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static java.util.Objects.requireNonNull;

import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.report.export.ReportException;
import io.github.wrkjunit.report.export.WorkerEvent;
import io.github.wrkjunit.report.export.WorkerFailedException;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.util.List;
import java.util.Optional;

/**
 * Makes one report of what all workers of a load have printed. Counts and histograms are added, exactly; whatever contradicts
 * itself is an error, whatever is missing makes the report incomplete. Stateless.
 */
public final class ReportMerger {

    /** That of a program which was told to end by SIGTERM. */
    private static final int TERMINATED = 143;

    private ReportMerger() {}

    /**
     * The report, without what only the run knows: windows, evidence, the command to run it again, the gate.
     *
     * @param spec the load of all workers
     * @param workers one transcript for each, complete
     * @param stopped whether the user has stopped the run, so that it may be shorter than was asked
     * @throws WorkerFailedException if a worker tells that it could not do its work
     * @throws ReportException if a worker has printed no report at all, or one that contradicts itself
     */
    public static WorkloadReport.Builder merge(WorkloadSpec spec, List<WorkerTranscript> workers, boolean stopped) {
        requireNonNull(spec, "spec");
        if (workers.isEmpty()) {
            throw new IllegalArgumentException("There is no worker to make a report of.");
        }
        workers.forEach(worker -> check(spec, worker));
        WorkloadReport.Builder report = WorkloadReport.builder(spec);
        if (workers.stream().allMatch(worker -> worker.started().isPresent())) {
            new EventMerge(spec, workers, stopped).addTo(report);
        } else if (WrappedMerge.fits(workers)) {
            new WrappedMerge(spec, workers, stopped).addTo(report);
        } else if (workers.stream().noneMatch(worker -> worker.started().isPresent())) {
            new PartialMerge(spec, workers, stopped).addTo(report);
        } else {
            throw mixed(workers);
        }
        for (WorkerTranscript worker : workers) {
            worker.notes().forEach(report::addWarning);
            int exitCode = worker.exitCode().orElse(0);
            if (exitCode != 0 && !(stopped && exitCode == TERMINATED)) {
                report.incompleteBecause(worker.name() + " ended badly after its report" + worker.ending()
                        + worker.earlyEnd(". Look at its raw output."));
            }
        }
        return report;
    }

    private static void check(WorkloadSpec spec, WorkerTranscript worker) {
        worker.failure().or(() -> FailureCause.of(spec, worker)).ifPresent(failure -> {
            throw failed(worker, failure);
        });
        worker.problem().ifPresent(problem -> {
            throw problem;
        });
    }

    private static WorkerFailedException failed(WorkerTranscript worker, WorkerEvent.Failure failure) {
        String wayOut =
                switch (failure.kind()) {
                    case SCRIPT -> "Mend the script.";
                    case TARGET -> "Start the target, or correct the url.";
                    case USAGE -> "Correct the load; its command is in the evidence.";
                    case INTERNAL -> "This is a defect of the generator: report it with the raw output.";
                };
        return new WorkerFailedException(worker.name() + " failed: " + failure.sentence() + " " + wayOut, failure);
    }

    private static ReportException mixed(List<WorkerTranscript> workers) {
        Optional<WorkerTranscript> silent = workers.stream()
                .filter(worker ->
                        worker.started().isEmpty() && worker.wrappedEnd().isEmpty())
                .findFirst();
        return silent.map(ReportMerger::noReport)
                .orElseGet(() -> new ReportException(
                        "The workers are different programs: some print the events of wrk-engine, others"
                                + " those of a wrapped wrk2. Run the same program in all workers."));
    }

    static ReportException noReport(WorkerTranscript worker) {
        return new ReportException(worker.name() + " printed no report" + worker.ending() + ". "
                + FailureCause.meaning(worker.exitCode()) + "Look at its raw output.");
    }
}
