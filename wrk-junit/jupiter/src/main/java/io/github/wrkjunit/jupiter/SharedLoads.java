// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import io.github.wrkjunit.report.UserFrames;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.runtime.PreparedWorkloads;
import io.github.wrkjunit.runtime.RunningWorkload;
import io.github.wrkjunit.runtime.RunningWorkloads;
import io.github.wrkjunit.runtime.WorkloadException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * The loads that all tests of a class look at: they run once, for the first test, and the others have the same reports or the same
 * failure. In the store of the class. Thread-safe.
 */
final class SharedLoads implements ExtensionContext.Store.CloseableResource, AutoCloseable {

    private final TestLoads loads = new TestLoads();
    private final ExtensionContext owner;
    private final Set<String> taken = new TreeSet<>();
    private @Nullable Throwable failure;
    private String failedIn = "";
    private boolean over;
    private boolean testFailed;

    SharedLoads(ExtensionContext owner) {
        this.owner = owner;
    }

    /** Those of this class; empty if it shares none, or if no test has needed them yet. */
    static Optional<SharedLoads> of(ExtensionContext owner) {
        return Optional.ofNullable(WorkloadExtension.store(owner).get(key(owner), SharedLoads.class));
    }

    /** The same, made if they are not there. */
    static SharedLoads in(ExtensionContext owner) {
        return WorkloadExtension.store(owner)
                .getOrComputeIfAbsent(key(owner), absent -> new SharedLoads(owner), SharedLoads.class);
    }

    /** The store of a nested class shows what is in that of the class around it: the key tells them apart. */
    private static String key(ExtensionContext owner) {
        return "loads shared in " + owner.getUniqueId();
    }

    /** Notes that a test looks at the report of this load. */
    synchronized void taken(String load) {
        taken.add(load);
    }

    /** Notes that a test has failed, perhaps before it could judge. */
    synchronized void testFailed() {
        testFailed = true;
    }

    /**
     * Says that all tests of the class are over, so that the loads must have been judged.
     *
     * @throws IllegalStateException if none of them has judged a load, or looked at its report
     */
    synchronized void testsOver() {
        if (testFailed || failure != null) {
            return;
        }
        String place = TestName.of(owner);
        List<RunningWorkload> unasked = Judgement.missing(loads.declared(), load -> !taken.contains(load.name()));
        if (!unasked.isEmpty() && !mayJudge(owner.getRequiredTestClass())) {
            throw UserFrames.of(
                    new IllegalStateException("No test of " + place + " has judged " + Judgement.named(unasked)
                            + " (scope = CLASS), so they pass whatever the system answers. Take a WorkloadReport as a parameter and"
                            + " assert on it, add @Slo, or " + Judgement.EXEMPT));
        }
        Judgement.missing(loads.declared(), load -> true).forEach(load -> Judgement.warn(load, place));
    }

    /** Whether a test of the class takes a report, though perhaps only others were selected to run. */
    private static boolean mayJudge(Class<?> tests) {
        return !ReflectionSupport.findMethods(
                                tests,
                                method -> List.of(method.getParameterTypes()).contains(WorkloadReport.class),
                                HierarchyTraversalMode.TOP_DOWN)
                        .isEmpty()
                || ReflectionSupport.findNestedClasses(tests, nested -> true).stream()
                        .anyMatch(SharedLoads::mayJudge);
    }

    /** Whether the run is over, well or not. */
    synchronized boolean isOver() {
        return over;
    }

    void begun(RunningWorkloads running) {
        loads.declared(running);
    }

    /** The reports, for the test at this place; those of the first call are published for the class. */
    synchronized Map<String, WorkloadReport> run(@Nullable PreparedWorkloads prepared, String place) {
        if (over || prepared == null) {
            return outcome(place);
        }
        try {
            Map<String, WorkloadReport> reports = prepared.start().await();
            loads.reports(reports);
            reports.values().forEach(report -> ReportPublication.publish(report, owner));
            return reports;
        } catch (RuntimeException | Error e) {
            if (!Thread.currentThread().isInterrupted()) { // one test's interrupt is not the next one's failure
                failure = e;
                failedIn = place;
            }
            throw e;
        } finally {
            over = !Thread.currentThread().isInterrupted();
        }
    }

    /** What the first test has seen; a failure is told in full once, and not by each test of the class. */
    private Map<String, WorkloadReport> outcome(String place) {
        if (failure != null) {
            throw new WorkloadException(place + ": the load that all tests of " + TestName.of(owner)
                    + " share has failed. " + failedIn + " has the reason.");
        }
        return loads.reports();
    }

    @Override
    public void close() {
        loads.close();
    }
}
