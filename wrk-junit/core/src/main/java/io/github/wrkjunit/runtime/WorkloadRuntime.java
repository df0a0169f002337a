// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.spec.WorkloadSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Offers loads somewhere: on this machine, in a cluster. Thread-safe. */
public interface WorkloadRuntime extends AutoCloseable {

    /** What this runtime cannot do of the load, each a whole sentence with the way out; asked before anything starts. */
    List<String> problems(WorkloadSpec spec);

    /** What a reader of the load's report should know, each a whole sentence; nothing by default. */
    default List<String> warnings(WorkloadSpec spec) {
        return List.of();
    }

    /**
     * The same of a load with a script; as without it by default.
     *
     * @param script the text of the script, and of the modules that are known to belong to it; empty for plain GET requests
     */
    default List<String> warnings(WorkloadSpec spec, String script) {
        return warnings(spec);
    }

    /** The command that offers the same load by hand, one line, secrets redacted. */
    String again(WorkloadSpec spec);

    /**
     * The same for a load whose files are on disk, runnable in the working directory of the tests.
     *
     * @param script the script as a file; empty for plain GET requests
     * @param folder the folder of the load's evidence, into which the runtime may write what the command needs
     * @throws IOException if it cannot be written
     */
    default String again(WorkloadSpec spec, Optional<ScriptFile> script, Path folder) throws IOException {
        return again(spec);
    }

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
