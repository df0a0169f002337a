// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import java.time.Duration;
import java.util.Optional;

/** One process that offers a load, or a share of it. Thread-safe. */
public interface Worker extends AutoCloseable {

    /**
     * Waits until the worker is warm and ready to begin at once.
     *
     * @throws WorkloadException if it ends before, or takes longer than the limit
     */
    void awaitArmed(Duration limit) throws InterruptedException;

    /** Tells the armed worker to begin; called once. */
    void begin();

    /** Tells the worker to end its load early and to report what it has measured; returns at once. Idempotent. */
    void stop();

    /**
     * Tells the worker to tell requests that are due from now on apart from earlier ones, so that a window of the report can begin or
     * end here exactly. The worker confirms it by an event of the listener's output; returns at once.
     *
     * @param number the number of the mark, from 1 and without a gap, which its event has as well
     * @return false if the worker cannot do so, which is the default: then windows are cut at whole seconds
     */
    default boolean mark(int number) {
        return false;
    }

    /**
     * Waits until the worker has ended and the listener has every line.
     *
     * @return the exit code
     * @throws WorkloadException if it takes longer than the limit, or if the worker was lost; {@link WorkerLostException} if
     *     the message tells all that there is to say
     */
    int awaitExit(Duration limit) throws InterruptedException;

    /**
     * Why the worker that has ended was made to end early by somebody else, in whole sentences with what to do; empty by default,
     * and if the runtime does not know. Asked after {@link #awaitExit}; a report that is complete does not need it.
     */
    default Optional<String> earlyEnd() {
        return Optional.empty();
    }

    /** Ends the worker at once if it still runs, and frees what belongs to it. Idempotent. */
    @Override
    void close();
}
