// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

import io.github.wrkjunit.engine.http.HttpTarget;
import io.github.wrkjunit.engine.loop.WaitMode;
import io.github.wrkjunit.report.text.WrkArguments;
import io.github.wrkjunit.runtime.AllowedTargets;
import io.github.wrkjunit.spec.Bounds;
import io.github.wrkjunit.spec.Distribution;
import io.github.wrkjunit.spec.Durations;
import io.github.wrkjunit.spec.Redaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The checked command line of a load. Immutable.
 *
 * @param url the URL as it was written
 * @param target its parts
 * @param threads threads of this process, 1 or more
 * @param connections connections of this process, at least one for each thread
 * @param rate requests per second of this process, above 0
 * @param dist the arrival distribution
 * @param duration how long requests become due
 * @param timeout how long one may take
 * @param warmup how long the load is offered beforehand, outside of all counts
 * @param script the script's path, if there is one
 * @param scriptArguments words after the URL
 * @param headers headers of every request
 * @param seed the seed, if it was given
 * @param worker this process among the workers, from 0
 * @param workers how many processes share the load
 * @param waitMode how the threads wait
 * @param latency whether the text holds the latency distribution
 * @param uncorrectedLatency whether it holds the latency from the actual send as well
 * @param requests whether the text says how many requests were sent
 * @param printAll whether each thread's latencies are written to files
 * @param relative whether a script's absolute request targets are sent as paths
 * @param targets what may be loaded; empty for everything
 * @param events whether events are printed
 * @param verdict whether the text ends with what it does not say itself, and the exit status tells it
 * @param awaitStart whether to wait for the word start on standard input
 * @param pod whether this is the program of a container, which outlives whoever speaks to its standard input
 */
record Arguments(
        String url,
        HttpTarget target,
        int threads,
        int connections,
        double rate,
        Distribution dist,
        Duration duration,
        Duration timeout,
        Duration warmup,
        Optional<String> script,
        List<String> scriptArguments,
        Map<String, String> headers,
        OptionalLong seed,
        int worker,
        int workers,
        WaitMode waitMode,
        boolean latency,
        boolean uncorrectedLatency,
        boolean requests,
        boolean printAll,
        boolean relative,
        Optional<AllowedTargets> targets,
        boolean events,
        boolean verdict,
        boolean awaitStart,
        boolean pod) {

    private static final Pattern WORKER = Pattern.compile("(\\d{1,6})/(\\d{1,6})");
    private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):\\s*(\\P{Cntrl}*)");
    private static final HttpTarget NOWHERE = new HttpTarget("nowhere", 80, false, "/");

    /** The URL without secrets, as it may be printed. */
    String shownUrl() {
        return Redaction.url(url);
    }

    /**
     * Checks everything; throws {@link UsageException} with every problem at once.
     *
     * @param misread what is wrong with the words themselves
     */
    static Arguments of(Options options, List<String> misread) {
        return of(options, misread, ProcessLimits.ofThis());
    }

    static Arguments of(Options options, List<String> misread, ProcessLimits limits) {
        return new Reading(options, misread, limits).arguments();
    }

    private static final class Reading {

        private final Options options;
        private final List<String> problems;
        private final ProcessLimits limits;

        Reading(Options options, List<String> misread, ProcessLimits limits) {
            this.options = options;
            this.limits = limits;
            this.problems = new ArrayList<>(misread);
        }

        Arguments arguments() {
            later("-S", options.separate);
            later("-p", options.printP99);
            later("-B", options.batchLatency);
            if (options.json != null) {
                problems.add("--json \"" + options.json + "\" is for a saved output. Name that with --read FILE.");
            }
            HttpTarget target = target();
            int threads = count("-t", options.threads, 2, Bounds.MOST_THREADS);
            int connections = count("-c", options.connections, 10, Bounds.MOST_CONNECTIONS);
            if (problems.isEmpty() && connections < threads) {
                problems.add("-c " + connections + " is fewer than -t " + threads
                        + ": number of connections must be >= threads. Raise -c or lower -t.");
            }
            if (problems.isEmpty()) {
                limits.problems(connections, threads).forEach(problems::add);
            }
            int[] worker = worker();
            Arguments arguments = new Arguments(
                    options.words.isEmpty() ? "" : options.words.get(0),
                    target,
                    threads,
                    connections,
                    rate(),
                    dist(),
                    time("-d", options.duration, Duration.ofSeconds(10), false),
                    time("-T", options.timeout, Duration.ofSeconds(10), false),
                    time("--warmup", options.warmup, Duration.ZERO, true),
                    Optional.ofNullable(options.script),
                    options.words.size() < 2 ? List.of() : List.copyOf(options.words.subList(1, options.words.size())),
                    headers(),
                    seed(),
                    worker[0],
                    worker[1],
                    waitMode(),
                    options.latency || options.uncorrectedLatency,
                    options.uncorrectedLatency,
                    options.requests,
                    options.printAll,
                    options.relative,
                    targets(),
                    options.events,
                    !options.events && !options.noVerdict, // who reads the events judges them
                    options.awaitStart,
                    options.pod);
            if (!problems.isEmpty()) {
                throw new UsageException(problems);
            }
            return arguments;
        }

        private void later(String option, boolean given) {
            if (given) {
                problems.add(option + " is an option of wrk2 that this program does not have. Leave it out.");
            }
        }

        private HttpTarget target() {
            if (options.words.isEmpty()) {
                problems.add("The URL is missing. Name the target, such as http://localhost:8080/.");
                return NOWHERE;
            }
            for (String word : options.words.subList(1, options.words.size())) {
                if (word.contains("://")) {
                    problems.add("\"" + Redaction.url(word) + "\" is a second URL. Run one wrk for each URL.");
                }
            }
            String text = options.words.get(0);
            try {
                return HttpTarget.parse(text);
            } catch (IllegalArgumentException e) {
                problems.add("invalid " + e.getMessage());
                return NOWHERE;
            }
        }

        private int count(String option, @Nullable String text, int otherwise, int most) {
            if (text == null) {
                return otherwise;
            }
            OptionalLong value = WrkArguments.metric(text);
            if (value.isEmpty() || value.getAsLong() < 1 || value.getAsLong() > most) {
                problems.add(String.format(
                        Locale.ROOT,
                        "%s \"%s\" is not a number from 1 to %,d. Use one such as 2 or 1k.",
                        option,
                        text,
                        most));
                return otherwise;
            }
            return (int) value.getAsLong();
        }

        private double rate() {
            String text = options.rate;
            if (text == null) {
                problems.add("Throughput MUST be specified with the --rate or -R option, such as -R 100.");
                return 1;
            }
            double rate = WrkArguments.metric(text).stream()
                    .filter(value -> value > 0)
                    .mapToDouble(value -> value)
                    .findFirst()
                    .orElseGet(() -> fraction(text));
            if (!Bounds.isRate(rate)) {
                problems.add("-R \"" + text + "\" "
                        + (rate > 0
                                ? Bounds.RATE
                                : "is not a rate above 0. Use requests per second, such as 100, 2k or 0.5."));
                return 1;
            }
            return rate;
        }

        private static double fraction(String text) {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException e) {
                return Double.NaN;
            }
        }

        private Distribution dist() {
            if (options.dist == null) {
                return Distribution.FIXED;
            }
            Optional<Distribution> dist = Distribution.ofWord(options.dist);
            if (dist.isEmpty()) {
                problems.add("-D \"" + options.dist + "\" is not a distribution. Use fixed, exp, norm or zipf.");
            }
            return dist.orElse(Distribution.FIXED);
        }

        private Duration time(String option, @Nullable String text, Duration otherwise, boolean zeroAllowed) {
            if (text == null) {
                return otherwise;
            }
            OptionalLong seconds = WrkArguments.time(text);
            Optional<Duration> time = seconds.isPresent() && seconds.getAsLong() >= 0 && seconds.getAsLong() < 1L << 31
                    ? Optional.of(Duration.ofSeconds(seconds.getAsLong()))
                    : Durations.parse(text.toLowerCase(Locale.ROOT));
            if (time.isEmpty() || (time.get().isZero() && !zeroAllowed)) {
                problems.add(option + " \"" + text + "\" is not a time" + (zeroAllowed ? "" : " above 0")
                        + ". Use one such as 500ms, 30s, 2m or 1h.");
                return otherwise;
            }
            if (time.get().compareTo(Bounds.LONGEST) > 0) {
                problems.add(option + " \"" + text + "\" " + Bounds.TIME);
                return otherwise;
            }
            return time.get();
        }

        private Map<String, String> headers() {
            Map<String, String> headers = new LinkedHashMap<>();
            for (String line : options.headers) {
                Matcher matcher = HEADER.matcher(line);
                if (matcher.matches()) {
                    headers.put(matcher.group(1), matcher.group(2));
                } else {
                    problems.add("-H \"" + Redaction.header(line).replaceAll("\\p{Cntrl}", "?")
                            + "\" is not a header. Use \"Name: value\".");
                }
            }
            return headers;
        }

        private OptionalLong seed() {
            if (options.seed == null) {
                return OptionalLong.empty();
            }
            try {
                return OptionalLong.of(Long.parseLong(options.seed));
            } catch (NumberFormatException e) {
                problems.add("--seed \"" + options.seed + "\" is not a whole number. Use one such as 7.");
                return OptionalLong.empty();
            }
        }

        private int[] worker() {
            if (options.worker == null) {
                return new int[] {0, 1};
            }
            Matcher matcher = WORKER.matcher(options.worker);
            if (matcher.matches()) {
                int worker = Integer.parseInt(matcher.group(1));
                int workers = Integer.parseInt(matcher.group(2));
                if (worker < workers) {
                    return new int[] {worker, workers};
                }
            }
            problems.add(
                    "--worker \"" + options.worker + "\" is not a worker. Use index/number from 0/1 on, such as 0/4.");
            return new int[] {0, 1};
        }

        private Optional<AllowedTargets> targets() {
            try {
                return Optional.ofNullable(options.targets).map(AllowedTargets::of);
            } catch (IllegalArgumentException e) {
                problems.add("--targets " + e.getMessage());
                return Optional.empty();
            }
        }

        private WaitMode waitMode() {
            if (options.wait == null) {
                return WaitMode.BALANCED;
            }
            for (WaitMode mode : WaitMode.values()) {
                if (mode.name().equalsIgnoreCase(options.wait)) {
                    return mode;
                }
            }
            problems.add("--wait \"" + options.wait + "\" is not a way to wait. Use eco, balanced or spin.");
            return WaitMode.BALANCED;
        }
    }
}
