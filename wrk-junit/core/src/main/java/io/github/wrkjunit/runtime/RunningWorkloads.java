// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.report.WorkloadReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Loads that were started together; one that fails ends all. Thread-safe. */
public final class RunningWorkloads implements AutoCloseable {

    private final RunGroup group;
    private final List<RunningWorkload> loads;

    RunningWorkloads(RunGroup group) {
        this.group = group;
        this.loads = group.loads().stream()
                .map(load -> new RunningWorkload(group, load))
                .toList();
    }

    /** The loads, in the order of {@link WorkloadRunner#prepare}. */
    public List<RunningWorkload> loads() {
        return loads;
    }

    /**
     * Waits for the end of all loads.
     *
     * @return the reports by load name, in order
     * @throws WorkloadException if a load failed, or if the thread is interrupted, which ends all loads
     */
    public Map<String, WorkloadReport> await() {
        return group.await();
    }

    /** Ends all loads if they still run, as {@link RunningWorkload#close} does, and frees what belongs to them. Idempotent. */
    @Override
    public void close() {
        group.close();
    }

    /** The failure of the run that no call has thrown yet, so that it cannot go unnoticed; empty if there is none, or while it runs. */
    public Optional<WorkloadException> untoldFailure() {
        return group.untoldFailure();
    }

    RunningWorkload only() {
        return loads.get(0);
    }
}
