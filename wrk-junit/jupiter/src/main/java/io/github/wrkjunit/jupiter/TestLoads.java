// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import io.github.wrkjunit.report.UserFrames;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.runtime.RunningWorkload;
import io.github.wrkjunit.runtime.RunningWorkloads;
import io.github.wrkjunit.runtime.WorkloadException;
import io.github.wrkjunit.runtime.WorkloadRunner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What a test has running and what it knows of its loads. It is in the test's store before anything starts, and ends what is
 * left running when the store is closed, or before. Thread-safe.
 */
final class TestLoads implements ExtensionContext.Store.CloseableResource, AutoCloseable {

    private final Map<String, WorkloadReport> reports = new LinkedHashMap<>();
    private final List<RunningWorkloads> declared = new ArrayList<>();
    private final List<RunningWorkloads> driven = new ArrayList<>();
    private final List<RunningWorkloads> ended = new ArrayList<>();
    private @Nullable WorkloadRunner runner;
    private @Nullable String passedAt;
    private List<Objective> objectives = List.of();

    /** Notes a run that the extension has begun. */
    synchronized void declared(RunningWorkloads running) {
        declared.add(running);
    }

    /** Notes a run that the test itself has begun. */
    synchronized void driven(RunningWorkloads running) {
        driven.add(running);
    }

    /** The runs that the extension has begun. */
    synchronized List<RunningWorkloads> declared() {
        return List.copyOf(declared);
    }

    synchronized void reports(Map<String, WorkloadReport> more) {
        reports.putAll(more);
    }

    /** The reports of the declared loads by name, in the order of the loads. */
    synchronized Map<String, WorkloadReport> reports() {
        return new LinkedHashMap<>(reports);
    }

    synchronized void runner(WorkloadRunner made) {
        runner = made;
    }

    /** The runner of a test that drives. */
    synchronized Optional<WorkloadRunner> runner() {
        return Optional.ofNullable(runner);
    }

    synchronized void objectives(List<Objective> wanted) {
        objectives = List.copyOf(wanted);
    }

    /** What is to be judged when the test method is over; nothing before the loads have run. */
    synchronized List<Objective> objectives() {
        return objectives;
    }

    /**
     * Says that the test came to a good end at this place, so that its loads must have been judged.
     *
     * @throws IllegalStateException if a load that the test has started itself was not, and nobody has its report either
     */
    synchronized void passed(String place) {
        List<RunningWorkload> unasked = Judgement.missing(ended, load -> !load.isTaken());
        if (!unasked.isEmpty()) {
            throw UserFrames.of(new IllegalStateException(place + " started " + Judgement.named(unasked)
                    + " and never read the report, so it passes whatever the system answers. Call await() and assert on the"
                    + " report, or start it with judged(false) if it is a warm-up or a background load."));
        }
        passedAt = place;
    }

    /** Ends what the test has left running; tells the reports of what has come to its end, and why others have none. */
    void endDriven(Consumer<WorkloadReport> told, Consumer<String> untold) {
        List<RunningWorkloads> taken = take(driven);
        synchronized (this) {
            ended.addAll(taken);
        }
        closeAll(taken);
        List<WorkloadException> untoldFailures = new ArrayList<>();
        for (RunningWorkloads running : taken) {
            running.untoldFailure().ifPresent(untoldFailures::add);
            try {
                running.await().values().forEach(told);
            } catch (WorkloadException e) {
                untold.accept(String.valueOf(e.getMessage()));
            }
        }
        if (!untoldFailures.isEmpty()) { // nobody waited for them: without this, no run would be a green test
            WorkloadException first = untoldFailures.remove(0);
            untoldFailures.forEach(first::addSuppressed);
            throw first;
        }
    }

    /** Warns of reports that were taken and not read, if the test has passed: not before, because tear-down methods may judge too. */
    private synchronized void warn() {
        String place = passedAt;
        if (place != null) {
            List<RunningWorkloads> over = new ArrayList<>(declared);
            over.addAll(ended);
            Judgement.missing(over, load -> true).forEach(load -> Judgement.warn(load, place));
        }
    }

    @Override
    public void close() {
        try {
            warn();
        } finally {
            List<RunningWorkloads> all = take(declared);
            all.addAll(take(driven));
            Collections.reverse(all);
            closeAll(all);
        }
    }

    /** Closes each, whatever the others do. */
    private static void closeAll(List<RunningWorkloads> all) {
        RuntimeException failed = null;
        for (RunningWorkloads running : all) {
            try {
                running.close();
            } catch (RuntimeException e) {
                if (failed == null) {
                    failed = e;
                } else {
                    failed.addSuppressed(e);
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    private synchronized List<RunningWorkloads> take(List<RunningWorkloads> from) {
        List<RunningWorkloads> taken = new ArrayList<>(from);
        from.clear();
        return taken;
    }
}
