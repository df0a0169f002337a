// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import io.github.wrkjunit.report.InconclusiveException;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.runtime.KnownSettings;
import io.github.wrkjunit.runtime.WorkloadRunner;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * Runs the loads of a test between its {@code @BeforeEach} methods and the resolution of its parameters, hands out reports
 * and runners, and judges {@link Slo}. Stateless: all state is in the store of the test's context.
 */
final class WorkloadExtension
        implements ExecutionCondition,
                BeforeTestExecutionCallback,
                AfterTestExecutionCallback,
                ParameterResolver,
                TestExecutionExceptionHandler {

    static final Namespace NAMESPACE = Namespace.create(WorkloadExtension.class);

    WorkloadExtension() {}

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return TestSettings.of(context)
                .find(KnownSettings.ENABLED)
                .filter(setting -> setting.value().trim().equalsIgnoreCase("false"))
                .map(setting -> ConditionEvaluationResult.disabled(
                        "Loads are switched off: wrk.enabled = false (" + setting.origin() + ")."))
                .orElseGet(() -> ConditionEvaluationResult.enabled("Loads are switched on."));
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        TestRun run = new TestRun(context);
        store(context).put(TestRun.class, run); // before it starts, so that a half-started one is closed too
        run.start();
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        TestRun run = store(context).get(TestRun.class, TestRun.class);
        if (run == null) {
            return; // it did not get as far as that
        }
        run.endDrivenLoads();
        if (context.getExecutionException().isEmpty()) {
            try {
                run.judge();
            } catch (InconclusiveException e) {
                throw asConfigured(context, e);
            }
        }
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable throwable) throws Throwable {
        throw throwable instanceof InconclusiveException inconclusive ? asConfigured(context, inconclusive) : throwable;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == WorkloadReport.class || type == WorkloadRunner.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        boolean ofTest = context.getTestMethod()
                .filter(parameter.getDeclaringExecutable()::equals)
                .isPresent();
        TestRun run = ofTest ? store(context).get(TestRun.class, TestRun.class) : null;
        if (run == null) {
            throw new ParameterResolutionException(
                    "Parameter " + parameter.getParameter().getName() + " of "
                            + place(parameter) + " cannot be a "
                            + parameter.getParameter().getType().getSimpleName()
                            + ": loads run right before a test method, when constructors and lifecycle methods are over."
                            + " Take it as a parameter of the test method.");
        }
        return parameter.getParameter().getType() == WorkloadRunner.class ? run.runner() : run.report(parameter);
    }

    /** The verdict that cannot be told, as an error or as an aborted test; never less. */
    private static RuntimeException asConfigured(ExtensionContext context, InconclusiveException e) {
        boolean abort = TestSettings.of(context)
                .find(KnownSettings.INCONCLUSIVE)
                .filter(setting -> setting.value().trim().equalsIgnoreCase("abort"))
                .isPresent();
        return abort ? new TestAbortedException(e.getMessage(), e) : e;
    }

    private static String place(ParameterContext parameter) {
        Class<?> owner = parameter.getDeclaringExecutable().getDeclaringClass();
        String name = parameter.getDeclaringExecutable().getName();
        return name.equals(owner.getName())
                ? "the constructor of " + TestName.of(owner)
                : TestName.of(owner) + "." + name + "()";
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }
}
