// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.runtime.WorkloadRunner;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** The parameters of a test method that are about loads. Stateless. */
final class TestParameters {

    private TestParameters() {}

    /** Whether the parameter's value comes from the extension. */
    static boolean isOurs(Parameter parameter) {
        return parameter.getType() == WorkloadReport.class || parameter.getType() == WorkloadRunner.class;
    }

    /** Whether the test drives loads itself. */
    static boolean drives(Method method) {
        return List.of(method.getParameterTypes()).contains(WorkloadRunner.class);
    }

    /** Whether the test wants the report of a declared load. */
    static boolean wantsReport(Method method) {
        return List.of(method.getParameterTypes()).contains(WorkloadReport.class);
    }

    /** Whether the test takes the report of this load, one of so many. */
    static boolean takes(Method method, String load, int loads) {
        return List.of(method.getParameters()).stream()
                .filter(parameter -> parameter.getType() == WorkloadReport.class)
                .map(TestParameters::load)
                .anyMatch(name -> name.map(load::equals).orElse(loads == 1));
    }

    /** The name of the load whose report the parameter takes; empty for the only one. */
    static Optional<String> load(Parameter parameter) {
        return Optional.ofNullable(parameter.getAnnotation(Workload.class)).map(Workload::value);
    }

    /**
     * Refuses parameters of constructors and lifecycle methods.
     *
     * @throws ParameterResolutionException if the executable is not the test method
     */
    static void checkPlace(Executable executable, Parameter parameter, ExtensionContext context) {
        if (context.getTestMethod().filter(executable::equals).isPresent()) {
            return;
        }
        String what = executable instanceof Constructor
                ? TestName.of(executable.getDeclaringClass()) + ": the constructor"
                : TestName.of((Method) executable) + ": a lifecycle method";
        if (parameter.getType() == WorkloadReport.class
                && DeclaredLoads.of(context).enabled().stream().anyMatch(DeclaredLoad::isShared)) {
            throw new ParameterResolutionException(what
                    + " cannot take a WorkloadReport: the load that all tests of the class share runs right before the first test"
                    + " method. Take the report as a parameter of the test methods; all of them get the same.");
        }
        throw new ParameterResolutionException(
                what + " cannot take a "
                        + parameter.getType().getSimpleName()
                        + ", which belongs to one test and is there once its loads have run. Take it as a parameter of the test method.");
    }

    /** What is wrong with the parameters of a test that has these loads, each a sentence. */
    static List<String> problems(Method method, Collection<String> loads) {
        List<String> problems = new ArrayList<>();
        String place = TestName.of(method);
        for (Parameter parameter : method.getParameters()) {
            Optional<String> name = load(parameter);
            if (parameter.getType() != WorkloadReport.class) {
                name.ifPresent(load -> problems.add(place + ": the parameter with @Workload(\"" + load + "\") is a "
                        + parameter.getType().getSimpleName() + ". Make it a WorkloadReport."));
            } else if (loads.isEmpty()) {
                problems.add(
                        place + " takes a WorkloadReport, but no load is offered. Add @WithWorkload(rate = ...), or"
                                + " take a WorkloadRunner.");
            } else if (name.isPresent() && !loads.contains(name.get())) {
                problems.add(place + ": no load is named \"" + name.get() + "\". There "
                        + (loads.size() == 1 ? "is" : "are") + ": " + String.join(", ", loads) + ".");
            } else if (name.isEmpty() && loads.size() > 1) {
                problems.add(
                        place + ": it has " + loads.size() + " loads, so a WorkloadReport parameter must say of which"
                                + " it is the report. Add @Workload with one of: " + String.join(", ", loads) + ".");
            }
        }
        return problems;
    }
}
