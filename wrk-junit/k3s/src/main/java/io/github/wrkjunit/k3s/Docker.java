// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import com.github.dockerjava.api.DockerClient;
import io.github.wrkjunit.runtime.WorkloadException;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;

/** The local Docker engine, as Testcontainers finds it. Stateless. */
final class Docker {

    private Docker() {}

    /** Why there is none, with the ways out; empty if one answers. Testcontainers looks once in a process. */
    static Optional<String> unavailable() {
        try {
            DockerClient found = DockerClientFactory.instance().client();
            return found == null ? Optional.of(reason("no client")) : Optional.empty();
        } catch (IllegalStateException e) {
            return Optional.of(reason(String.valueOf(e.getMessage())));
        }
    }

    /**
     * Its client.
     *
     * @throws WorkloadException if there is none
     */
    static DockerClient client() {
        Optional<String> reason = unavailable();
        if (reason.isPresent()) {
            throw new WorkloadException(reason.get());
        }
        return DockerClientFactory.instance().client();
    }

    static String reason(String said) {
        String sentence = said.endsWith(".") ? said.substring(0, said.length() - 1) : said;
        return "no Docker engine answers, and the runtime \"k3s\" runs its cluster in a container (Testcontainers: \""
                + sentence
                + "\"). Start Docker, or set DOCKER_HOST to an engine that runs; or take wrk-kubernetes with a cluster"
                + " that you have; or put @EnabledIfWorkloadRuntime(\"k3s\") on the test to skip it where there is no Docker.";
    }
}
