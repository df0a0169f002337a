// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Finds out how the cluster is reached, as kubectl does; asks nothing of it. Stateless. */
final class ClusterAccess {

    private static final int REACH_LIMIT_MILLIS = 5_000;

    private static final String DEFAULT_NAMESPACE = "default";

    private ClusterAccess() {}

    /**
     * The way into the cluster of a kubeconfig: the given one, else those of {@code KUBECONFIG}, else {@code ~/.kube/config},
     * else the service account of the pod that this is.
     *
     * @throws IllegalArgumentException if there is none, in one sentence
     */
    static Config of(Optional<String> kubeconfig, Optional<String> context) {
        if (kubeconfig.isPresent()) {
            File file = readable(kubeconfig.get());
            Kubeconfig.check(List.of(file.toPath()));
            return checked(Config.fromKubeconfig(context.orElse(null), file), context, List.of(file.toPath()));
        }
        List<Path> files = Config.getKubeconfigFilenames().stream()
                .map(Path::of)
                .filter(Files::isReadable)
                .toList();
        boolean inPod = Files.isReadable(Path.of(Config.KUBERNETES_SERVICE_ACCOUNT_TOKEN_PATH));
        if (files.isEmpty() && !inPod) {
            throw new IllegalArgumentException("there is no cluster: none of "
                    + String.join(", ", Config.getKubeconfigFilenames())
                    + " can be read, and this is no pod. Set " + KubernetesSettings.KUBECONFIG + " or KUBECONFIG.");
        }
        Kubeconfig.check(files);
        return checked(Config.autoConfigure(context.orElse(null)), context, inPod ? List.of() : files);
    }

    /** The cluster of a kubeconfig that no setting names. */
    static Cluster ofFile(Path kubeconfig) {
        Kubeconfig.check(List.of(kubeconfig));
        return new Cluster(
                Config.fromKubeconfig(kubeconfig.toFile()),
                List.of("--kubeconfig", kubeconfig.toAbsolutePath().toString()));
    }

    /** Why the cluster does not answer, a sentence with the way out, known within seconds; empty if it does, be it with a refusal. */
    static Optional<String> unreachable(Config config) {
        Optional<String> closed = ClusterReach.problem(config);
        if (closed.isPresent()) {
            return closed;
        }
        Config impatient = new ConfigBuilder(config)
                .withConnectionTimeout(REACH_LIMIT_MILLIS)
                .withRequestTimeout(REACH_LIMIT_MILLIS)
                .withRequestRetryBackoffLimit(0)
                .build();
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(impatient).build()) {
            client.getKubernetesVersion();
            return Optional.empty();
        } catch (KubernetesClientException e) {
            return e.getCode() > 0 ? Optional.empty() : Optional.of(ClusterReach.message(config, e));
        }
    }

    /** The namespace of the context. */
    static String namespace(Config config) {
        return Objects.requireNonNullElse(config.getNamespace(), DEFAULT_NAMESPACE);
    }

    private static Config checked(Config config, Optional<String> context, List<Path> files) {
        List<String> known = Kubeconfig.contexts(config);
        if (context.isPresent() && !known.contains(context.get())) {
            throw new IllegalArgumentException("the kubeconfig has no context of this name, but "
                    + String.join(", ", known) + ". Use one of them.");
        }
        return Kubeconfig.check(config, files);
    }

    private static File readable(String path) {
        File file = new File(path);
        if (!file.isFile() || !file.canRead()) {
            throw new IllegalArgumentException("the kubeconfig " + path + " cannot be read. Set "
                    + KubernetesSettings.KUBECONFIG + " to a file that is there.");
        }
        return file;
    }
}
