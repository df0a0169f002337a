// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.spec.Attribute;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Checks a test method's report parameters before a load starts for them in vain. Stateless. */
final class ReportParameters {

    private ReportParameters() {}

    static List<String> problems(ExtensionContext context, DeclaredLoads declared) {
        List<String> names = new ArrayList<>();
        declared.enabled().forEach(load -> names.add(name(load)));
        List<String> problems = new ArrayList<>();
        for (Parameter parameter : context.getRequiredTestMethod().getParameters()) {
            if (parameter.getType() == WorkloadReport.class) {
                Optional<String> asked = Optional.ofNullable(parameter.getAnnotation(Workload.class))
                        .map(Workload::value);
                boolean found = asked.map(names::contains).orElse(names.size() == 1);
                if (!found) {
                    problems.add(unknown(TestName.of(context), parameter, names));
                }
            }
        }
        return problems;
    }

    /** Why there is no report for the parameter. */
    static String unknown(String test, Parameter parameter, List<String> names) {
        String asked = Optional.ofNullable(parameter.getAnnotation(Workload.class))
                .map(workload -> "@Workload(\"" + workload.value() + "\") ")
                .orElse("");
        String begin = "Parameter " + asked + parameter.getName() + " of " + test;
        if (names.isEmpty()) {
            return begin
                    + ": the test declares no load. Add @WithWorkload, or take a WorkloadRunner and run the load yourself.";
        }
        return asked.isEmpty()
                ? begin + ": the test has several loads: " + String.join(", ", names) + ". Say which by @Workload(\""
                        + names.get(0) + "\")."
                : begin + ": the test has no load of that name, only: " + String.join(", ", names) + ".";
    }

    private static String name(DeclaredLoad load) {
        return load.spec().value(Attribute.NAME).map(Object::toString).orElse("workload");
    }
}
