// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.testcluster;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/** Skips where there is no Docker engine, or fails if there has to be one. Stateless. */
final class DockerExtension implements ExecutionCondition {

    DockerExtension() {}

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return ClusterExtension.verdict(
                context.getDisplayName(), lack(), System.getProperty(ClusterExtension.REQUIRED, ""));
    }

    private static Optional<String> lack() {
        return DockerClientFactory.instance().isDockerAvailable()
                ? Optional.empty()
                : Optional.of("No Docker engine answers. Start Docker, or set DOCKER_HOST to it.");
    }
}
