// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.report.export.WorkerEvent;
import io.github.wrkjunit.spec.Redaction;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Starts loads: takes the locks on the targets, makes the evidence, launches and arms all workers, waits for the target, then
 * tells all to begin. What fails on the way ends all of it. One thread at a time.
 */
final class RunLauncher {

    private static final Duration PROGRESS_PERIOD = Duration.ofSeconds(3);

    private final RunContext context;
    private final List<PreparedLoad> prepared;
    private final RunClock clock;
    private final Closing closing = new Closing();
    private final List<LoadRun> loads = new ArrayList<>();
    private final AtomicReference<@Nullable RunGroup> group = new AtomicReference<>();

    RunLauncher(RunContext context, List<PreparedLoad> prepared) {
        this.context = context;
        this.prepared = prepared;
        this.clock = context.surroundings().clock();
    }

    RunGroup launch() {
        try {
            lockTargets();
            WorkloadRuntime runtime = closing.add(context.provider().create(context.settings()));
            for (PreparedLoad load : prepared) {
                launch(load, runtime);
            }
            awaitReady();
            arm();
            return begin();
        } catch (InterruptedException e) {
            WorkloadException interrupted =
                    new WorkloadException(subject() + ": the test was interrupted before the load began.", e);
            closing.closeAll(interrupted);
            Thread.currentThread().interrupt();
            throw interrupted;
        } catch (IOException e) {
            WorkloadException failed = new WorkloadException(
                    subject() + ": the run cannot be set up on disk: " + e + ". Make " + context.evidence()
                            + " and the temporary folder writable, or set " + KnownSettings.EVIDENCE + ".",
                    e);
            closing.closeAll(failed);
            throw failed;
        } catch (RuntimeException | Error e) {
            closing.closeAll(e);
            throw e;
        }
    }

    private void lockTargets() throws InterruptedException, IOException {
        RunOptions options = context.options();
        if (!options.exclusive()) {
            return;
        }
        Surroundings around = context.surroundings();
        TargetLocks locks = new TargetLocks(around.lockFolder(), clock, around.addresses());
        Set<String> keys = new TreeSet<>();
        prepared.forEach(load -> keys.addAll(locks.keys(load.spec().url())));
        String holder = subject() + " in process " + ProcessHandle.current().pid();
        try {
            closing.add(locks.acquire(keys, holder, options.exclusiveLimit(), context.progress()));
        } catch (WorkloadException e) {
            throw WorkloadException.of(subject() + ": " + e.getMessage(), e);
        }
    }

    private void launch(PreparedLoad prepared, WorkloadRuntime runtime) throws IOException {
        WorkloadSpec spec = prepared.spec();
        String subject = context.subject(spec.name(), this.prepared.size() > 1);
        Path folder = EvidenceFolder.create(context.evidence(), spec.name());
        Optional<ScriptFile> script = prepared.script().isPresent()
                ? Optional.of(prepared.script().get().place(folder))
                : Optional.empty();
        String again = Redaction.text(runtime.again(withoutSecrets(spec), script, folder));
        LoadRun load = new LoadRun(prepared, subject, folder, again, context.options());
        Secrets secrets = new Secrets(spec);
        loads.add(load);
        for (int number = 0; number < spec.workers(); number++) {
            WorkerRun worker = new WorkerRun(
                            number, spec.workers(), folder, event -> tell(load, event), secrets, closing)
                    .tellNotesTo(context.progress());
            load.add(worker);
            WorkerPlan plan = new WorkerPlan(spec, number, spec.workers(), script, worker.folder());
            try {
                worker.launched(closing.add(runtime.launch(plan, worker)));
            } catch (WorkloadException e) {
                throw load.failure(worker.label() + " cannot be started: " + e.getMessage(), worker, e);
            }
        }
    }

    private static WorkloadSpec withoutSecrets(WorkloadSpec spec) {
        return spec.toBuilder()
                .headers(Redaction.headers(spec.headers()))
                .args(Redaction.words(spec.args()))
                .build();
    }

    private void arm() throws InterruptedException {
        long beginNs = clock.nowNs();
        for (LoadRun load : loads) {
            WorkloadSpec spec = load.spec();
            Duration beforehand =
                    spec.warmup().isZero() ? Duration.ZERO : spec.warmup().plus(spec.timeout());
            long end =
                    beginNs + context.options().armingLimit().plus(beforehand).toNanos();
            for (WorkerRun worker : load.workers()) {
                try {
                    worker.awaitArmed(Duration.ofNanos(Math.max(1, end - clock.nowNs())));
                } catch (WorkloadException e) {
                    throw load.notArmed(worker, e);
                }
            }
        }
    }

    private void awaitReady() throws InterruptedException {
        Optional<String> path = context.options().readyPath();
        if (path.isEmpty()) {
            return;
        }
        Set<String> asked = new LinkedHashSet<>();
        for (LoadRun load : loads) {
            if (asked.add(load.spec().url().getRawAuthority())) {
                try {
                    new ReadyCheck(clock)
                            .await(
                                    load.spec().url(),
                                    path.get(),
                                    context.options().readyTimeout(),
                                    context.progress());
                } catch (WorkloadException e) {
                    throw WorkloadException.of(load.subject() + ": " + e.getMessage(), e);
                }
            }
        }
    }

    private RunGroup begin() {
        RunGroup running = new RunGroup(clock, closing, loads, new Reporter());
        closing.add(clock.every(PROGRESS_PERIOD, "wrk-progress-1", () -> tellProgress(running)));
        group.set(running);
        running.begin();
        return running;
    }

    private void tellProgress(RunGroup running) {
        running.progressLines().forEach(context.progress());
    }

    private String subject() {
        return context.subject(prepared.get(0).spec().name(), prepared.size() > 1);
    }

    private void tell(LoadRun load, WorkerEvent event) {
        RunGroup running = group.get();
        boolean started = event instanceof WorkerEvent.Started || event instanceof WorkerEvent.WrappedStart;
        if (started && running != null) {
            running.started(load);
        } else if (event instanceof WorkerEvent.Mark mark && running != null) {
            running.marked(load, mark);
        } else if (event instanceof WorkerEvent.Interval interval) {
            load.interval(interval.cells());
        }
    }
}
