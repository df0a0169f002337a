// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.spec.WorkloadSpec;
import java.util.List;

/** Offers loads somewhere: on this machine, in a cluster. Thread-safe. */
public interface WorkloadRuntime extends AutoCloseable {

    /** What this runtime cannot do of the load, each a whole sentence with the way out; asked before anything starts. */
    List<String> problems(WorkloadSpec spec);

    /** What a reader of the load's report should know, each a whole sentence; nothing by default. */
    default List<String> warnings(WorkloadSpec spec) {
        return List.of();
    }

    /** The command that offers the same load by hand, one line, secrets redacted. */
    String again(WorkloadSpec spec);

    /**
     * Starts a worker, which arms itself and then waits for {@link Worker#begin}; returns without waiting for that.
     *
     * @throws WorkloadException if it cannot be started
     */
    Worker launch(WorkerPlan plan, WorkerListener listener);

    /** Ends what is shared by the workers; they are closed before. Idempotent. */
    @Override
    void close();
}
