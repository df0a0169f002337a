// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.benchmarks;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.github.wrkjunit.kubernetes.manifest.JobIdentity;
import io.github.wrkjunit.kubernetes.manifest.JobOptions;
import io.github.wrkjunit.kubernetes.manifest.LoadJob;
import io.github.wrkjunit.runtime.RunningWorkload;
import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.runtime.SettingsSource;
import io.github.wrkjunit.runtime.WorkloadException;
import io.github.wrkjunit.runtime.WorkloadRunner;
import io.github.wrkjunit.spec.Origin;
import io.github.wrkjunit.spec.WorkloadSpec;
import io.github.wrkjunit.testcluster.NeedsCluster;
import io.github.wrkjunit.testcluster.Replay;
import io.github.wrkjunit.testcluster.StandIn;
import io.github.wrkjunit.testcluster.TestCluster;
import io.github.wrkjunit.testcluster.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a Job of the runtime kubernetes costs beside its load: from its creation to the scheduling of its pod, against the same
 * objects created in one go as {@code kubectl apply} does; and from the program's last word to the test.
 */
@NeedsCluster
class KubernetesOverheadBenchmark {

    private static final int PAIRS = 10;

    /** What stands in for wrk2 tells its end in milliseconds since 1970; the node's clock is this machine's. */
    private static final String LAST_WORD = "date +%s%3N";

    @TempDir
    private Path evidence;

    @Test
    void measures(TestCluster cluster) throws Exception {
        cluster.standIn();
        List<Long> plain = new ArrayList<>();
        List<Long> ours = new ArrayList<>();
        List<Long> ends = new ArrayList<>();
        try (TestNamespace namespace = cluster.newNamespace("overhead");
                Scheduled scheduled = new Scheduled(cluster.client(), namespace.name())) {
            for (int pair = 0; pair < PAIRS; pair++) {
                plain.add(plain(cluster.client(), namespace.name(), scheduled));
                ours.add(ours(cluster, namespace.name(), evidence.resolve("run-" + pair), scheduled, ends));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "kubernetes overhead, medians of %d: creation to pod scheduled %d ms, the same objects in one go %d ms"
                        + " (claimed: at most 200 more); last word to test %d ms (claimed: at most 1,500)%n",
                PAIRS,
                median(ours),
                median(plain),
                median(ends));
    }

    private static long plain(KubernetesClient client, String namespace, Scheduled scheduled) throws Exception {
        LoadJob load = LoadJob.of(
                spec(WorkloadSpec.builder()).build(),
                Optional.empty(),
                JobOptions.builder()
                        .image(StandIn.REPLAY)
                        .environment(environment())
                        .build(),
                JobIdentity.of(namespace, "benchmark", "", "benchmark", "workload", 0));
        long beginNs = System.nanoTime();
        var job = load.job();
        job.getSpec().setSuspend(false);
        var created = client.resource(job).create();
        for (HasMetadata owned : load.owned(created)) {
            client.resource(owned).create();
        }
        return scheduled.after(beginNs);
    }

    private static long ours(TestCluster cluster, String namespace, Path evidence, Scheduled scheduled, List<Long> ends)
            throws Exception {
        Map<String, String> settings = Map.of(
                "wrk.kubernetes.kubeconfig",
                cluster.kubeconfig().toString(),
                "wrk.kubernetes.namespace",
                namespace,
                "wrk.kubernetes.image",
                StandIn.REPLAY,
                "wrk.kubernetes.env",
                Replay.VARIABLE + "=" + environment().get(Replay.VARIABLE),
                "wrk.exclusive",
                "false");
        RunningWorkload running = WorkloadRunner.builder()
                .runtime("kubernetes", Origin.PROGRAM)
                .settings(Settings.of(SettingsSource.of("benchmark", settings)))
                .evidence(evidence)
                .build()
                .start(KubernetesOverheadBenchmark::spec);
        long millis = scheduled.sinceJobWasAdded();
        try {
            running.await();
        } catch (WorkloadException e) { // it prints no report, on purpose
            ends.add(System.currentTimeMillis() - lastWord(evidence));
        }
        return millis;
    }

    private static WorkloadSpec.Builder spec(WorkloadSpec.Builder spec) {
        return spec.name("workload")
                .url("http://target:80")
                .rate(20)
                .duration(Duration.ofSeconds(1))
                .seed(7);
    }

    private static Map<String, String> environment() {
        return Map.of(Replay.VARIABLE, Replay.script(LAST_WORD).value());
    }

    private static long lastWord(Path evidence) throws IOException {
        return Long.parseLong(
                Files.readString(evidence.resolve("workload/raw.txt")).strip());
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    /** Sees Jobs come and their pods be scheduled. */
    private static final class Scheduled implements AutoCloseable {

        private final LinkedBlockingQueue<Long> jobsNs = new LinkedBlockingQueue<>();
        private final LinkedBlockingQueue<Long> podsNs = new LinkedBlockingQueue<>();
        private final Set<String> seen = ConcurrentHashMap.newKeySet();
        private final List<SharedIndexInformer<?>> informers;

        Scheduled(KubernetesClient client, String namespace) {
            informers = List.of(
                    client.batch().v1().jobs().inNamespace(namespace).inform(seen(job -> {
                        if (seen.add(job.getMetadata().getUid())) {
                            jobsNs.add(System.nanoTime());
                        }
                    })),
                    client.pods().inNamespace(namespace).inform(seen(pod -> {
                        if (pod.getSpec().getNodeName() != null
                                && seen.add(pod.getMetadata().getUid())) {
                            podsNs.add(System.nanoTime());
                        }
                    })));
        }

        long after(long beginNs) throws InterruptedException {
            take(jobsNs);
            return TimeUnit.NANOSECONDS.toMillis(take(podsNs) - beginNs);
        }

        long sinceJobWasAdded() throws InterruptedException {
            return TimeUnit.NANOSECONDS.toMillis(take(podsNs) - take(jobsNs));
        }

        private static long take(LinkedBlockingQueue<Long> momentsNs) throws InterruptedException {
            Long moment = momentsNs.poll(60, TimeUnit.SECONDS);
            if (moment == null) {
                throw new IllegalStateException("No pod was scheduled within 60 s.");
            }
            return moment;
        }

        @Override
        public void close() {
            informers.forEach(SharedIndexInformer::close);
        }

        private static <T> ResourceEventHandler<T> seen(Consumer<T> reader) {
            return new ResourceEventHandler<>() {
                @Override
                public void onAdd(T resource) {
                    reader.accept(resource);
                }

                @Override
                public void onUpdate(T before, T resource) {
                    reader.accept(resource);
                }

                @Override
                public void onDelete(T resource, boolean lastStateUnknown) {
                    // its time has been noted
                }
            };
        }
    }
}
