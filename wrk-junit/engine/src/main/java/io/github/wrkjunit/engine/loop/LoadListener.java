// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.loop;

import io.github.wrkjunit.engine.measure.FinishedRequests;
import io.github.wrkjunit.report.Cell;
import java.util.List;

/** Follows a run. All methods are called from the run's reporting thread, in order; what they throw ends the run. */
public interface LoadListener {

    /** Follows nothing. */
    LoadListener NONE = new LoadListener() {};

    /** The clock has started, at this time in microseconds since 1970. */
    default void started(long epochMicros) {}

    /**
     * Requests whose intended start lies in this second of the run, from 0, and whose outcome became known since the last call.
     * A second may be told several times; the sum over all calls is exactly what the result holds.
     */
    default void interval(int second, List<Cell> cells) {}

    /** The single outcomes of a thread, in their order; the batch is valid until this method returns. */
    default void finished(int thread, FinishedRequests batch) {}
}
