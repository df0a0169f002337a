// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.spec.WorkloadSpec;
import java.util.List;

/** Loads that are checked and can start; nothing has been started yet. Immutable; can be started more than once. */
public final class PreparedWorkloads {

    private final RunContext context;
    private final List<PreparedLoad> loads;

    PreparedWorkloads(RunContext context, List<PreparedLoad> loads) {
        this.context = context;
        this.loads = List.copyOf(loads);
    }

    /** The loads as they will run, settings applied, in the order of {@link WorkloadRunner#prepare}. */
    public List<WorkloadSpec> specs() {
        return loads.stream().map(PreparedLoad::spec).toList();
    }

    /**
     * Waits until no other run loads one of the targets, arms all loads, then starts them together; returns once all have begun.
     *
     * @throws WorkloadException if one cannot be started, or if the thread is interrupted; none runs then
     */
    public RunningWorkloads start() {
        return new RunningWorkloads(new RunLauncher(context, loads).launch());
    }
}
