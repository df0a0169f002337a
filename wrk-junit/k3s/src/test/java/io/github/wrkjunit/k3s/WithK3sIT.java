// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.runtime.SettingsSource;
import io.github.wrkjunit.runtime.WorkloadException;
import io.github.wrkjunit.testcluster.NeedsDocker;
import io.github.wrkjunit.testcluster.StandIn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsDocker
@WithK3s(manifests = "io/github/wrkjunit/k3s/rules.yaml")
class WithK3sIT {

    private static final String ANNOTATED = "wrk-junit.test/annotated:1";

    @TempDir
    Path folder;

    /** In the local Docker engine, as a build leaves it there, and from there in the cluster. */
    @BeforeAll
    static void import_an_image_of_the_docker_engine(K3sCluster cluster) throws IOException {
        DockerClient docker = Docker.client();
        Path archive = StandIn.archive();
        try (InputStream bytes = Files.newInputStream(archive)) {
            docker.loadImageCmd(bytes).exec();
        } finally {
            Files.delete(archive);
        }
        docker.tagImageCmd(StandIn.REPLAY, "wrk-junit.test/annotated", "1").exec();
        cluster.importImages(StandIn.REPLAY);
    }

    @Test
    void a_job_of_the_tests_own_runs_with_an_image_of_the_docker_engine(KubernetesClient client) {
        assertThat(told(client, "own", StandIn.REPLAY)).isEqualTo("told");
    }

    @Test
    void a_manifest_is_there_and_its_deployment_available_before_the_test(K3sCluster cluster, KubernetesClient client)
            throws IOException {
        cluster.applyManifests(Shop.manifest(folder, StandIn.REPLAY).toString());

        Deployment shop = client.apps().deployments().withName("shop").get();
        assertThat(shop.getStatus().getAvailableReplicas()).isEqualTo(1);
        assertThat(client.configMaps().withName("rules").get().getData()).containsEntry("opens", "9");
    }

    @Test
    void parameters_lead_to_the_same_cluster(K3sCluster cluster, Config config, KubernetesClient client) {
        try (KubernetesClient own =
                new KubernetesClientBuilder().withConfig(config).build()) {
            assertThat(own.getMasterUrl()).isEqualTo(client.getMasterUrl());
        }
        assertThat(Config.fromKubeconfig(cluster.kubeconfigFile().toFile()).getMasterUrl())
                .isEqualTo(client.getMasterUrl().toString());
        assertThat(cluster.kubeconfigFile()).hasContent(cluster.kubeconfig());
    }

    @Test
    void threads_that_ask_at_the_same_time_have_one_container(K3sCluster cluster) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<K3sCluster>> asked = threads.invokeAll(
                    List.of(WithK3sIT::ask, WithK3sIT::ask, WithK3sIT::ask, WithK3sIT::ask, WithK3sIT::ask));

            Set<K3sCluster> found = new HashSet<>();
            for (Future<K3sCluster> answer : asked) {
                found.add(answer.get());
            }
            assertThat(found).containsExactly(cluster);
            assertThat(Containers.ofThisProcess()).containsExactly(cluster.containerId());
        } finally {
            threads.shutdownNow();
        }
    }

    private static K3sCluster ask() {
        return K3sCluster.shared(Settings.of());
    }

    @Test
    void an_image_that_is_nowhere_is_named_with_what_to_do(K3sCluster cluster) {
        assertThatThrownBy(() -> cluster.importImages("wrk-junit.test/nowhere"))
                .isInstanceOf(WorkloadException.class)
                .hasMessage(
                        "\"wrk-junit.test/nowhere\" is neither an archive nor an image of the local Docker engine, so the"
                                + " K3s cluster cannot have it. Build it or `docker pull wrk-junit.test/nowhere` it, or correct the"
                                + " name.");
    }

    @Test
    void an_archive_that_is_none_is_named_with_what_the_cluster_says(K3sCluster cluster) throws IOException {
        Path archive = Files.writeString(folder.resolve("shop.tar"), "no archive");

        assertThatThrownBy(() -> cluster.importImages(archive.toString()))
                .isInstanceOf(WorkloadException.class)
                .hasMessageStartingWith("the K3s cluster cannot import the image \"" + archive + "\": ctr: ")
                .hasMessageEndingWith(". It takes archives of `docker save` and of OCI layouts.");
    }

    @Test
    void a_deployment_that_cannot_become_available_is_explained_at_once(K3sCluster cluster) throws IOException {
        Path manifest = deployment("absent", "image: wrk-junit.test/absent:1, imagePullPolicy: Never");

        assertThatThrownBy(() -> cluster.applyManifests(manifest.toString()))
                .isInstanceOf(WorkloadException.class)
                .extracting(thrown -> withoutPodNames(String.valueOf(thrown.getMessage())))
                .asString()
                .isEqualTo("the manifest \"" + manifest
                        + "\" is applied to the K3s cluster, but not all of it can become available:\n"
                        + "  - Deployment default/absent: 0 of 1 replicas available\n"
                        + "      pod absent-*: container c: ErrImageNeverPull: Container image"
                        + " \"wrk-junit.test/absent:1\" is not present with pull policy of Never\n"
                        + "Correct the manifest, import its images with wrk.k3s.images, or give it more time with"
                        + " wrk.k3s.ready.limit.");
    }

    @Test
    void what_is_not_available_in_time_is_told_with_the_words_of_the_events(KubernetesClient client)
            throws IOException {
        Path manifest = deployment(
                "unmounted",
                "image: " + StandIn.REPLAY + ", imagePullPolicy: Never, volumeMounts: [{name: v, mountPath: /v}]}],"
                        + " volumes: [{name: v, configMap: {name: nowhere}");

        assertThatThrownBy(() -> new AppliedManifests(client)
                        .apply(Manifest.find(manifest.toString(), K3sCluster.loader()), Duration.ofSeconds(8)))
                .isInstanceOf(WorkloadException.class)
                .extracting(thrown -> withoutPodNames(String.valueOf(thrown.getMessage())))
                .asString()
                .isEqualTo("the manifest \"" + manifest
                        + "\" is applied to the K3s cluster, but after 8s not all of it is available:\n"
                        + "  - Deployment default/unmounted: 0 of 1 replicas available\n"
                        + "      pod unmounted-*: container c: ContainerCreating\n"
                        + "      event FailedMount: MountVolume.SetUp failed for volume \"v\" : configmap \"nowhere\" not"
                        + " found\n"
                        + "Correct the manifest, import its images with wrk.k3s.images, or give it more time with"
                        + " wrk.k3s.ready.limit.");
    }

    @Test
    void an_object_that_the_cluster_refuses_is_named_with_its_words(K3sCluster cluster) throws IOException {
        Path manifest = Files.writeString(
                folder.resolve("bad.yaml"),
                "apiVersion: v1\nkind: Service\nmetadata: {name: bad}\nspec: {ports: [{port: 99999, targetPort: 80}]}\n");

        assertThatThrownBy(() -> cluster.applyManifests(manifest.toString()))
                .isInstanceOf(WorkloadException.class)
                .hasMessage("the K3s cluster refuses Service bad of the manifest \"" + manifest
                        + "\": Service \"bad\" is invalid: spec.ports[0].port: Invalid value: 99999: must be between 1 and"
                        + " 65535, inclusive. Correct the manifest; `kubectl --kubeconfig "
                        + cluster.kubeconfigFile() + " apply --server-side --dry-run=server -f " + manifest
                        + "` checks it.");
    }

    @Test
    void another_k3s_in_the_same_test_run_is_refused(K3sCluster cluster) {
        assertThatThrownBy(() -> K3sCluster.shared(
                        Settings.of(SettingsSource.of("setting", Map.of("wrk.k3s.version", "v1.30.0-k3s1")))))
                .isInstanceOf(WorkloadException.class)
                .hasMessage("the K3s cluster of this test run is " + cluster.image()
                        + ", so it cannot be rancher/k3s:v1.30.0-k3s1 too. Use one wrk.k3s.image in a test run.");
    }

    /** What a Job prints whose pod can only run if the image is in the cluster. */
    private static String told(KubernetesClient client, String name, String image) {
        Job job = client.resource(new JobBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withNewSpec()
                        .withBackoffLimit(0)
                        .withNewTemplate()
                        .withNewSpec()
                        .withRestartPolicy("Never")
                        .addNewContainer()
                        .withName("own")
                        .withImage(image)
                        .withImagePullPolicy("Never")
                        .withCommand("echo", "told")
                        .endContainer()
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .build())
                .create();

        client.resource(job)
                .waitUntilCondition(
                        now -> now != null
                                && Integer.valueOf(1).equals(now.getStatus().getSucceeded()),
                        60,
                        TimeUnit.SECONDS);

        return client.batch().v1().jobs().withName(name).getLog().strip();
    }

    private Path deployment(String name, String container) throws IOException {
        return Files.writeString(
                folder.resolve(name + ".yaml"),
                "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: " + name + "}\nspec:\n"
                        + "  selector: {matchLabels: {app: " + name + "}}\n  template:\n"
                        + "    metadata: {labels: {app: " + name + "}}\n"
                        + "    spec: {containers: [{name: c, " + container + "}]}\n");
    }

    /** Nor with what a busy kubelet says as well. */
    private static String withoutPodNames(String message) {
        return message.replaceAll("pod (\\w+)-[-\\w]+", "pod $1-*")
                .replaceAll("(?m)^ *event FailedMount: .*failed to sync configmap cache.*\n", "");
    }

    /** Its image is in the Docker engine when it begins, and in no cluster. */
    @Nested
    @WithK3s(images = ANNOTATED)
    class AnImageInTheAnnotation {
        @Test
        void is_there_before_the_test(KubernetesClient client) {
            assertThat(told(client, "annotated", ANNOTATED)).isEqualTo("told");
        }
    }
}
