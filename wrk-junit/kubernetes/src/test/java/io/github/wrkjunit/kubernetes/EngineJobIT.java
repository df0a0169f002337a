// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine in a Job, its jars mounted into an image that knows nothing of it. */
@NeedsCluster
class EngineJobIT {

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
        assertThat(report.windowBounds("window").toString()).isNotEmpty();
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

    private long requests() {
        return Long.parseLong(cluster.client()
                .raw("/api/v1/namespaces/" + namespace.name() + "/pods/target:" + TargetServer.PORT + "/proxy"
                        + TargetServer.COUNT)
                .strip());
    }
}
