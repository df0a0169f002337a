// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.report.export.WorkerEvent;
import io.github.wrkjunit.spec.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Loads that run at the same time. A thread per worker waits for its end; the last one to come back frees everything, in the
 * reverse of the order in which it was opened. The first failure ends all. Thread-safe.
 */
final class RunGroup {

    /** Nobody has to be woken by then; waits are looked at again all the same. */
    private static final long LONG_NS = Duration.ofHours(1).toNanos();

    /** A worker confirms a mark within milliseconds; one that does not has its windows cut at whole seconds. */
    private static final long MARK_LIMIT_NS = Duration.ofSeconds(2).toNanos();

    private static final long UNTIL_STARTED_NS = Duration.ofMillis(100).toNanos();

    /** How long a load that is ended early may take to report: less than what kills a process that was told to end. */
    private static final Duration LAST_REPORT = Duration.ofSeconds(5);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final RunClock clock;
    private final Closing closing;
    private final List<LoadRun> loads;
    private final Reporter reporter;
    private final Map<LoadRun, WorkloadReport> reports = new LinkedHashMap<>();
    private int busy;
    private boolean finishing;
    private boolean over;
    private boolean failureTold;
    private boolean early;
    private boolean closed;
    private @Nullable ExitHook exit;
    private @Nullable WorkloadException failure;

    RunGroup(RunClock clock, Closing closing, List<LoadRun> loads, Reporter reporter) {
        this.clock = clock;
        this.closing = closing;
        this.loads = loads;
        this.reporter = reporter;
    }

    List<LoadRun> loads() {
        return loads;
    }

    /** Tells all workers to begin, one right after the other, and waits for their ends in the background. */
    void begin() {
        for (LoadRun load : loads) {
            for (WorkerRun worker : load.workers()) {
                try {
                    worker.worker().begin();
                } catch (WorkloadException e) {
                    throw load.failure(worker.label() + " cannot begin: " + e.getMessage(), worker, e);
                }
            }
            locked(() -> {
                load.begun(clock.nowNs());
                return "";
            });
        }
        watch();
    }

    private void watch() {
        List<Thread> threads = new ArrayList<>();
        for (LoadRun load : loads) {
            for (WorkerRun worker : load.workers()) {
                Thread thread = new Thread(() -> watch(load, worker), "wrk-wait-" + (threads.size() + 1));
                thread.setDaemon(true);
                threads.add(thread);
            }
        }
        busy = threads.size();
        exit = ExitHook.of("wrk-exit-1", () -> endEarly("The JVM was told to end"));
        threads.forEach(Thread::start);
    }

    private void watch(LoadRun load, WorkerRun worker) {
        WorkloadException failed = outcome(load, worker);
        boolean later = failed != null && !end(failed);
        locked(() -> {
            if (later && failed != null && failure != null && load.hasReported()) {
                failure.addSuppressed(failed); // its own misfortune, not the end that the first failure has brought
            }
            load.workerOver(clock.nowNs());
            changed.signalAll();
            return "";
        });
        leave();
    }

    private @Nullable WorkloadException outcome(LoadRun load, WorkerRun worker) {
        try {
            int exitCode = worker.worker().awaitExit(load.limit());
            worker.transcript().exited(exitCode);
            worker.worker().earlyEnd().map(worker::hideSecrets).ifPresent(worker.transcript()::endedEarly);
            return locked(() -> load.judge(worker, exitCode, clock.nowNs()));
        } catch (InterruptedException | RuntimeException | Error e) {
            return locked(() -> load.lost(worker, e, clock.nowNs()));
        }
    }

    /** Ends all loads because of this failure if it is the first, which the answer tells; workers that this ends are no failures. */
    boolean end(WorkloadException because) {
        boolean first = locked(() -> {
            boolean mine = failure == null && !finishing;
            if (mine) {
                failure = because;
                busy++;
                changed.signalAll();
            }
            return mine;
        });
        if (!first) {
            return false;
        }
        for (LoadRun load : loads) {
            for (WorkerRun worker : load.workers()) {
                try {
                    worker.worker().close();
                } catch (RuntimeException e) {
                    because.addSuppressed(e);
                }
            }
        }
        leave();
        return true;
    }

    /** The last of those who are busy with the run cleans up and reports. */
    private void leave() {
        boolean last = locked(() -> {
            finishing = --busy == 0;
            return finishing;
        });
        if (!last) {
            return;
        }
        WorkloadException failed = locked(() -> failure);
        WorkloadException uncleanly =
                new WorkloadException(loads.get(0).subject() + ": not everything could be freed after the run.");
        closing.closeAll(failed == null ? uncleanly : failed);
        if (failed == null && uncleanly.getSuppressed().length > 0) {
            failed = uncleanly;
        }
        if (failed == null) {
            failed = report();
            if (failed != null && locked(() -> early)) {
                failed = loads.get(0).closedBeforeItsEnd(failed); // it had nothing to report on yet
            }
        }
        if (exit != null) {
            exit.close();
        }
        WorkloadException outcome = failed;
        locked(() -> {
            failure = outcome;
            over = true;
            changed.signalAll();
            return "";
        });
    }

    private @Nullable WorkloadException report() {
        for (LoadRun load : loads) {
            try {
                WorkloadReport report = reporter.report(load, locked(load::windows), locked(load::isStopped));
                locked(() -> reports.put(load, report));
            } catch (RuntimeException | Error e) { // an Error too: whoever waits must be told
                return e instanceof WorkloadException failed
                        ? failed
                        : load.failure(
                                e instanceof RuntimeException ? String.valueOf(e.getMessage()) : e.toString(),
                                load.workers().get(0),
                                e);
            }
        }
        return null;
    }

    /** Waits for the end; an interrupt ends all loads. */
    Map<String, WorkloadReport> await() {
        if (!awaitOver(true)) {
            throw interrupted();
        }
        return locked(() -> {
            throwFailure();
            Map<String, WorkloadReport> byName = new LinkedHashMap<>();
            reports.replaceAll((load, report) -> reporter.withWindows(load, report, load.windows()));
            reports.forEach(
                    (load, report) -> byName.put(load.spec().name(), load.use().watch(report)));
            return byName;
        });
    }

    WorkloadReport await(LoadRun load) {
        load.use().take();
        return Objects.requireNonNull(await().get(load.spec().name()));
    }

    /** Adds a warning to a report that is there, and to its evidence. */
    void warn(LoadRun load, String sentence) {
        locked(() -> reports.computeIfPresent(load, (key, report) -> reporter.withWarning(load, report, sentence)));
    }

    private WorkloadException interrupted() {
        WorkloadException interrupted =
                new WorkloadException(loads.get(0).subject() + ": the test was interrupted, so the load was ended.");
        end(interrupted);
        locked(() -> failureTold = true);
        awaitOver(false);
        Thread.currentThread().interrupt();
        return interrupted;
    }

    /** The failure that no caller has been told yet; empty if there is none. */
    Optional<WorkloadException> untoldFailure() {
        return locked(() -> failureTold ? Optional.<WorkloadException>empty() : Optional.ofNullable(failure));
    }

    void close() {
        endEarly("The load was closed");
        boolean first = end(loads.get(0).closedBeforeItsEnd(null));
        if (first || locked(() -> early)) {
            locked(() -> failureTold = closed = true); // who closes knows it
        }
        boolean interrupted = false;
        while (!awaitOver(!interrupted)) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops all loads that run and waits a while for the reports of what was measured, so that they are in the evidence. */
    private void endEarly(String why) {
        boolean running = locked(() -> {
            boolean mine = !over && !finishing && failure == null;
            early |= mine;
            return mine;
        });
        long endNs = clock.nowNs() + LAST_REPORT.toNanos();
        try {
            for (LoadRun load : running ? loads : List.<LoadRun>of()) {
                locked(() -> {
                    load.endedEarly(why, clock.nowNs());
                    return "";
                });
                stop(load);
            }
            while (running && !awaitOver(LOOK_AGAIN) && clock.nowNs() - endNs < 0) {
                clock.pause(LOOK_AGAIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // who closes must not wait: without a report, then
        } catch (RuntimeException e) {
            // a worker that cannot be stopped has no report; it is ended by force
        }
    }

    private boolean awaitOver(Duration limit) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (!over) {
                clock.await(changed, limit.toNanos());
            }
            return over || failure != null;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the end has come; false if the thread was interrupted. */
    private boolean awaitOver(boolean interruptibly) {
        boolean interrupted = false;
        lock.lock();
        try {
            while (!over) {
                try {
                    clock.await(changed, LONG_NS);
                } catch (InterruptedException e) {
                    if (interruptibly) {
                        return false;
                    }
                    interrupted = true;
                }
            }
            return true;
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    Duration elapsed(LoadRun load) {
        return locked(() -> load.elapsed(clock.nowNs()));
    }

    void awaitElapsed(LoadRun load, Duration target) {
        try {
            lock.lockInterruptibly();
            try {
                while (!isElapsed(load, target)) {
                    long nowNs = clock.nowNs();
                    long leftNs = target.minus(load.elapsed(nowNs)).toNanos();
                    clock.await(changed, load.hasStarted(nowNs) ? leftNs : UNTIL_STARTED_NS);
                }
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private boolean isElapsed(LoadRun load, Duration target) {
        throwFailure();
        long nowNs = clock.nowNs();
        if (load.hasStarted(nowNs) && load.elapsed(nowNs).compareTo(target) >= 0) {
            return true;
        }
        if (load.hasEnded()) {
            throw load.ended(clock.nowNs(), "it never was " + Durations.readable(target) + " old");
        }
        return false;
    }

    /** The begin of a window. */
    LoadRun.Edge windowBegin(LoadRun load, String window) {
        locked(() -> {
            throwFailure();
            if (load.hasWindow(window)) {
                throw new IllegalArgumentException("Window \"" + window + "\" of load \""
                        + load.spec().name() + "\" was marked already. Give each window a name of its own.");
            }
            if (load.hasEnded()) {
                throw load.ended(clock.nowNs(), "window \"" + window + "\" lies behind its end");
            }
            return "";
        });
        return edge(load);
    }

    void windowEnd(LoadRun load, String window, LoadRun.Edge from) {
        LoadRun.Edge to = edge(load);
        locked(() -> {
            load.window(window, from, to);
            return "";
        });
    }

    /** Now: a mark that all workers have set, if they can, so that what happens after this is behind it. */
    private LoadRun.Edge edge(LoadRun load) {
        int mark;
        synchronized (load) { // not the run's lock: a worker may be slow to take an order
            mark = load.hasEnded() ? 0 : load.askForMark();
        }
        return locked(() -> {
            long limitNs = clock.nowNs() + MARK_LIMIT_NS;
            while (mark > 0 && !load.isConfirmed(mark) && !load.hasEnded() && clock.nowNs() - limitNs < 0) {
                try {
                    clock.await(changed, limitNs - clock.nowNs());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt(); // the caller's next wait sees it
                    break;
                }
            }
            return new LoadRun.Edge(clock.nowNs(), mark);
        });
    }

    void marked(LoadRun load, WorkerEvent.Mark mark) {
        locked(() -> {
            load.confirmed(mark);
            changed.signalAll();
            return "";
        });
    }

    <T extends @Nullable Object> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    void started(LoadRun load) {
        locked(() -> {
            load.started(clock.nowNs());
            changed.signalAll();
            return "";
        });
    }

    void stop(LoadRun load) {
        locked(() -> {
            load.stopped();
            return "";
        });
        load.workers().forEach(worker -> worker.worker().stop());
    }

    /** One line for each load that runs. */
    List<String> progressLines() {
        return locked(() -> loads.stream()
                .filter(load -> !load.hasEnded())
                .map(load -> load.progressLine(clock.nowNs()))
                .toList());
    }

    /** Each caller has its own exception, whose stack shows where it waits. */
    private void throwFailure() {
        if (failure != null) {
            failureTold = true;
            if (!closed) {
                loads.forEach(load -> load.use().judge()); // there is nothing more to judge
            }
            throw failure.again();
        }
    }
}
