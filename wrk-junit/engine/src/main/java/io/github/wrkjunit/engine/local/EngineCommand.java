// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.local;

import io.github.wrkjunit.runtime.EngineArguments;
import io.github.wrkjunit.runtime.Shell;
import io.github.wrkjunit.runtime.WorkerPlan;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The engine in a JVM of its own: a script cannot hurt the test's JVM, and the test's garbage collections cannot colour the
 * latency.
 *
 * @param java the {@code java} command
 * @param relative whether a script's absolute request targets are sent as paths
 * @param targets what may be loaded besides this machine and private networks, as {@code wrk.targets} names it
 */
record EngineCommand(String java, boolean relative, String targets) implements Launcher {

    @Override
    public List<String> problems(WorkloadSpec spec) {
        return "https".equalsIgnoreCase(spec.url().getScheme())
                ? List.of("url \"" + spec.url() + "\": the runtime \"local\" does not speak TLS. Use an http:// URL.")
                : List.of();
    }

    @Override
    public List<String> command(WorkerPlan plan) {
        WorkloadSpec spec = plan.spec();
        List<String> command = new ArrayList<>();
        command.add(java);
        command.addAll(jvm(EngineArguments.connections(spec, plan.worker(), plan.workers())));
        command.add(Launcher.errorFile(plan));
        command.add("-cp");
        command.add(ChildClassPath.find());
        command.add(EngineArguments.MAIN);
        command.add("--await-start");
        command.addAll(List.of("--targets", targets)); // what a name means, and what scripts look up, is judged there
        command.addAll(EngineArguments.worker(
                spec,
                plan.worker(),
                plan.workers(),
                plan.script().map(script -> script.path().toString()),
                relative));
        return command;
    }

    /** All that may hold a secret: the list of processes is everybody's to read. */
    @Override
    public List<String> hiddenWords(WorkerPlan plan) {
        return EngineArguments.hidden(plan.spec());
    }

    @Override
    public String again(WorkloadSpec spec, Optional<String> script) {
        return again(List.of("wrk"), spec, script);
    }

    /** With the jars of this run in an argument file, because there is no {@code wrk} on the path of most people. */
    @Override
    public String again(WorkloadSpec spec, Optional<String> script, Path folder) throws IOException {
        Path file = folder.resolve("wrk.args");
        List<String> lines = new ArrayList<>(jvm(spec.connections()));
        lines.addAll(List.of("-cp", quoted(ChildClassPath.find()), EngineArguments.MAIN));
        Files.write(file, lines);
        return again(List.of(java, "@" + LocalRuntime.fromHere(file)), spec, script);
    }

    private String again(List<String> program, WorkloadSpec spec, Optional<String> script) {
        List<String> words = new ArrayList<>(program);
        words.addAll(EngineArguments.load(spec, spec.rate(), spec.connections(), script, relative));
        words.addAll(EngineArguments.headers(spec));
        words.add(spec.url().toString());
        if (spec.args().stream().anyMatch(word -> word.startsWith("-"))) {
            words.add("--");
        }
        words.addAll(spec.args());
        return Shell.join(words);
    }

    /** As {@code java} reads a word of an argument file. */
    private static String quoted(String word) {
        return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static List<String> jvm(int connections) {
        List<String> options = new ArrayList<>(EngineArguments.jvm(connections));
        if (Runtime.version().feature() >= 22) {
            options.add("--enable-native-access=ALL-UNNAMED");
        }
        return options;
    }

    @Override
    public boolean arms() {
        return true;
    }
}
