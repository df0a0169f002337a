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

    /** Whether the program tells when it is warm and ready to begin at once; any other is taken to be so. */
    boolean arms();
}
