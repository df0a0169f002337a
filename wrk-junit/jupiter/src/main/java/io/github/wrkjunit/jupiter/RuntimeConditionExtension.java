// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import static org.junit.platform.commons.support.AnnotationSupport.findAnnotation;

import io.github.wrkjunit.runtime.WorkloadRuntimes;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Asks the runtime of {@link EnabledIfWorkloadRuntime}. Stateless. */
final class RuntimeConditionExtension implements ExecutionCondition {

    RuntimeConditionExtension() {}

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<EnabledIfWorkloadRuntime> annotation =
                context.getElement().flatMap(element -> findAnnotation(element, EnabledIfWorkloadRuntime.class));
        if (annotation.isEmpty()) {
            return ConditionEvaluationResult.enabled("no runtime is asked for");
        }
        String name = annotation.get().value();
        Optional<String> reason = reason(name, context);
        return reason.map(text ->
                        ConditionEvaluationResult.disabled("The runtime \"" + name + "\" cannot run here: " + text))
                .orElseGet(() -> ConditionEvaluationResult.enabled("the runtime \"" + name + "\" can run here"));
    }

    private static Optional<String> reason(String name, ExtensionContext context) {
        try {
            return WorkloadRuntimes.unavailable(name, TestSettings.of(context).settings(), TestRunEnd.loader());
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException(
                    "@EnabledIfWorkloadRuntime on " + TestName.of(context) + ": " + e.getMessage(), e);
        }
    }
}
