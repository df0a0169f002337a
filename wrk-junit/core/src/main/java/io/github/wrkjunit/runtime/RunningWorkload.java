// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.report.WorkloadReport;
import java.time.Duration;

/** A load that runs. Thread-safe. */
public final class RunningWorkload implements AutoCloseable {

    RunningWorkload() {}

    /** The load's name. */
    public String name() {
        throw new UnsupportedOperationException();
    }

    /** The time since the clock of the first worker started; zero before. After the end it stands still. */
    public Duration elapsed() {
        throw new UnsupportedOperationException();
    }

    /**
     * Waits until the run is that old; returns at once if it is already.
     *
     * @throws WorkloadException if the run fails or ends before, or if the thread is interrupted
     */
    public void awaitElapsed(Duration elapsed) {
        throw new UnsupportedOperationException();
    }

    /**
     * Marks the time that the action takes as a window of the report, whatever the action throws.
     *
     * @param window the window's name in the report
     * @param action what happens meanwhile, such as a fault
     * @throws X what the action throws, unchanged
     */
    public <X extends Throwable> void during(String window, WindowAction<X> action) throws X {
        throw new UnsupportedOperationException();
    }

    /** Ends the load early; {@link #await} then reports on what was offered until now. Idempotent. */
    public void stop() {
        throw new UnsupportedOperationException();
    }

    /**
     * Waits for the end of the load and of those that were started with it.
     *
     * @throws WorkloadException if the run failed, or if the thread is interrupted, which ends the load
     */
    public WorkloadReport await() {
        throw new UnsupportedOperationException();
    }

    /** Ends the load at once if it still runs, and frees what belongs to it. Idempotent. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
