// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.testcluster;

import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.testcontainers.DockerClientFactory;

/**
 * The cluster of {@code CLUSTER_KUBECONFIG}, else a K3s where a Docker engine answers.
 *
 * @param environment the environment variables
 * @param docker whether a Docker engine answers
 * @param container starts a K3s there
 */
record EnvironmentSource(
        Map<String, String> environment, BooleanSupplier docker, Function<Map<String, String>, TestCluster> container)
        implements ClusterSource {

    /** Names the kubeconfig of the cluster to use. */
    static final String KUBECONFIG = "CLUSTER_KUBECONFIG";

    EnvironmentSource(Map<String, String> environment) {
        this(environment, () -> DockerClientFactory.instance().isDockerAvailable(), ContainerCluster::start);
    }

    @Override
    public boolean isChosen() {
        return true;
    }

    @Override
    public Optional<String> lack() {
        return environment.containsKey(KUBECONFIG) || docker.getAsBoolean()
                ? Optional.empty()
                : Optional.of("No cluster: the environment variable " + KUBECONFIG
                        + " names no kubeconfig, and no Docker engine answers in which K3s could run. Set " + KUBECONFIG
                        + ", or start Docker, or set DOCKER_HOST to it.");
    }

    @Override
    public TestCluster start() {
        return environment.containsKey(KUBECONFIG) ? GivenCluster.of(environment) : container.apply(environment);
    }
}
