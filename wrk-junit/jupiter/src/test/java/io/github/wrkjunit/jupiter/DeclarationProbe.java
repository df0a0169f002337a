// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.wrkjunit.spec.Attribute;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Skips each test with the loads that its annotations declare as the reason, so that nothing has to run. */
final class DeclarationProbe implements ExecutionCondition {

    /** What each test method of the class and its nested classes declares, by method name, a line for each load. */
    static Map<String, List<String>> declarationsOf(Class<?> testClass) {
        Map<String, List<String>> declarations = new TreeMap<>();
        EngineTestKit.engine("junit-jupiter").selectors(selectClass(testClass)).execute().allEvents().skipped().stream()
                .forEach(event -> declarations.put(
                        event.getTestDescriptor().getDisplayName().replace("()", ""),
                        event.getRequiredPayload(String.class).lines().toList()));
        return declarations;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (context.getTestMethod().isEmpty()) {
            return ConditionEvaluationResult.enabled("a class");
        }
        DeclaredLoads loads = DeclaredLoads.of(context);
        List<String> lines = new ArrayList<>();
        loads.enabled().forEach(load -> lines.add((load.isShared() ? "shared " : "") + values(load.spec())));
        loads.disabled().forEach(load -> lines.add("off " + values(load.spec())));
        lines.addAll(loads.problems());
        return ConditionEvaluationResult.disabled(lines.isEmpty() ? "none" : String.join("\n", lines));
    }

    private static String values(WorkloadSpec.Builder spec) {
        List<String> values = new ArrayList<>();
        for (Attribute attribute : Attribute.values()) {
            spec.value(attribute)
                    .ifPresent(value -> values.add(attribute.key() + "=" + value + " ("
                            + spec.origin(attribute)
                                    .orElseThrow()
                                    .place()
                                    .replaceAll(".* on (DeclaredLoadsTest\\.)?", "")
                            + ")"));
        }
        return String.join(", ", values);
    }
}
