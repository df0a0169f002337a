// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.testcluster;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips where nothing can be restarted, or fails if it has to be possible. Stateless. */
final class RestartExtension implements ExecutionCondition {

    private static final String RESTART = "CLUSTER_RESTART";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return verdict(context.getDisplayName(), System.getenv(), System.getProperty(ClusterExtension.REQUIRED, ""));
    }

    static ConditionEvaluationResult verdict(String test, Map<String, String> environment, String demand) {
        if (environment.containsKey(RESTART)) {
            return ConditionEvaluationResult.enabled("Components can be restarted.");
        }
        boolean named = environment.containsKey(EnvironmentSource.KUBECONFIG);
        return ClusterExtension.verdict(
                test,
                Optional.of(
                        "Nothing can be restarted: the environment variable " + RESTART
                                + " names no command that restarts the component of the cluster whose name is appended. Set it."),
                named ? demand : "");
    }
}
