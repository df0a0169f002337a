// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import io.github.wrkjunit.runtime.WorkloadRuntimes;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tells the runtimes when JUnit has run all tests. In the store of the root; immutable. */
final class TestRunEnd implements ExtensionContext.Store.CloseableResource, AutoCloseable {

    private final ClassLoader loader;

    private TestRunEnd(ClassLoader loader) {
        this.loader = loader;
    }

    /** Makes sure that they are told. */
    static void register(ExtensionContext context) {
        WorkloadExtension.store(context.getRoot())
                .getOrComputeIfAbsent(TestRunEnd.class, absent -> new TestRunEnd(loader()), TestRunEnd.class);
    }

    /** Where runtimes are found. */
    static ClassLoader loader() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return loader != null ? loader : TestRunEnd.class.getClassLoader();
    }

    @Override
    public void close() {
        WorkloadRuntimes.testsEnded(loader);
    }
}
