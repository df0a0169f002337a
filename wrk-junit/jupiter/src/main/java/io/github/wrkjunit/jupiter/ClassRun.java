// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.runtime.PreparedWorkloads;
import io.github.wrkjunit.runtime.RunningWorkloads;
import io.github.wrkjunit.spec.InvalidSpecException;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/** The one run that all tests of a class look at; the first of them that needs it runs it. Thread-safe. */
@SuppressWarnings("deprecation") // CloseableResource: with AutoCloseable alone JUnit 5.12 never closes it
final class ClassRun implements CloseableResource, AutoCloseable {

    private final PreparedWorkloads prepared;
    private final ExtensionContext owner;
    private volatile @Nullable RunningWorkloads running;
    private @Nullable Map<String, WorkloadReport> reports;
    private @Nullable RuntimeException failure;

    private ClassRun(PreparedWorkloads prepared, ExtensionContext owner) {
        this.prepared = prepared;
        this.owner = owner;
    }

    /** The run of the class that the owner stands for. */
    static ClassRun of(ExtensionContext owner, DeclaredLoads declared, List<WorkloadSpec.Builder> loads) {
        return owner.getStore(WorkloadExtension.NAMESPACE)
                .getOrComputeIfAbsent(
                        ClassRun.class,
                        key -> {
                            try {
                                return new ClassRun(
                                        Runners.of(owner, declared).build().prepare(loads), owner);
                            } catch (InvalidSpecException e) {
                                throw new ExtensionConfigurationException(e.getMessage(), e);
                            }
                        },
                        ClassRun.class);
    }

    /** The reports by name; the first call runs the loads, and one that failed fails every test in the same way. */
    synchronized Map<String, WorkloadReport> reports() {
        if (failure != null) {
            throw failure;
        }
        if (reports == null) {
            try {
                RunningWorkloads started = prepared.start();
                running = started;
                reports = started.await();
                reports.values().forEach(report -> Evidence.tell(report, owner));
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
        }
        return reports;
    }

    @Override
    public void close() {
        RunningWorkloads started = running;
        if (started != null) {
            started.close();
        }
    }
}
