// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.runtime.RunningWorkload;
import io.github.wrkjunit.testcluster.NeedsRestart;
import io.github.wrkjunit.testcluster.TestCluster;
import io.github.wrkjunit.testcluster.TestNamespace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The API server itself goes away in the middle of a run and comes back: with it go the watches and the log's stream. */
@NeedsRestart
@Isolated("every other test needs the API server too")
class ApiServerRestartIT {

    @TempDir
    private Path evidence;

    @Test
    void report_is_the_same_as_if_it_had_never_been_away(TestCluster cluster) throws Exception {
        cluster.standIn();
        try (TestNamespace namespace = cluster.newNamespace("restart")) {
            String url = TargetPod.start(cluster.client(), namespace.name());
            LiveLoads loads = new LiveLoads(cluster, namespace.name(), evidence);

            RunningWorkload running = loads.runner().start(spec -> spec.url(url)
                    .rate(100)
                    .duration(Duration.ofSeconds(12))
                    .script("hotel-reservation/mixed-workload_type_1.lua"));
            running.awaitElapsed(Duration.ofSeconds(3));
            restart("apiserver");
            WorkloadReport report = running.await();

            assertThat(report.validity().problems()).isEmpty();
            assertThat(report.counts().answered()).isBetween(1050L, 1350L);
            assertThat(report.latency().count()).isBetween(1050L, 1350L);
            assertThat(report.timeline()).as("seconds with an answer").hasSizeBetween(12, 14);
            loads.assertNothingIsLeft();
        }
    }

    private static void restart(String component) throws IOException, InterruptedException {
        Process restarting = new ProcessBuilder("sh", "-c", System.getenv("CLUSTER_RESTART") + " " + component)
                .inheritIO()
                .start();
        assertThat(restarting.waitFor()).isZero();
    }
}
