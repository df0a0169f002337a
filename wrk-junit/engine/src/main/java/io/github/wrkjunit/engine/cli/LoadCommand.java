// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

import io.github.wrkjunit.engine.http.AbsoluteForm;
import io.github.wrkjunit.engine.http.HttpTarget;
import io.github.wrkjunit.engine.http.RequestSource;
import io.github.wrkjunit.engine.http.StaticRequest;
import io.github.wrkjunit.engine.loop.LoadListener;
import io.github.wrkjunit.engine.loop.LoadPlan;
import io.github.wrkjunit.engine.loop.LoadResult;
import io.github.wrkjunit.engine.loop.LoadRun;
import io.github.wrkjunit.engine.loop.WarmUp;
import io.github.wrkjunit.engine.lua.SystemAddresses;
import io.github.wrkjunit.report.export.WorkerEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;

/**
 * One load, from the checked command line to the printed report: resolve, load the script, warm up, wait for the word,
 * offer, print. Used once, by one thread.
 */
final class LoadCommand {

    private static final SystemAddresses SYSTEM = new SystemAddresses(Duration.ofSeconds(1));

    private static final int HALTED = 1;

    /** Long enough that classes are loaded and the hot path is compiled, short beside a person's patience. */
    private static final Duration WARM_UP = Duration.ofMillis(400);

    private final Arguments arguments;
    private final InputStream in;
    private final EventOutput events;
    private final PrintStream err;

    LoadCommand(Arguments arguments, InputStream in, EventOutput events, PrintStream err) {
        this.arguments = arguments;
        this.in = in;
        this.events = events;
        this.err = err;
    }

    /** Runs the load; gives the exit status. */
    int run() throws InterruptedException {
        Lifeline lifeline = new Lifeline(in, () -> Runtime.getRuntime().halt(HALTED));
        if (arguments.pod()) {
            lifeline.letGo(); // the API server through which the parent speaks may start again
        }
        if (arguments.awaitStart()) {
            lifeline.listen(); // first of all: from here on the end of the parent is the end of this process
        }
        long seed = arguments.seed().orElseGet(() -> ThreadLocalRandom.current().nextLong(1, 1L << 31));
        GuardedAddresses guard = new GuardedAddresses(SYSTEM, arguments.targets());
        List<InetSocketAddress> addresses = addresses(guard);
        try (LoadScript script = LoadScript.of(arguments, seed, guard, events.out());
                LatencyFiles files = LatencyFiles.open(arguments, Path.of(""));
                Watchdog watchdog = new Watchdog(script::whereabouts, this::halt)) {
            watchdog.expect(Watchdog.LOADING, "The script was still being loaded");
            script.load();
            watchdog.rest();
            IntFunction<RequestSource> requests = script.isPresent()
                    ? thread -> new AbsoluteForm(script.thread(thread), arguments.relative())
                    : thread -> plainRequest();
            warmUp();
            offerBeforehand(addresses, seed, requests, script, watchdog);
            RunReport report = new RunReport(arguments, seed, events, files);
            System.gc(); // else what all this has left is collected in the first second of the run
            if (arguments.awaitStart()) {
                report.armed();
                if (!lifeline.awaitStart()) {
                    return 0;
                }
            }
            report.begin();
            watchdog.expect(longest(arguments.duration()), "The load did not end in time");
            LoadPlan plan = plan(addresses, seed, arguments.duration(), script);
            try (Signals signals = new Signals()) {
                LoadRun run = LoadRun.start(plan, requests, report);
                Runnable stop = run::stop;
                lifeline.onStop(stop);
                lifeline.onMark(run::mark);
                signals.onStop(stop);
                LoadResult result = run.await();
                lifeline.onMark(number -> {});
                lifeline.letGo();
                WorkerEvent.End end = report.end(result, signals.seen()); // before done(), which may fail or exit
                watchdog.expect(Watchdog.LOADING, "done() of the script did not return");
                script.done(result);
                endChildren();
                return arguments.verdict() ? report.verdict(end).print(events.out()) : 0;
            }
        }
    }

    /** LuaJIT waits for what {@code io.popen} has started when it is closed, however long that takes. */
    private void endChildren() {
        if (arguments.awaitStart() || arguments.pod()) { // a process of its own, which ends now
            ProcessHandle.current().descendants().toList().forEach(ProcessHandle::destroyForcibly);
        }
    }

    private List<InetSocketAddress> addresses(GuardedAddresses guard) {
        HttpTarget target = arguments.target();
        try {
            return guard.lookup(target.host(), Integer.toString(target.port()));
        } catch (IllegalArgumentException e) {
            throw new TargetException(String.valueOf(e.getMessage()), e);
        } catch (UnknownHostException e) {
            throw new TargetException(
                    "unable to resolve " + target.host() + ":" + target.port()
                            + " Name or service not known. Check the host of the URL " + arguments.shownUrl() + ".",
                    e);
        }
    }

    private void warmUp() throws InterruptedException {
        try {
            WarmUp.run(WARM_UP.toNanos(), arguments.waitMode());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The engine could not warm itself up on a loopback port: " + e.getMessage(), e);
        }
    }

    /** The same load for {@code --warmup}; what it measures is thrown away. */
    private void offerBeforehand(
            List<InetSocketAddress> addresses,
            long seed,
            IntFunction<RequestSource> requests,
            LoadScript script,
            Watchdog watchdog)
            throws InterruptedException {
        if (!arguments.warmup().isZero()) {
            watchdog.expect(longest(arguments.warmup()), "The load beforehand did not end in time");
            LoadRun.start(plan(addresses, ~seed, arguments.warmup(), script), requests, LoadListener.NONE)
                    .await();
            watchdog.rest();
        }
    }

    private LoadPlan plan(List<InetSocketAddress> addresses, long seed, Duration duration, LoadScript script) {
        LoadPlan.Builder plan = LoadPlan.builder()
                .addresses(addresses)
                .threads(arguments.threads())
                .connections(arguments.connections())
                .rate(arguments.rate())
                .distribution(arguments.dist())
                .durationNs(duration.toNanos())
                .timeoutNs(arguments.timeout().toNanos())
                .seed(seed)
                .worker(arguments.worker(), arguments.workers())
                .waitMode(arguments.waitMode());
        for (int i = 0; i < arguments.threads(); i++) {
            int thread = i;
            script.address(thread).ifPresent(address -> plan.addresses(thread, List.of(address)));
        }
        return plan.build();
    }

    private RequestSource plainRequest() {
        List<String> headers = new ArrayList<>();
        arguments.headers().forEach((name, value) -> headers.add(name + ": " + value));
        return StaticRequest.get(arguments.target(), headers);
    }

    private Duration longest(Duration duration) {
        return duration.plus(arguments.timeout()).plus(Watchdog.RESERVE);
    }

    /** A script that never returns can be stopped by nothing but the end of the process. */
    private void halt(String message) {
        new Failures(events, err).stuck(message);
        Runtime.getRuntime().halt(HALTED);
    }
}
