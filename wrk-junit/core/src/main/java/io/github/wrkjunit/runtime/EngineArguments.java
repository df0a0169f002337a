// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wrkjunit.spec.Durations;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The command line of the engine {@code wrk-engine}, the same wherever it runs: in a process of this machine, in a pod. The
 * engine's options are in the README. Stateless.
 */
public final class EngineArguments {

    /** The class whose {@code main} runs the engine. */
    public static final String MAIN = "io.github.wrkjunit.engine.cli.Wrk";

    /** The option that makes the engine read the {@link #hidden} words from its input, as {@link #line} writes them. */
    public static final String HIDDEN_WORDS = "--stdin-words";

    /** What a connection with its buffers for an answer's head and a small body needs, in bytes, generously. */
    public static final long CONNECTION_BYTES = 12 << 10;

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

    private EngineArguments() {}

    /** The options of {@code java} for an engine with so many connections. */
    public static List<String> jvm(int connections) {
        List<String> options = new ArrayList<>(JVM);
        options.add("-Xmx" + Math.max(LEAST_HEAP_MIB, heapMib(connections)) + "m");
        return options;
    }

    /** The heap, in MiB, with which the engine offers a load with so many connections. */
    public static long heapMib(int connections) {
        return 192 + ((connections * CONNECTION_BYTES) >> 20);
    }

    /**
     * What everybody may see of a load.
     *
     * @param spec the load
     * @param rate requests per second of this process
     * @param connections connections of this process
     * @param script the script's path as the engine finds it; empty for plain GET requests
     * @param relative whether a script's absolute request targets are sent as paths
     */
    public static List<String> load(
            WorkloadSpec spec, double rate, int connections, Optional<String> script, boolean relative) {
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

    /**
     * The words of one of several workers, which prints events with a nonce that it reads first and takes its {@link #hidden} words
     * from its input as well.
     *
     * @param spec the whole load of all workers
     * @param worker the worker's number, from 0
     * @param workers how many there are
     * @param script the script's path as the engine finds it; empty for plain GET requests
     * @param relative whether a script's absolute request targets are sent as paths
     */
    public static List<String> worker(
            WorkloadSpec spec, int worker, int workers, Optional<String> script, boolean relative) {
        List<String> arguments =
                load(spec, spec.rate() / workers, connections(spec, worker, workers), script, relative);
        arguments.addAll(List.of("--worker", worker + "/" + workers, "--events", "--nonce"));
        arguments.add(HIDDEN_WORDS);
        return arguments;
    }

    /** The connections of one of several workers. */
    public static int connections(WorkloadSpec spec, int worker, int workers) {
        return WorkShare.of(spec.connections(), worker, workers);
    }

    /** The rest of a load's words: all that may hold a secret, as the list of processes is everybody's to read. */
    public static List<String> hidden(WorkloadSpec spec) {
        List<String> words = headers(spec);
        words.add(spec.url().toString());
        // scripts' arguments are words, whatever they begin with
        words.add("--");
        words.addAll(spec.args());
        return words;
    }

    /** The headers, as options. */
    public static List<String> headers(WorkloadSpec spec) {
        List<String> words = new ArrayList<>();
        spec.headers().forEach((name, value) -> words.addAll(List.of("-H", name + ": " + value)));
        return words;
    }

    /** The line of input that holds the words, with its line break. */
    public static String line(List<String> words) {
        return words.stream()
                .map(word -> "=" + URLEncoder.encode(word, UTF_8))
                .collect(Collectors.joining(" ", "", "\n"));
    }

    private static String number(double rate) {
        return rate == Math.rint(rate) && rate < 1e15
                ? String.format(Locale.ROOT, "%d", (long) rate)
                : Double.toString(rate);
    }
}
