// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.local;

import io.github.wrkjunit.report.export.EventNonce;
import io.github.wrkjunit.runtime.ScriptFile;
import io.github.wrkjunit.runtime.Worker;
import io.github.wrkjunit.runtime.WorkerListener;
import io.github.wrkjunit.runtime.WorkerPlan;
import io.github.wrkjunit.runtime.WorkloadRuntime;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Workers are processes on this machine. Thread-safe. */
final class LocalRuntime implements WorkloadRuntime {

    /** Variables that would put options of the tests' JVM, such as a debugger that waits, into the child's. */
    private static final List<String> JVM_VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private final Launcher launcher;

    LocalRuntime(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public List<String> problems(WorkloadSpec spec) {
        return launcher.problems(spec);
    }

    @Override
    public List<String> warnings(WorkloadSpec spec) {
        return launcher.warnings(spec);
    }

    @Override
    public List<String> warnings(WorkloadSpec spec, String script) {
        return launcher.warnings(spec, script);
    }

    @Override
    public String again(WorkloadSpec spec) {
        return launcher.again(spec, spec.script());
    }

    @Override
    public String again(WorkloadSpec spec, Optional<ScriptFile> script, Path folder) throws IOException {
        return launcher.again(spec, script.map(file -> fromHere(file.path())), folder);
    }

    /** The path as a shell in the working directory of this process takes it. */
    static String fromHere(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path file = path.toAbsolutePath().normalize();
        return (file.startsWith(here) ? here.relativize(file) : file).toString();
    }

    @Override
    public Worker launch(WorkerPlan plan, WorkerListener listener) {
        ProcessBuilder builder = new ProcessBuilder(launcher.command(plan));
        builder.environment().keySet().removeAll(JVM_VARIABLES);
        Optional<EventNonce> nonce = launcher.arms() ? Optional.of(EventNonce.random()) : Optional.empty();
        LocalWorker worker = new LocalWorker(builder, nonce, launcher.hiddenWords(plan), plan.worker(), listener);
        worker.launch();
        return worker;
    }

    @Override
    public void close() {
        // workers are closed by those who launched them
    }
}
