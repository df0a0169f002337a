// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.testcluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** A K3s in a container, for the tests of one JVM. Stateless. */
final class ContainerCluster {

    /** Another image of K3s, or of what stands in for it. */
    private static final String IMAGE = "CLUSTER_K3S_IMAGE";

    private static final String DEFAULT_IMAGE = "rancher/k3s:v1.34.4-k3s1";

    private ContainerCluster() {}

    static TestCluster start(Map<String, String> environment) {
        K3sContainer container = new K3sContainer(DockerImageName.parse(environment.getOrDefault(IMAGE, DEFAULT_IMAGE))
                .asCompatibleSubstituteFor("rancher/k3s"));
        try {
            container.start();
            Path kubeconfig = Files.createTempFile("wrk-k3s-", ".kubeconfig");
            kubeconfig.toFile().deleteOnExit();
            Files.writeString(kubeconfig, container.getKubeConfigYaml());
            KubernetesClient client = new KubernetesClientBuilder()
                    .withConfig(Config.fromKubeconfig(container.getKubeConfigYaml()))
                    .build();
            return TestCluster.of(kubeconfig, client, archive -> load(container, archive), () -> {
                client.close();
                container.stop();
            });
        } catch (IOException e) {
            container.stop();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            container.stop();
            throw e;
        }
    }

    private static void load(K3sContainer container, Path archive) {
        String inside = "/tmp/" + archive.getFileName();
        container.copyFileToContainer(MountableFile.forHostPath(archive), inside);
        try {
            ExecResult result = container.execInContainer("ctr", "--namespace", "k8s.io", "images", "import", inside);
            if (result.getExitCode() != 0) {
                throw new IllegalStateException(
                        "K3s cannot load " + archive + ": " + result.getStderr().strip());
            }
            container.execInContainer("rm", inside);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while K3s loaded " + archive, e);
        }
    }
}
