// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.local;

import io.github.wrkjunit.runtime.WorkerPlan;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The command of a worker's process: the engine's own, or another wrk2's. Immutable. */
interface Launcher {

    /** What the program cannot do of this, each a whole sentence. */
    List<String> problems(WorkloadSpec spec);

    /** The program and its arguments. */
    List<String> command(WorkerPlan plan);

    /**
     * Words that take their place behind the command and are seen by nobody: they are written to the process's standard input.
     * Nothing is written if there are none.
     */
    List<String> hiddenWords(WorkerPlan plan);

    /** What a reader of a report of this load should know, each a whole sentence. */
    default List<String> warnings(WorkloadSpec spec) {
        return List.of();
    }

    /** The same of a load whose script has this text; as without it by default. */
    default List<String> warnings(WorkloadSpec spec, String script) {
        return warnings(spec);
    }

    /** Where a JVM that crashes writes what it knows: into the evidence, and not into the folder that it happens to run in. */
    static String errorFile(WorkerPlan plan) {
        return "-XX:ErrorFile="
                + plan.folder()
                        .toAbsolutePath()
                        .resolve("hs_err_pid")
                        .toString()
                        .replace("%", "%%") + "%p.log";
    }

    /**
     * The command that a person types, in the working directory of the tests, to offer the same load again.
     *
     * @param script where the script is, as seen from there; empty for plain GET requests
     */
    String again(WorkloadSpec spec, Optional<String> script);

    /** The same, with files for it that are written into this folder. */
    default String again(WorkloadSpec spec, Optional<String> script, Path folder) throws IOException {
        return again(spec, script);
    }

    /** Whether the program tells when it is warm and ready to begin at once; any other is taken to be so. */
    boolean arms();
}
