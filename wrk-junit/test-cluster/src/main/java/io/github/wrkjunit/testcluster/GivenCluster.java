// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.testcluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The cluster of a kubeconfig that the environment names. Stateless. */
final class GivenCluster {

    /** Loads an image archive, whose path is appended, such as {@code kind load image-archive}. */
    private static final String LOAD = "CLUSTER_LOAD";

    private GivenCluster() {}

    static TestCluster of(Map<String, String> environment) {
        Path kubeconfig = Path.of(environment.getOrDefault(EnvironmentSource.KUBECONFIG, ""));
        if (!Files.isRegularFile(kubeconfig)) {
            throw new IllegalStateException(EnvironmentSource.KUBECONFIG + " names \"" + kubeconfig
                    + "\", and there is no such file. Set it to a kubeconfig, or unset it.");
        }
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
        config.setRequestRetryBackoffLimit(1);
        KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build();
        try {
            client.getKubernetesVersion();
        } catch (KubernetesClientException e) {
            client.close();
            throw new IllegalStateException(
                    "The cluster of " + EnvironmentSource.KUBECONFIG + "=" + kubeconfig + " does not answer: "
                            + e.getMessage() + " Start it, or unset the variable.",
                    e);
        }
        Optional<Command> load = Optional.ofNullable(environment.get(LOAD)).map(text -> new Command(LOAD, text));
        return TestCluster.of(kubeconfig.toAbsolutePath(), client, archive -> load(load, archive), client::close);
    }

    private static void load(Optional<Command> command, Path archive) {
        command.orElseThrow(
                        () -> new IllegalStateException(
                                "The tests cannot load the image archive " + archive
                                        + " into the cluster: the environment variable " + LOAD
                                        + " names no command that does. Set it, such as to 'kind load image-archive' or 'minikube image load'."))
                .run(archive);
    }
}
