// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import io.github.wrkjunit.runtime.KnownSettings;
import io.github.wrkjunit.runtime.SettingReader;
import io.github.wrkjunit.runtime.Settings;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/**
 * One test at a time offers loads in a JVM, because two loads disturb each other. JUnit asks while it discovers tests, when there are no configuration
 * parameters yet: {@code wrk.parallel} works as system property and environment variable only. Stateless.
 */
final class WorkloadLocks implements ResourceLocksProvider {

    static final String KEY = "io.github.wrkjunit.load";

    WorkloadLocks() {}

    @Override
    public Set<Lock> provideForClass(Class<?> testClass) {
        return locks();
    }

    @Override
    public Set<Lock> provideForNestedClass(List<Class<?>> enclosingInstanceTypes, Class<?> testClass) {
        return locks();
    }

    @Override
    public Set<Lock> provideForMethod(List<Class<?>> enclosingInstanceTypes, Class<?> testClass, Method testMethod) {
        return locks();
    }

    private static Set<Lock> locks() {
        // a bad value is told when the test begins
        boolean parallel = new SettingReader(Settings.ofProcess(), problem -> {}).bool(KnownSettings.PARALLEL, false);
        return parallel ? Set.of() : Set.of(new Lock(KEY));
    }
}
