// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static java.util.Objects.requireNonNull;

import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.time.Duration;

/** A load that runs. Thread-safe. */
public final class RunningWorkload implements AutoCloseable {

    private final RunGroup group;
    private final LoadRun load;

    RunningWorkload(RunGroup group, LoadRun load) {
        this.group = group;
        this.load = load;
    }

    /** The load's name. */
    public String name() {
        return load.spec().name();
    }

    /** The load as it runs, settings applied. */
    public WorkloadSpec spec() {
        return load.spec();
    }

    /** Whether {@link #await} was called, well or not. */
    public boolean isTaken() {
        return load.use().isTaken();
    }

    /**
     * Whether a measured value was read from the load's report, by an assertion or otherwise, or its failure was thrown; printing
     * the report is neither.
     */
    public boolean isJudged() {
        return load.use().isJudged();
    }

    /** Adds a warning to the report and to its evidence if there is a report already; what was given away before does not change. */
    public void warn(String sentence) {
        group.warn(load, requireNonNull(sentence, "sentence"));
    }

    /**
     * The time since the clock of the first worker started; zero before. After the end it stands still. For a generator that
     * does not tell when its clock starts, the time since the load began, told from its fifth second on.
     */
    public Duration elapsed() {
        return group.elapsed(load);
    }

    /**
     * Waits until the run is that old; returns at once if it is already.
     *
     * @throws WorkloadException if the run fails or ends before, or if the thread is interrupted, which ends the load
     */
    public void awaitElapsed(Duration elapsed) {
        group.awaitElapsed(load, requireNonNull(elapsed, "elapsed"));
    }

    /**
     * Waits until the load has started, then marks the time that the action takes as a window of the report, whatever the action
     * throws. That is thrown on unchanged;
     * a checked exception too, which need not be declared.
     *
     * @param window the window's name in the report, one that the load does not have yet
     * @param action what happens meanwhile, such as a fault
     * @throws WorkloadException if the load failed or ended before; the action does not happen then
     */
    public void during(String window, WindowAction action) {
        requireNonNull(action, "action");
        group.awaitElapsed(load, Duration.ZERO); // what happens before meets no load
        LoadRun.Edge begin = group.windowBegin(load, requireNonNull(window, "window"));
        try {
            action.run();
        } catch (Throwable thrown) {
            throw RunningWorkload.<RuntimeException>unchanged(thrown);
        } finally {
            group.windowEnd(load, window, begin);
        }
    }

    /** Ends the load early; {@link #await} then reports on what was offered until now. Idempotent. */
    public void stop() {
        group.stop(load);
    }

    /**
     * Waits for the end of the load and of those that were started with it.
     *
     * @throws WorkloadException if the run failed, or if the thread is interrupted, which ends the load
     */
    public WorkloadReport await() {
        return group.await(load);
    }

    /**
     * Ends the load and those that were started with it if they still run, and frees what belongs to them. What was measured until
     * then is reported in the evidence, and by {@link #await}, if the workers report within 5 s; else they are killed, and there is no
     * report. Idempotent.
     */
    @Override
    public void close() {
        group.close();
    }

    /**
     * Throws anything, believed to be unchecked since X is erased. Were X a type parameter of {@link #during}, Kotlin could not
     * infer it, and each call would have to name it.
     */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> X unchanged(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
