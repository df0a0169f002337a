// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import io.github.wrkjunit.runtime.DiskName;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What messages and folders call a test. Stateless. */
final class TestName {

    /** The type of the last segment of a unique id, as JUnit names an invocation of a repeated or parameterized test. */
    private static final String INVOCATION = "[test-template-invocation:";

    private TestName() {}

    /** Such as {@code CheckoutTest.p99()}, {@code HotelTest.Read.reads()}, {@code ScalesTest.scales() [2] 100}; of a class its name. */
    static String of(ExtensionContext context) {
        String testClass = of(context.getRequiredTestClass());
        return context.getTestMethod()
                .map(method -> testClass + "." + method.getName() + "()"
                        + invocation(context).map(name -> " " + name).orElse(""))
                .orElse(testClass);
    }

    /** The class without its package, nested classes after a dot. */
    static String of(Class<?> type) {
        String name = type.getName();
        return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
    }

    static String of(Method method) {
        return of(method.getDeclaringClass()) + "." + method.getName() + "()";
    }

    /** {@code <class>/<method>[/<invocation>]}, fit for every file system. */
    static Path folder(ExtensionContext context) {
        Path folder = Path.of(DiskName.of(of(context.getRequiredTestClass())));
        Optional<Path> method = context.getTestMethod().map(found -> folder.resolve(DiskName.of(found.getName())));
        return method.map(found -> invocation(context)
                        .map(name -> found.resolve(DiskName.of(name)))
                        .orElse(found))
                .orElse(folder);
    }

    private static Optional<String> invocation(ExtensionContext context) {
        String id = context.getUniqueId();
        return id.startsWith(INVOCATION, id.lastIndexOf("/[") + 1)
                ? Optional.of(context.getDisplayName())
                : Optional.empty();
    }
}
