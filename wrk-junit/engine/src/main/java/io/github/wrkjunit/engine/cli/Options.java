// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The command line as it was written: wrk2's options (those of DeathStarBench's fork, and giltene's where only it has one)
 * and the own ones. Texts are checked by {@link Arguments}. The deviations from wrk2 are listed in the module's README.
 */
@Command(name = "wrk", sortOptions = false)
final class Options {

    @Option(
            names = {"-t", "--threads"},
            paramLabel = "<n>")
    @Nullable
    String threads;

    @Option(
            names = {"-c", "--connections"},
            paramLabel = "<n>")
    @Nullable
    String connections;

    @Option(
            names = {"-d", "--duration"},
            paramLabel = "<time>")
    @Nullable
    String duration;

    @Option(
            names = {"-D", "--dist"},
            paramLabel = "<word>")
    @Nullable
    String dist;

    @Option(
            names = {"-R", "--rate"},
            paramLabel = "<n>")
    @Nullable
    String rate;

    @Option(
            names = {"-s", "--script"},
            paramLabel = "<file>")
    @Nullable
    String script;

    @Option(
            names = {"-H", "--header"},
            paramLabel = "<header>")
    List<String> headers = new ArrayList<>();

    @Option(names = {"-L", "--latency"})
    boolean latency;

    @Option(names = {"-U", "--u_latency"})
    boolean uncorrectedLatency;

    @Option(names = {"-r", "--requests"})
    boolean requests;

    @Option(
            names = {"-T", "--timeout"},
            paramLabel = "<time>")
    @Nullable
    String timeout;

    @Option(names = {"-P", "--print_all"})
    boolean printAll;

    @Option(names = {"-S", "--separate"})
    boolean separate;

    @Option(names = {"-p", "--print_p99"})
    boolean printP99;

    @Option(names = {"-B", "--batch_latency"})
    boolean batchLatency;

    @Option(names = {"-v", "--version"})
    boolean version;

    @Option(names = {"--help"})
    boolean help;

    @Option(names = "--seed", paramLabel = "<n>")
    @Nullable
    String seed;

    @Option(names = "--warmup", paramLabel = "<time>")
    @Nullable
    String warmup;

    @Option(names = "--worker", paramLabel = "<i/n>")
    @Nullable
    String worker;

    @Option(names = "--wait", paramLabel = "<mode>")
    @Nullable
    String wait;

    @Option(names = "--relative")
    boolean relative;

    @Option(names = "--targets", paramLabel = "<list>")
    @Nullable
    String targets;

    @Option(names = "--no-verdict")
    boolean noVerdict;

    @Option(names = "--events")
    boolean events;

    /** Read by {@link EventOutput}, before all else. */
    @Option(names = "--nonce")
    boolean nonce;

    @Option(names = "--await-start")
    boolean awaitStart;

    @Option(names = "--pod")
    boolean pod;

    /** Opened before all else: see {@link WordsFile}. */
    @Option(names = WordsFile.OPTION, paramLabel = "<file>")
    @Nullable
    String input;

    /** Taken away before words are read: see {@link HiddenWords}. */
    @Option(names = HiddenWords.OPTION)
    boolean stdinWords;

    @Option(names = "--read", paramLabel = "<file>")
    @Nullable
    String read;

    @Option(names = "--json", paramLabel = "<file>")
    @Nullable
    String json;

    @Parameters(paramLabel = "<url>")
    List<String> words = new ArrayList<>();
}
