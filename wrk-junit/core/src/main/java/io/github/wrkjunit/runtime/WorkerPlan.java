// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static java.util.Objects.requireNonNull;

import io.github.wrkjunit.spec.WorkloadSpec;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What one worker has to do. The runtime splits rate and connections so that the shares add up exactly, and derives the
 * worker's seed from the load's. Immutable.
 *
 * @param spec the whole load of all workers; its seed is always there and its URL final
 * @param worker the number of this worker, from 0
 * @param workers how many there are
 * @param script the script; empty for plain GET requests
 * @param folder the folder of this worker's evidence; it is there, and raw output is written to it by the runner
 */
public record WorkerPlan(WorkloadSpec spec, int worker, int workers, Optional<ScriptFile> script, Path folder) {

    /** Checks that the parts fit together. */
    public WorkerPlan {
        requireNonNull(spec, "spec");
        requireNonNull(script, "script");
        requireNonNull(folder, "folder");
        if (worker < 0 || worker >= workers) {
            throw new IllegalArgumentException("worker " + worker + " of " + workers);
        }
        if (spec.seed().isEmpty()) {
            throw new IllegalArgumentException("the load \"" + spec.name() + "\" has no seed");
        }
    }
}
