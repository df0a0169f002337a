// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.github.wrkjunit.testcluster.NeedsCluster;
import io.github.wrkjunit.testcluster.Replay;
import io.github.wrkjunit.testcluster.StandIn;
import io.github.wrkjunit.testcluster.TestCluster;
import io.github.wrkjunit.testcluster.TestNamespace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a test's JVM leaves behind that gets no chance to clean up, or a short one. */
@NeedsCluster
@Timeout(180)
class KilledJvmIT {

    @TempDir
    private Path evidence;

    private @Nullable Process jvm;

    @AfterEach
    void end() {
        if (jvm != null) {
            jvm.destroyForcibly();
        }
    }

    @Test
    void jvm_that_is_killed_leaves_nothing_when_deadline_and_time_to_live_are_over(TestCluster cluster)
            throws Exception {
        cluster.standIn();
        try (TestNamespace namespace = cluster.newNamespace("killed")) {
            Process begun = begun(cluster, namespace);
            assertThat(jobs(cluster, namespace)).hasSize(1);
            assertThat(cluster.client()
                            .secrets()
                            .inNamespace(namespace.name())
                            .list()
                            .getItems())
                    .hasSize(1);
            cluster.client()
                    .pods()
                    .inNamespace(namespace.name())
                    .withLabel("job-name")
                    .waitUntilCondition(
                            pod -> pod != null
                                    && "Running".equals(pod.getStatus().getPhase()),
                            60,
                            TimeUnit.SECONDS);

            begun.destroyForcibly().waitFor();

            new LiveLoads(cluster, namespace.name(), evidence).awaitNothingIsLeft();
        }
    }

    @Test
    void jvm_that_is_told_to_end_deletes_its_job_itself(TestCluster cluster) throws Exception {
        cluster.standIn();
        try (TestNamespace namespace = cluster.newNamespace("told")) {
            Process begun = begun(cluster, namespace);

            begun.destroy();

            assertThat(begun.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(jobs(cluster, namespace)).isEmpty();
        }
    }

    private Process begun(TestCluster cluster, TestNamespace namespace) throws IOException {
        Map<String, String> settings = Map.of(
                "kubeconfig",
                cluster.kubeconfig().toString(),
                "namespace",
                namespace.name(),
                "image",
                StandIn.REPLAY,
                "env",
                Replay.VARIABLE + "=" + Replay.script("sleep 300").value(),
                "deadline.reserve",
                "1s",
                "grace.period",
                "1s",
                "ttl",
                "1s");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                KilledRun.class.getName(),
                evidence.resolve(namespace.name()).toString(),
                "wrk.exclusive=false"));
        settings.forEach((key, value) -> command.add("wrk.kubernetes." + key + "=" + value));
        Process begun = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        jvm = begun;
        String said = new BufferedReader(new InputStreamReader(begun.getInputStream(), UTF_8)).readLine();
        assertThat(said).isEqualTo("begun");
        return begun;
    }

    private static List<Job> jobs(TestCluster cluster, TestNamespace namespace) {
        return cluster.client()
                .batch()
                .v1()
                .jobs()
                .inNamespace(namespace.name())
                .list()
                .getItems();
    }
}
