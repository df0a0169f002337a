// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.loop;

import io.github.wrkjunit.engine.measure.FinishedRequests;
import io.github.wrkjunit.engine.measure.IntervalListener;
import io.github.wrkjunit.report.Cell;
import io.github.wrkjunit.report.SecondHealth;
import java.util.List;
import java.util.Optional;

/**
 * Follows a run. All methods except {@link #marked} are called from the run's reporting thread, in order; what they throw ends the run.
 */
public interface LoadListener extends IntervalListener {

    /** Follows nothing. */
    LoadListener NONE = new LoadListener() {};

    /** The clock has started, at this time in microseconds since 1970. */
    default void started(long epochMicros) {}

    @Override
    default void interval(int second, int marks, List<Cell> cells, Optional<SecondHealth> health) {}

    /**
     * A mark was set; called by the thread that set it, which may be any.
     *
     * @param number from 1
     * @param offsetNs when, from the clock's start
     */
    default void marked(int number, long offsetNs) {}

    /** The single outcomes of a thread, in their order; the batch is valid until this method returns. */
    default void finished(int thread, FinishedRequests batch) {}
}
