// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Annotations on methods that are no tests: JUnit does not look at them there, so that the load would silently never run.
 * Stateless.
 */
final class MisplacedAnnotations {

    private static final List<Class<? extends Annotation>> LIFECYCLE =
            List.of(BeforeAll.class, BeforeEach.class, AfterEach.class, AfterAll.class);

    private MisplacedAnnotations() {}

    /** Those in the test's class, in what it inherits from and in the classes around it, each a sentence. */
    static List<String> problems(ExtensionContext context) {
        Set<Class<?>> classes = new LinkedHashSet<>();
        AnnotationScan.classContexts(context)
                .forEach(owner -> classes.addAll(AnnotationScan.hierarchy(owner.getRequiredTestClass())));
        List<String> problems = new ArrayList<>();
        for (Class<?> type : classes) {
            for (Method method : type.getDeclaredMethods()) {
                if (!method.isSynthetic() && !AnnotationSupport.isAnnotated(method, Testable.class)) {
                    ours(method).forEach(annotation -> problems.add(problem(annotation, method)));
                }
            }
        }
        return problems;
    }

    private static List<Class<? extends Annotation>> ours(Method method) {
        List<Class<? extends Annotation>> found = new ArrayList<>();
        if (!AnnotationSupport.findRepeatableAnnotations(method, WithWorkload.class)
                .isEmpty()) {
            found.add(WithWorkload.class);
        }
        if (!AnnotationSupport.findRepeatableAnnotations(method, Slo.class).isEmpty()) {
            found.add(Slo.class);
        }
        if (AnnotationSupport.isAnnotated(method, Workloads.class)) {
            found.add(Workloads.class);
        }
        return found;
    }

    private static String problem(Class<? extends Annotation> annotation, Method method) {
        boolean lifecycle = LIFECYCLE.stream().anyMatch(type -> AnnotationSupport.isAnnotated(method, type));
        return "@" + annotation.getSimpleName() + " on " + TestName.of(method)
                + (lifecycle
                        ? ": a lifecycle method has no load of its own. Put it on the test methods or on the class."
                        : ": the method is no test, so nothing happens. Add @Test, or take the annotation away.");
    }
}
