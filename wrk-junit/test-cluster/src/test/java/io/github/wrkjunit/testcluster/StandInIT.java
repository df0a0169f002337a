// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.testcluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@NeedsCluster
class StandInIT {

    private static TestCluster cluster;
    private static TestNamespace namespace;

    @BeforeAll
    static void load(TestCluster cluster) {
        StandInIT.cluster = cluster;
        cluster.standIn();
        namespace = cluster.newNamespace("stand-in");
    }

    @AfterAll
    static void remove() {
        if (namespace != null) {
            namespace.close();
        }
    }

    @Test
    void the_engine_runs_a_script_with_a_read_only_root_and_nothing_mounted_to_write_to() {
        cluster.client()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("script")
                        .withNamespace(namespace.name())
                        .endMetadata()
                        .addToData("hello.lua", "print(\"told by\", jit.version)\n")
                        .build())
                .create();

        Ended ended = run(
                "engine",
                StandIn.REPLAY,
                List.of(),
                "wrk",
                "-t",
                "1",
                "-c",
                "1",
                "-d",
                "1s",
                "-s",
                "/scripts/hello.lua",
                "http://127.0.0.1:9",
                "-R",
                "20");

        assertThat(ended.log()).contains("told by\tLuaJIT 2.1").contains("Running 1s test @ http://127.0.0.1:9");
    }

    @Test
    void a_replay_is_told_by_the_environment() {
        Replay replay = Replay.log("Running 1s test\n  'quoted' $(date)\n", 3);

        Ended ended = run("replay", StandIn.REPLAY, List.of(new EnvVar(Replay.VARIABLE, replay.value(), null)), "wrk");

        assertThat(ended).isEqualTo(new Ended("Running 1s test\n  'quoted' $(date)\n", 3));
    }

    private record Ended(String log, int exitCode) {}

    private static Ended run(String name, String image, List<EnvVar> environment, String... command) {
        cluster.client()
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace.name())
                        .endMetadata()
                        .withNewSpec()
                        .withRestartPolicy("Never")
                        .addNewVolume()
                        .withName("scripts")
                        .withNewConfigMap()
                        .withName("script")
                        .withOptional(true)
                        .endConfigMap()
                        .endVolume()
                        .addNewContainer()
                        .withName("wrk2")
                        .withImage(image)
                        .withImagePullPolicy("IfNotPresent")
                        .withCommand(command)
                        .withEnv(environment)
                        .addNewVolumeMount()
                        .withName("scripts")
                        .withMountPath("/scripts")
                        .endVolumeMount()
                        .withNewSecurityContext()
                        .withRunAsUser(65534L)
                        .withRunAsNonRoot(true)
                        .withReadOnlyRootFilesystem(true)
                        .withAllowPrivilegeEscalation(false)
                        .withNewCapabilities()
                        .addToDrop("ALL")
                        .endCapabilities()
                        .withNewSeccompProfile()
                        .withType("RuntimeDefault")
                        .endSeccompProfile()
                        .endSecurityContext()
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
        var pod = cluster.client().pods().inNamespace(namespace.name()).withName(name);
        Pod ended = pod.waitUntilCondition(each -> each != null && exit(each).isPresent(), 60, TimeUnit.SECONDS);
        return new Ended(pod.getLog(), exit(ended).orElseThrow().getExitCode());
    }

    private static Optional<ContainerStateTerminated> exit(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .map(status -> status.getState().getTerminated())
                .filter(Objects::nonNull)
                .findFirst();
    }
}
