// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.github.wrkjunit.assertj.WorkloadAssertions;
import io.github.wrkjunit.kubernetes.manifest.JobIdentity;
import io.github.wrkjunit.report.Validity;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.runtime.RunningWorkload;
import io.github.wrkjunit.spec.Distribution;
import io.github.wrkjunit.testcluster.NeedsCluster;
import io.github.wrkjunit.testcluster.StandIn;
import io.github.wrkjunit.testcluster.TestCluster;
import io.github.wrkjunit.testcluster.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine in a Job, its jars mounted into an image that knows nothing of it. */
@NeedsCluster
class EngineJobIT {

    private static final String NO_JAVA = "wrk-junit.test/pause:1";

    private final TestCluster cluster;

    @TempDir
    private Path evidence;

    private TestNamespace namespace;
    private String url;
    private LiveLoads loads;

    EngineJobIT(TestCluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void start() throws IOException {
        cluster.standIn();
        namespace = cluster.newNamespace("engine");
        url = TargetPod.start(cluster.client(), namespace.name());
        loads = new LiveLoads(cluster, namespace.name(), evidence)
                .set("engine", "wrk-junit")
                .set("engine.base", StandIn.REPLAY);
    }

    @AfterEach
    void remove() {
        namespace.close();
    }

    @Test
    void every_request_is_accounted_for_and_nothing_is_left_behind() {
        WorkloadReport report = loads.runner().run(spec -> spec.url(url)
                .rate(100)
                .duration(Duration.ofSeconds(4))
                .script("hotel-reservation/mixed-workload_type_1.lua")
                .headers(Map.of("Authorization", "Bearer opensesame")));

        assertThat(report.validity().problems()).isEmpty();
        assertThat(report.generator()).contains("wrk-engine");
        assertThat(report.counts().isComplete()).isTrue();
        assertThat(report.counts().answered()).isEqualTo(requests());
        assertThat(report.counts().offered()).hasValue(requests());
        assertThat(report.latency().count()).isEqualTo(requests());
        assertThat(evidence.resolve("workload/job.yaml")).content().doesNotContain("opensesame");
        loads.assertJobAndPodAreGone();
        loads.assertNothingIsLeft();
    }

    @Test
    void what_the_stock_image_cannot_offer_is_offered() throws IOException {
        Path script = Files.writeString(evidence.resolve("clock.lua"), """
                local socket = require("socket")
                local begun = socket.gettime()
                function init(args) path = args[1] end
                function request() return wrk.format("GET", path .. "?at=" .. (socket.gettime() - begun)) end
                """);

        WorkloadReport report = loads.runner().run(spec -> spec.url(url)
                .rate(2.5)
                .dist(Distribution.NORM)
                .threads(1)
                .connections(3)
                .warmup(Duration.ofSeconds(1))
                .duration(Duration.ofMillis(4500))
                .script(script.toString())
                .args(List.of("/argument")));

        assertThat(report.counts().answered()).isBetween(5L, 20L);
        assertThat(report.counts().offered()).hasValue(report.counts().answered());
        assertThat(report.operation("GET /argument").counts().answered())
                .isEqualTo(report.counts().answered());
    }

    @Test
    void a_deleted_pod_has_reported_before_it_goes() throws InterruptedException {
        RunningWorkload running =
                loads.runner().start(spec -> spec.url(url).rate(50).duration(Duration.ofSeconds(20)));
        running.awaitElapsed(Duration.ofSeconds(3));
        cluster.client()
                .pods()
                .inNamespace(namespace.name())
                .withLabel("job-name", loads.job())
                .delete();

        WorkloadReport report = running.await();

        assertThat(report.incompleteBecause())
                .hasValueSatisfying(why -> assertThat(why).contains("by a signal"));
        assertThat(report.counts().answered()).isBetween(100L, 400L);
        assertThat(report.counts().answered() + report.counts().unanswered().orElseThrow())
                .as("with those whose answers it did not wait for")
                .isBetween(requests(), requests() + 2);
    }

    @Test
    void windows_and_an_early_stop_are_exact() throws Exception {
        RunningWorkload running =
                loads.runner().start(spec -> spec.url(url).rate(50).duration(Duration.ofSeconds(20)));
        running.awaitElapsed(Duration.ofMillis(1500));
        running.during("window", () -> running.awaitElapsed(Duration.ofMillis(3200)));
        running.stop();

        WorkloadReport report = running.await();

        assertThat(report.validity().problems()).isEmpty();
        assertThat(report.windowBounds("window").isExact()).isTrue();
        assertThat(report.counts().answered()).isEqualTo(requests()).isBetween(100L, 400L);
        assertThat(report.warnings()).isEmpty();
    }

    @Test
    void a_limit_that_takes_the_processor_away_is_told_and_no_latency_is_judged() {
        WorkloadReport report = loads.set("limits", "cpu=100m")
                .runner()
                .run(spec -> spec.url(url).rate(200).duration(Duration.ofSeconds(4)));

        assertThat(report.throttled())
                .hasValueSatisfying(throttled -> assertThat(throttled).isPositive());
        assertThat(report.validity().carries(Validity.Evidence.LATENCY)).isFalse();
        assertThat(report.counts().isComplete()).isTrue();
        assertThat(report.counts().answered()).isEqualTo(requests());
    }

    /** The fault that a stock wrk2 does not come back from. */
    @Test
    void a_killed_pod_shows_and_heals_with_verdicts() throws Exception {
        RunningWorkload running = loads.runner().start(spec -> spec.url(url)
                .rate(50)
                .connections(4)
                .timeout(Duration.ofSeconds(2))
                .duration(Duration.ofSeconds(25)));
        running.awaitElapsed(Duration.ofSeconds(4));
        running.during("fault", this::replaceTarget);

        WorkloadReport report = running.await();

        assertThat(report.incompleteBecause()).isEmpty();
        assertThat(report.counts().isComplete()).isTrue();
        WorkloadAssertions.assertThat(report.before("fault")).hasNoErrors();
        WorkloadAssertions.assertThat(report.window("fault")).hasErrorRateAtLeast(0.2);
        int last = report.timeline().size() - 1;
        assertThat(report.timeline().subList(last - 3, last))
                .as("the last seconds")
                .allSatisfy(second ->
                        assertThat(second.counts().errors().orElseThrow()).isZero());
        WorkloadAssertions.assertThat(report.after("fault")).hasErrorRateBelow(0.5);
    }

    @Test
    void auto_takes_the_stock_image_where_there_is_no_java() {
        assumeThat(cluster.client().nodes().list().getItems())
                .as("an image without Java on the node")
                .allSatisfy(node -> assertThat(node.getStatus().getImages())
                        .anyMatch(image -> image.getNames().contains(NO_JAVA)));
        WorkloadReport report = loads.set("engine", "auto")
                .set("engine.base", NO_JAVA)
                .runner()
                .run(spec -> spec.url(url).rate(50).duration(Duration.ofSeconds(2)));

        assertThat(report.counts().answered()).isEqualTo(requests()).isPositive();
        assertThat(report.generator()).startsWith("wrk2");
        assertThat(loads.progress())
                .contains(
                        "wrk.kubernetes.engine = auto has chosen the stock image, because the engine's image cannot run"
                                + " it: \"executable file not found\". Set wrk.kubernetes.engine.base to an image with glibc and a"
                                + " Java runtime 17 or later.");
        assertThat(evidence.resolve("workload/job-stock.yaml")).content().contains("wrk2-client");
    }

    @Test
    void workers_share_the_jars_which_go_with_the_last_of_them() {
        RunningWorkload running = loads.runner()
                .start(spec -> spec.url(url).rate(99).connections(5).workers(2).duration(Duration.ofSeconds(4)));
        assertThat(cluster.client()
                        .configMaps()
                        .inNamespace(namespace.name())
                        .withLabel(JobIdentity.MANAGED_BY, JobIdentity.MANAGER)
                        .list()
                        .getItems())
                .hasSize(3)
                .allSatisfy(map ->
                        assertThat(map.getMetadata().getOwnerReferences()).hasSize(2));

        WorkloadReport report = running.await();

        assertThat(report.validity().problems()).isEmpty();
        assertThat(report.counts().answered()).isEqualTo(requests());
        loads.assertNothingIsLeft();
    }

    private void replaceTarget() {
        var pods = cluster.client().pods().inNamespace(namespace.name());
        Pod before = pods.withName("target").get();
        pods.withName("target").withGracePeriod(0).delete();
        pods.withName("target").waitUntilCondition(Objects::isNull, 30, TimeUnit.SECONDS);
        before.getSpec().setNodeName(null);
        pods.resource(new PodBuilder()
                        .withNewMetadata()
                        .withName("target")
                        .withLabels(before.getMetadata().getLabels())
                        .endMetadata()
                        .withSpec(before.getSpec())
                        .build())
                .create();
        pods.withName("target").waitUntilReady(60, TimeUnit.SECONDS);
    }

    private long requests() {
        return Long.parseLong(cluster.client()
                .raw("/api/v1/namespaces/" + namespace.name() + "/pods/target:" + TargetServer.PORT + "/proxy"
                        + TargetServer.COUNT)
                .strip());
    }
}
