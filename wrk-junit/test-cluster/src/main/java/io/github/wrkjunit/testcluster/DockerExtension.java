// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.testcluster;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips where there is no Docker engine, or fails if there has to be one. Stateless. */
final class DockerExtension implements ExecutionCondition {

    DockerExtension() {}

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return ClusterExtension.verdict(
                context.getDisplayName(),
                ClusterChoice.engineLack(),
                System.getProperty(ClusterExtension.REQUIRED, ""));
    }
}
