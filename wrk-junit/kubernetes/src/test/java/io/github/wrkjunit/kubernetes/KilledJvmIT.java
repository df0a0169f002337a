// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.testcluster.NeedsCluster;
import io.github.wrkjunit.testcluster.Replay;
import io.github.wrkjunit.testcluster.StandIn;
import io.github.wrkjunit.testcluster.TestCluster;
import io.github.wrkjunit.testcluster.TestNamespace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a test's JVM leaves behind that gets no chance to clean up, or a short one. */
@NeedsCluster
class KilledJvmIT {

    /** Deadline of 1 s run, 2 s end and 1 s reserve; grace 1 s; time to live 1 s; and time for a busy cluster. */
    private static final Duration ALL_OVER = Duration.ofSeconds(60);

    @TempDir
    private Path evidence;

    @Test
    void jvm_that_is_killed_leaves_nothing_when_deadline_and_time_to_live_are_over(TestCluster cluster)
            throws Exception {
        cluster.standIn();
        try (TestNamespace namespace = cluster.newNamespace("killed")) {
            Process jvm = begun(cluster, namespace);
            assertThat(objects(cluster, namespace)).isNotEmpty();

            jvm.destroyForcibly().waitFor();

            assertNothingIsLeft(cluster, namespace);
        }
    }

    @Test
    void jvm_that_is_told_to_end_deletes_its_job_itself(TestCluster cluster) throws Exception {
        cluster.standIn();
        try (TestNamespace namespace = cluster.newNamespace("told")) {
            Process jvm = begun(cluster, namespace);

            jvm.destroy();

            assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(cluster.client()
                            .batch()
                            .v1()
                            .jobs()
                            .inNamespace(namespace.name())
                            .list()
                            .getItems())
                    .isEmpty();
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
        Process jvm = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new BufferedReader(new InputStreamReader(jvm.getInputStream(), UTF_8)).readLine();
        assertThat(said).isEqualTo("begun");
        return jvm;
    }

    private void assertNothingIsLeft(TestCluster cluster, TestNamespace namespace) throws InterruptedException {
        long endNs = System.nanoTime() + ALL_OVER.toNanos();
        while (!objects(cluster, namespace).isEmpty() && System.nanoTime() < endNs) {
            TimeUnit.MILLISECONDS.sleep(200); // the cluster's own clock runs
        }
        assertThat(objects(cluster, namespace)).isEmpty();
    }

    private List<String> objects(TestCluster cluster, TestNamespace namespace) {
        return new LiveLoads(cluster, namespace.name(), evidence).objects();
    }
}
