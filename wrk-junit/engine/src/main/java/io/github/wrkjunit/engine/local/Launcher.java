// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.local;

import io.github.wrkjunit.runtime.WorkerPlan;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.util.List;

/** The command of a worker's process: the engine's own, or another wrk2's. Immutable. */
interface Launcher {

    /** What the program cannot do of this, each a whole sentence. */
    List<String> problems(WorkloadSpec spec);

    /** The program and its arguments. */
    List<String> command(WorkerPlan plan);

    /** The command that a person types to offer the same load again. */
    String again(WorkloadSpec spec);

    /** Whether the program arms itself and waits for the word to begin; any other begins when it is started. */
    boolean arms();
}
