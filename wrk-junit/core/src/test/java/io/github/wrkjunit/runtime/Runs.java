// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.report.Cell;
import io.github.wrkjunit.report.LatencyBasis;
import io.github.wrkjunit.report.LatencyHistogram;
import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.report.export.WorkerEvent;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A small world for runs: settings in a map, a fake clock, a name service with a few names, a folder for everything. */
final class Runs {

    final FakeClock clock = new FakeClock();
    final Map<String, String> settings = new LinkedHashMap<>();
    final Map<String, String> addresses = new HashMap<>(Map.of("localhost", "127.0.0.1"));
    final List<String> progress = new CopyOnWriteArrayList<>();
    private final Path folder;
    private final List<WorkloadRuntimeProvider> providers;

    Runs(Path folder, WorkloadRuntimeProvider... providers) {
        this.folder = folder;
        this.providers = List.of(providers);
    }

    Path evidence() {
        return folder.resolve("evidence");
    }

    /** A runner of the place {@code CheckoutTest.p99()}. */
    WorkloadRunner runner() {
        return builder().place("CheckoutTest.p99()").build();
    }

    WorkloadRunner.Builder builder() {
        return WorkloadRunner.builder()
                .settings(Settings.of(SettingsSource.of("system property", settings)))
                .evidence(evidence())
                .progress(progress::add)
                .surroundings(new Surroundings(
                        clock,
                        loader -> new RuntimeLookup(providers, List.of()),
                        this::resolve,
                        () -> 42,
                        folder,
                        folder.resolve("locks")));
    }

    List<InetAddress> resolve(String host) throws UnknownHostException {
        String addressOf = AddressRange.literal(host).isPresent() ? host : addresses.get(host);
        if (addressOf == null) {
            throw new UnknownHostException(host);
        }
        List<InetAddress> resolved = new ArrayList<>();
        for (String address : addressOf.split(" ")) {
            resolved.add(InetAddress.getByAddress(
                    host, AddressRange.literal(address).orElseThrow().getAddress()));
        }
        return resolved;
    }

    /** A load of 100/s for 1 s. */
    static WorkloadSpec.Builder load() {
        return WorkloadSpec.builder()
                .url("http://localhost:5000")
                .rate(100)
                .duration(Duration.ofSeconds(1))
                .timeout(Duration.ofSeconds(2));
    }

    /** What the worker's clock starts with. */
    static WorkerEvent.Started started(WorkerPlan plan) {
        WorkloadSpec spec = plan.spec();
        return new WorkerEvent.Started(
                "wrk-engine 0.1.0",
                plan.worker(),
                plan.workers(),
                Transcripts.START,
                spec.url().toString(),
                spec.rate() / plan.workers(),
                spec.dist(),
                spec.threads(),
                spec.connections() / plan.workers(),
                spec.duration(),
                spec.timeout(),
                spec.seed().orElseThrow(),
                LatencyBasis.INTENDED_START);
    }

    /** So many good answers after 10 ms. */
    static Cell answers(int count) {
        LatencyHistogram latencies = LatencyHistogram.create();
        latencies.record(10_000, count);
        return new Cell("GET /", Outcome.SUCCESS, count, latencies);
    }

    static WorkerEvent.End end(int answers) {
        return Transcripts.end(WorkerEvent.End.Reason.DURATION, Duration.ofSeconds(1), answers(answers));
    }

    /** A worker that answers all of its requests. */
    static FakeWorker.Script good() {
        return (worker, limit) -> {
            int count = 100 / worker.plan.workers();
            worker.print(started(worker.plan), new WorkerEvent.Interval(0, List.of(answers(count))), end(count));
            return 0;
        };
    }
}
