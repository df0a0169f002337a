// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import io.github.wrkjunit.report.InconclusiveException;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.runtime.WorkloadRunner;
import java.lang.reflect.Parameter;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * Runs the loads of a test right before its method: after {@code @BeforeEach}, and before JUnit resolves the method's
 * parameters. Stateless; all that a test has is in its store.
 */
final class WorkloadExtension
        implements ExecutionCondition,
                BeforeTestExecutionCallback,
                ParameterResolver,
                AfterTestExecutionCallback,
                AfterAllCallback,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler,
                InvocationInterceptor {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(WorkloadExtension.class);

    WorkloadExtension() {}

    static ExtensionContext.Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (context.getTestMethod().isEmpty()) {
            return ConditionEvaluationResult.enabled("the tests of a class are asked one by one");
        }
        TestPlan plan = TestPlan.of(context);
        return plan.settings()
                .disabledBy()
                .filter(setting -> plan.isConcerned())
                .map(setting ->
                        ConditionEvaluationResult.disabled(TestName.of(context) + " offers no load, so it is skipped: "
                                + setting.origin().place() + " is false."))
                .orElseGet(() -> ConditionEvaluationResult.enabled("loads are not switched off"));
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        TestPlan plan = TestPlan.of(context);
        if (!plan.isConcerned()) {
            return;
        }
        TestRunEnd.register(context);
        TestLoads loads = new TestLoads();
        store(context).put(TestLoads.class, loads);
        plan.prepare(loads).run(TestName.of(context), loads, report -> ReportPublication.publish(report, context));
        loads.objectives(plan.objectives());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameterContext, ExtensionContext context) {
        Parameter parameter = parameterContext.getParameter();
        if (!TestParameters.isOurs(parameter)) {
            return false;
        }
        TestParameters.checkPlace(parameterContext.getDeclaringExecutable(), parameter, context);
        return true;
    }

    @Override
    public Object resolveParameter(ParameterContext parameterContext, ExtensionContext context) {
        TestLoads loads = loads(context);
        Parameter parameter = parameterContext.getParameter();
        if (parameter.getType() == WorkloadRunner.class) {
            return loads.runner().orElseThrow();
        }
        Map<String, WorkloadReport> reports = loads.reports();
        String name = TestParameters.load(parameter)
                .orElseGet(() -> reports.keySet().iterator().next());
        WorkloadReport report = reports.get(name);
        if (report == null) {
            throw new IllegalStateException("no report of load \"" + name + "\" among " + reports.keySet());
        }
        return report;
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        TestLoads loads = store(context).get(TestLoads.class, TestLoads.class);
        if (loads == null) {
            return;
        }
        boolean failed = true;
        try {
            loads.endDriven(report -> ReportPublication.publish(report, context), System.out::println);
            new SloVerdict(TestName.of(context), loads.reports()).judge(loads.objectives());
            failed = context.getExecutionException().isPresent();
        } catch (InconclusiveException e) {
            throw inconclusive(e, context);
        } finally {
            if (failed) {
                AnnotationScan.classContexts(context)
                        .forEach(owner -> SharedLoads.of(owner).ifPresent(SharedLoads::testFailed));
            }
        }
        if (!failed && TestSettings.of(context).demandsJudgement()) {
            loads.passed(TestName.of(context));
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (TestSettings.of(context).demandsJudgement()) {
            SharedLoads.of(context).ifPresent(SharedLoads::testsOver);
        }
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable throwable) throws Throwable {
        throw throwable instanceof InconclusiveException e ? inconclusive(e, context) : throwable;
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable throwable)
            throws Throwable {
        throw throwable instanceof InconclusiveException e ? inconclusive(e, context) : throwable;
    }

    @Override
    public void interceptDynamicTest(
            Invocation<Void> invocation, DynamicTestInvocationContext invocationContext, ExtensionContext context)
            throws Throwable {
        try {
            invocation.proceed();
        } catch (InconclusiveException e) {
            throw inconclusive(e, context);
        }
    }

    /** What an inconclusive verdict ends the test with. */
    private static RuntimeException inconclusive(InconclusiveException e, ExtensionContext context) {
        return TestSettings.of(context).abortsInconclusive() ? new TestAbortedException(e.getMessage(), e) : e;
    }

    private static TestLoads loads(ExtensionContext context) {
        TestLoads loads = store(context).get(TestLoads.class, TestLoads.class);
        if (loads == null) {
            throw new IllegalStateException("no load has run before " + TestName.of(context));
        }
        return loads;
    }
}
