// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.local;

import io.github.wrkjunit.engine.cli.HiddenWords;
import io.github.wrkjunit.engine.cli.ProcessLimits;
import io.github.wrkjunit.engine.cli.Wrk;
import io.github.wrkjunit.runtime.Shell;
import io.github.wrkjunit.runtime.WorkShare;
import io.github.wrkjunit.runtime.WorkerPlan;
import io.github.wrkjunit.spec.Durations;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The engine in a JVM of its own: a script cannot hurt the test's JVM, and the test's garbage collections cannot colour the
 * latency.
 *
 * @param java the {@code java} command
 * @param relative whether a script's absolute request targets are sent as paths
 * @param targets what may be loaded besides this machine and private networks, as {@code wrk.targets} names it
 */
record EngineCommand(String java, boolean relative, String targets) implements Launcher {

    /**
     * A quick start and a small, steady process: the code is short and warmed up before the clock starts, so that the first
     * compiler is as good as the second (measured), and one that allocates nothing needs no parallel collector.
     */
    private static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xms32m",
            "-Xshare:auto",
            "-XX:-UsePerfData",
            "-Dfile.encoding=UTF-8");

    private static final long LEAST_HEAP_MIB = 256;

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
        int connections = WorkShare.of(spec.connections(), plan.worker(), plan.workers());
        command.addAll(jvm(connections));
        command.add(Launcher.errorFile(plan));
        command.add("-cp");
        command.add(ChildClassPath.find());
        command.add(Wrk.class.getName());
        command.addAll(arguments(
                spec, spec.rate() / plan.workers(), connections, plan.script().map(script -> script.path()
                        .toString())));
        command.addAll(
                List.of("--worker", plan.worker() + "/" + plan.workers(), "--events", "--nonce", "--await-start"));
        command.addAll(
                List.of("--targets", targets)); // what a name means here, and what scripts look up, is judged there
        command.add(HiddenWords.OPTION);
        return command;
    }

    /** All that may hold a secret: the list of processes is everybody's to read. */
    @Override
    public List<String> hiddenWords(WorkerPlan plan) {
        WorkloadSpec spec = plan.spec();
        List<String> words = new ArrayList<>(headers(spec));
        words.add(spec.url().toString());
        // scripts' arguments are words, whatever they begin with
        words.add("--");
        words.addAll(spec.args());
        return words;
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
        lines.addAll(List.of("-cp", quoted(ChildClassPath.find()), Wrk.class.getName()));
        Files.write(file, lines);
        return again(List.of(java, "@" + LocalRuntime.fromHere(file)), spec, script);
    }

    private String again(List<String> program, WorkloadSpec spec, Optional<String> script) {
        List<String> words = new ArrayList<>(program);
        words.addAll(arguments(spec, spec.rate(), spec.connections(), script));
        words.addAll(headers(spec));
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
        List<String> options = new ArrayList<>(JVM);
        options.add("-Xmx" + Math.max(LEAST_HEAP_MIB, ProcessLimits.heapMib(connections)) + "m");
        if (Runtime.version().feature() >= 22) {
            options.add("--enable-native-access=ALL-UNNAMED");
        }
        return options;
    }

    @Override
    public boolean arms() {
        return true;
    }

    private List<String> arguments(WorkloadSpec spec, double rate, int connections, Optional<String> script) {
        List<String> arguments = new ArrayList<>();
        arguments.add("-t" + spec.threads());
        arguments.add("-c" + connections);
        arguments.add("-d" + Durations.text(spec.duration()));
        arguments.addAll(List.of("-D", spec.dist().word()));
        OptionalLong seed = spec.seed();
        if (seed.isPresent()) {
            arguments.addAll(List.of("--seed", Long.toString(seed.getAsLong())));
        }
        arguments.add("-R" + number(rate));
        arguments.add("-L");
        arguments.add("-T" + Durations.text(spec.timeout()));
        if (!spec.warmup().isZero()) {
            arguments.addAll(List.of("--warmup", Durations.text(spec.warmup())));
        }
        script.ifPresent(path -> arguments.addAll(List.of("-s", path)));
        if (relative) {
            arguments.add("--relative");
        }
        return arguments;
    }

    private static List<String> headers(WorkloadSpec spec) {
        List<String> words = new ArrayList<>();
        spec.headers().forEach((name, value) -> words.addAll(List.of("-H", name + ": " + value)));
        return words;
    }

    private static String number(double rate) {
        return rate == Math.rint(rate) && rate < 1e15
                ? String.format(Locale.ROOT, "%d", (long) rate)
                : Double.toString(rate);
    }
}
