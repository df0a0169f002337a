// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.spec.WorkloadSpec;
import java.util.List;
import java.util.function.Consumer;

/** Loads that are checked and can start; nothing has been started yet. Immutable; can be started more than once. */
public final class PreparedWorkloads {

    private final RunContext context;
    private final List<PreparedLoad> loads;
    private final Consumer<RunningWorkloads> onStart;

    PreparedWorkloads(RunContext context, List<PreparedLoad> loads) {
        this(context, loads, running -> {});
    }

    private PreparedWorkloads(RunContext context, List<PreparedLoad> loads, Consumer<RunningWorkloads> onStart) {
        this.context = context;
        this.loads = List.copyOf(loads);
        this.onStart = onStart;
    }

    /** The same loads, with somebody who is given them when they have begun. */
    PreparedWorkloads onStart(Consumer<RunningWorkloads> listener) {
        return new PreparedWorkloads(context, loads, listener);
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
        RunningWorkloads running = new RunningWorkloads(new RunLauncher(context, loads).launch());
        onStart.accept(running);
        return running;
    }
}
