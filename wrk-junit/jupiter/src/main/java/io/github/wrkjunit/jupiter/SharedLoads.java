// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.runtime.PreparedWorkloads;
import io.github.wrkjunit.runtime.RunningWorkloads;
import io.github.wrkjunit.runtime.WorkloadException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The loads that all tests of a class look at: they run once, for the first test, and the others have the same reports or the same
 * failure. In the store of the class. Thread-safe.
 */
final class SharedLoads implements ExtensionContext.Store.CloseableResource, AutoCloseable {

    private final TestLoads loads = new TestLoads();
    private final ExtensionContext owner;
    private @Nullable Throwable failure;
    private boolean over;

    SharedLoads(ExtensionContext owner) {
        this.owner = owner;
    }

    /** Whether the run is over, well or not. */
    synchronized boolean isOver() {
        return over;
    }

    void begun(RunningWorkloads running) {
        loads.declared(running);
    }

    /** The reports; those of the first call are published for the class. */
    synchronized Map<String, WorkloadReport> run(@Nullable PreparedWorkloads prepared) {
        if (over || prepared == null) {
            return outcome();
        }
        try {
            Map<String, WorkloadReport> reports = prepared.start().await();
            loads.reports(reports);
            reports.values().forEach(report -> ReportPublication.publish(report, owner));
            return reports;
        } catch (RuntimeException | Error e) {
            if (!Thread.currentThread().isInterrupted()) { // one test's interrupt is not the next one's failure
                failure = e;
            }
            throw e;
        } finally {
            over = !Thread.currentThread().isInterrupted();
        }
    }

    private Map<String, WorkloadReport> outcome() {
        Throwable failed = failure;
        if (failed != null) {
            throw new WorkloadException(
                    failed.getMessage() + " (The run is shared by all tests of the class.)", failed);
        }
        return loads.reports();
    }

    @Override
    public void close() {
        loads.close();
    }
}
