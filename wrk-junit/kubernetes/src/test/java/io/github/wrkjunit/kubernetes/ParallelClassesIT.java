// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import io.github.wrkjunit.jupiter.WithWorkload;
import io.github.wrkjunit.jupiter.WorkloadTarget;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.testcluster.NeedsCluster;
import io.github.wrkjunit.testcluster.TestCluster;
import io.github.wrkjunit.testcluster.TestNamespace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Test classes that run at the same time, in one JVM and one namespace. */
@NeedsCluster
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class ParallelClassesIT {

    private static final String PARALLEL = "wrk.parallel";

    private static final Map<String, String> TARGETS = new ConcurrentHashMap<>();
    private static final Map<String, WorkloadReport> REPORTS = new ConcurrentHashMap<>();

    private static TestCluster cluster;
    private static TestNamespace targets;

    @TempDir
    private Path evidence;

    @BeforeAll
    static void start(TestCluster cluster) throws IOException {
        ParallelClassesIT.cluster = cluster;
        System.setProperty(PARALLEL, "true"); // JUnit asks for locks before it tells its parameters
        cluster.standIn();
        targets = cluster.newNamespace("targets");
        for (String name : List.of("shop", "bank")) {
            TARGETS.put(name, TargetPod.start(cluster.client(), targets.name(), name));
        }
    }

    @AfterAll
    static void remove() {
        System.clearProperty(PARALLEL);
        if (targets != null) {
            targets.close();
        }
    }

    @Test
    void loads_on_two_targets_run_at_the_same_time_and_each_class_gets_its_own_report() {
        try (TestNamespace namespace = cluster.newNamespace("two-targets")) {
            run(namespace, ShopLoad.class, BankLoad.class);

            List<Span> spans = spans(namespace);
            assertThat(spans).hasSize(2);
            assertThat(spans.get(1).begin())
                    .as("the second begins while the first runs")
                    .isBefore(spans.get(0).end());
            assertThat(requireNonNull(REPORTS.get("shop")).counts().answered()).isBetween(120L, 280L);
            assertThat(requireNonNull(REPORTS.get("bank")).counts().answered()).isBetween(480L, 720L);
        }
    }

    @Test
    void loads_on_one_target_run_one_after_the_other() {
        try (TestNamespace namespace = cluster.newNamespace("one-target")) {
            run(namespace, ShopLoad.class, OtherShopLoad.class);

            List<Span> spans = spans(namespace);
            assertThat(spans).hasSize(2);
            assertThat(spans.get(1).begin())
                    .as("the second begins after the first has ended")
                    .isAfterOrEqualTo(spans.get(0).end());
        }
    }

    private void run(TestNamespace namespace, Class<?>... classes) {
        EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(classes[0]), selectClass(classes[1]))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.mode.classes.default", "concurrent")
                .configurationParameter("wrk.runtime", "kubernetes")
                .configurationParameter(
                        "wrk.evidence", evidence.resolve(namespace.name()).toString())
                .configurationParameter(
                        "wrk.kubernetes.kubeconfig", cluster.kubeconfig().toString())
                .configurationParameter("wrk.kubernetes.namespace", namespace.name())
                .configurationParameter("wrk.kubernetes.keep", "always") // so that its pod can be looked at
                .execute();
        assertThat(results.testEvents().failed().stream()
                        .map(failed -> failed.getRequiredPayload(TestExecutionResult.class)
                                .getThrowable()
                                .orElseThrow()))
                .isEmpty();
        results.testEvents().assertStatistics(statistics -> statistics.succeeded(2));
    }

    /** When the container of each load's pod has run, by the cluster's clock, the earlier first. */
    private static List<Span> spans(TestNamespace namespace) {
        return cluster.client().pods().inNamespace(namespace.name()).withLabel("job-name").list().getItems().stream()
                .map(ParallelClassesIT::span)
                .sorted(Comparator.comparing(Span::begin))
                .toList();
    }

    private static Span span(Pod pod) {
        ContainerStateTerminated ended =
                pod.getStatus().getContainerStatuses().get(0).getState().getTerminated();
        return new Span(Instant.parse(ended.getStartedAt()), Instant.parse(ended.getFinishedAt()));
    }

    private record Span(Instant begin, Instant end) {}

    static class ShopLoad {

        @WorkloadTarget
        static String url() {
            return requireNonNull(TARGETS.get("shop"));
        }

        @Test
        @WithWorkload(rate = 50, duration = "4s", script = "patterns/read-heavy.lua")
        void is_loaded(WorkloadReport report) {
            REPORTS.put("shop", report);
        }
    }

    static class OtherShopLoad extends ShopLoad {}

    static class BankLoad {

        @WorkloadTarget
        static String url() {
            return requireNonNull(TARGETS.get("bank"));
        }

        @Test
        @WithWorkload(rate = 150, duration = "4s", script = "patterns/read-heavy.lua")
        void is_loaded(WorkloadReport report) {
            REPORTS.put("bank", report);
        }
    }
}
