// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.github.wrkjunit.kubernetes.manifest.JobIdentity;
import io.github.wrkjunit.runtime.RunningWorkload;
import io.github.wrkjunit.testcluster.NeedsCluster;
import io.github.wrkjunit.testcluster.Replay;
import io.github.wrkjunit.testcluster.StandIn;
import io.github.wrkjunit.testcluster.TestCluster;
import io.github.wrkjunit.testcluster.TestNamespace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What earlier runs have left in a namespace, when another run begins there. */
@NeedsCluster
class ReaperIT {

    private static final Duration LONG_AGO = Duration.ofMinutes(10);

    @TempDir
    private Path evidence;

    @Test
    void next_run_of_the_same_user_deletes_what_is_old_and_nothing_else(TestCluster cluster) {
        cluster.standIn();
        try (TestNamespace namespace = cluster.newNamespace("reaper")) {
            String user = requireNonNull(JobIdentity.of(
                            namespace.name(),
                            "run",
                            "",
                            RunNames.ofProcess(evidence).user(),
                            "load",
                            0)
                    .labels()
                    .get(JobIdentity.USER));
            ended(cluster, namespace, "left-over", user, Map.of(), LONG_AGO);
            ended(cluster, namespace, "just-ended", user, Map.of(), Duration.ZERO);
            ended(cluster, namespace, "kept", user, Map.of(Reaper.KEPT, "true"), LONG_AGO);
            ended(cluster, namespace, "of-another-user", "somebody-else", Map.of(), LONG_AGO);
            LiveLoads loads = new LiveLoads(cluster, namespace.name(), evidence)
                    .set("image", StandIn.REPLAY)
                    .set(
                            "env",
                            Replay.VARIABLE + "=" + Replay.script("sleep 60").value());

            RunningWorkload running = loads.runner()
                    .start(spec -> spec.url("http://target:80").rate(20).duration(Duration.ofSeconds(1)));

            cluster.client()
                    .batch()
                    .v1()
                    .jobs()
                    .inNamespace(namespace.name())
                    .withName("left-over")
                    .waitUntilCondition(job -> job == null, 30, TimeUnit.SECONDS);
            assertThat(cluster.client()
                            .batch()
                            .v1()
                            .jobs()
                            .inNamespace(namespace.name())
                            .list()
                            .getItems())
                    .extracting(job -> job.getMetadata().getName())
                    .containsExactlyInAnyOrder("just-ended", "kept", "of-another-user", loads.job());
            running.close();
            assertThat(loads.progress())
                    .contains("deleted Job left-over, which an earlier run has left in namespace " + namespace.name());
        }
    }

    /** A Job that has ended some time ago; the cluster's own controller leaves it alone, so that its times can be told. */
    private static void ended(
            TestCluster cluster,
            TestNamespace namespace,
            String name,
            String user,
            Map<String, String> annotations,
            Duration ago) {
        String then = Instant.now().minus(ago).truncatedTo(ChronoUnit.SECONDS).toString();
        Job job = cluster.client()
                .resource(new JobBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace.name())
                        .withLabels(Map.of(JobIdentity.MANAGED_BY, JobIdentity.MANAGER, JobIdentity.USER, user))
                        .withAnnotations(annotations)
                        .endMetadata()
                        .withNewSpec()
                        .withManagedBy("wrk-junit.github.io/nobody")
                        .withNewTemplate()
                        .withNewSpec()
                        .withRestartPolicy("Never")
                        .addNewContainer()
                        .withName("wrk2")
                        .withImage("none")
                        .endContainer()
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .build())
                .create();
        cluster.client()
                .resource(new JobBuilder(job)
                        .withNewStatus()
                        .withStartTime(then)
                        .withCompletionTime(then)
                        .withSucceeded(1)
                        .withNewUncountedTerminatedPods()
                        .endUncountedTerminatedPods()
                        .addNewCondition()
                        .withType("SuccessCriteriaMet")
                        .withStatus("True")
                        .withLastTransitionTime(then)
                        .endCondition()
                        .addNewCondition()
                        .withType("Complete")
                        .withStatus("True")
                        .withLastTransitionTime(then)
                        .endCondition()
                        .endStatus()
                        .build())
                .updateStatus();
    }
}
