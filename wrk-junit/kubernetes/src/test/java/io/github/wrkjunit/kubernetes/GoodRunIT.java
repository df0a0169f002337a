// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.testcluster.NeedsCluster;
import io.github.wrkjunit.testcluster.TestCluster;
import io.github.wrkjunit.testcluster.TestNamespace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsCluster
class GoodRunIT {

    private static TestNamespace namespace;
    private static TestCluster cluster;
    private static String url;

    @TempDir
    private Path evidence;

    @BeforeAll
    static void start(TestCluster cluster) throws IOException {
        GoodRunIT.cluster = cluster;
        cluster.standIn();
        namespace = cluster.newNamespace("good-run");
        url = TargetPod.start(cluster.client(), namespace.name());
    }

    @AfterAll
    static void remove() {
        if (namespace != null) {
            namespace.close();
        }
    }

    @Test
    void the_parameters_of_aiopslab_give_a_whole_report_and_leave_nothing_behind() {
        LiveLoads loads = new LiveLoads(cluster, namespace.name(), evidence);

        WorkloadReport report = loads.runner().run(spec -> spec.url(url)
                .rate(100)
                .duration(Duration.ofSeconds(10))
                .script("hotel-reservation/mixed-workload_type_1.lua")
                .headers(Map.of("Authorization", "Bearer opensesame")));

        assertThat(report.counts().answered()).isBetween(850L, 1150L);
        assertThat(report.latency().count())
                .as("with those of the first ten seconds")
                .isBetween(850L, 1150L);
        assertThat(loads.progress())
                .contains("  kubectl --kubeconfig " + cluster.kubeconfig() + " -n " + namespace.name() + " logs -f job/"
                        + loads.job() + " --all-containers");
        assertThat(evidence.resolve("workload/job.yaml"))
                .content()
                .contains("kind: \"Job\"")
                .doesNotContain("opensesame");
        loads.assertNothingIsLeft();
    }
}
