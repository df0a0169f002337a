// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.testcluster;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.testcontainers.DockerClientFactory;

/** Which cluster the tests of this JVM use, if any. Thread-safe. */
final class ClusterChoice implements CloseableResource, AutoCloseable {

    /** Names the kubeconfig of the cluster to use. */
    static final String KUBECONFIG = "CLUSTER_KUBECONFIG";

    private final Map<String, String> environment;
    private @Nullable Optional<String> lack;
    private @Nullable TestCluster cluster;

    ClusterChoice(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Why there is no cluster; empty if there is one. */
    synchronized Optional<String> lack() {
        Optional<String> known = lack;
        if (known == null) {
            known = environment.containsKey(KUBECONFIG) ? Optional.empty() : dockerLack();
            lack = known;
        }
        return known;
    }

    /** The cluster, started at the first call. */
    synchronized TestCluster cluster() {
        TestCluster started = cluster;
        if (started == null) {
            started =
                    environment.containsKey(KUBECONFIG) ? GivenCluster.of(environment) : K3sCluster.start(environment);
            cluster = started;
        }
        return started;
    }

    @Override
    public synchronized void close() {
        if (cluster != null) {
            cluster.close();
        }
    }

    /** Why no Docker engine can be used; empty if one answers. */
    static Optional<String> engineLack() {
        return DockerClientFactory.instance().isDockerAvailable()
                ? Optional.empty()
                : Optional.of("No Docker engine answers. Start Docker, or set DOCKER_HOST to it.");
    }

    private static Optional<String> dockerLack() {
        return engineLack().isEmpty()
                ? Optional.empty()
                : Optional.of("No cluster: the environment variable " + KUBECONFIG
                        + " names no kubeconfig, and no Docker engine answers in which K3s could run. Set " + KUBECONFIG
                        + ", or start Docker, or set DOCKER_HOST to it.");
    }
}
