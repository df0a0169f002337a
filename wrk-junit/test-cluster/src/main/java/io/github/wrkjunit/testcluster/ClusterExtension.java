// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.testcluster;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Skips where there is no cluster, or fails if there has to be one; hands out the one cluster of the JVM. Thread-safe. */
final class ClusterExtension implements ExecutionCondition, ParameterResolver {

    /** The system property whose value {@code required} makes the lack of a cluster a failure. */
    static final String REQUIRED = "wrk.it";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return verdict(context.getDisplayName(), choice(context).lack(), System.getProperty(REQUIRED, ""));
    }

    static ConditionEvaluationResult verdict(String test, Optional<String> lack, String demand) {
        if (lack.isEmpty()) {
            return ConditionEvaluationResult.enabled("There is a cluster.");
        }
        if (demand.equals("required")) {
            throw new ExtensionConfigurationException(
                    test + " needs a cluster, and -D" + REQUIRED + "=required says that there is one. " + lack.get());
        }
        return ConditionEvaluationResult.disabled(lack.get());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestCluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return choice(context).cluster();
    }

    private static ClusterChoice choice(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(ClusterExtension.class))
                .getOrComputeIfAbsent(
                        ClusterChoice.class, key -> ClusterChoice.of(System.getenv()), ClusterChoice.class);
    }
}
