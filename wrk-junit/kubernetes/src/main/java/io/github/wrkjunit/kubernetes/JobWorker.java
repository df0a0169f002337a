// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.wrkjunit.kubernetes.diagnosis.EndJudgement;
import io.github.wrkjunit.kubernetes.diagnosis.EndJudgement.Stop;
import io.github.wrkjunit.kubernetes.diagnosis.EndJudgement.Verdict;
import io.github.wrkjunit.kubernetes.diagnosis.JobFailure;
import io.github.wrkjunit.kubernetes.diagnosis.JobView;
import io.github.wrkjunit.kubernetes.diagnosis.LogExcerpt;
import io.github.wrkjunit.kubernetes.diagnosis.PlacementWait;
import io.github.wrkjunit.runtime.Worker;
import io.github.wrkjunit.runtime.WorkerListener;
import io.github.wrkjunit.runtime.WorkerLostException;
import io.github.wrkjunit.runtime.WorkloadException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One Job: made suspended, resumed when the load begins, watched to its end. The end is that of its log and of its container;
 * the Job itself tells it two seconds later (KUBERNETES.md a). Thread-safe.
 */
final class JobWorker implements Worker {

    /** What is known is looked at again, as some of it is only a failure when it lasts; asks the cluster nothing. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    /** Without any news the cluster is asked, as a connection may have died without a word. */
    private static final Duration QUIET = Duration.ofSeconds(15);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ClusterCalls calls;
    private final JobObjects objects;
    private final JobStory story;
    private final CommonStart start;
    private final Keep keep;
    private final WorkerListener listener;
    private final Consumer<String> longWaits;
    private final FollowedLog log;
    private final Optional<PodInput> input;
    private final EndJudgement judgement;
    private final PlacementWait placement = new PlacementWait();
    private @Nullable JobWatch watch;
    private long newsNs;
    private long begunNs;
    private boolean begun;
    private boolean askedForReason;
    private boolean extended;
    private Stop stop = Stop.NONE;
    private boolean ended;
    private boolean failed;
    private boolean closed;
    private boolean kept;
    private boolean freed;
    private boolean armed;
    private boolean attaches;

    /**
     * The worker of a Job that is not made yet.
     *
     * @param input the way to an engine's standard input; empty for a program that begins as soon as its pod runs
     */
    JobWorker(
            ClusterCalls calls,
            JobObjects objects,
            JobOutput output,
            JobStory story,
            CommonStart start,
            Keep keep,
            Optional<PodInput> input,
            WorkerListener listener,
            Consumer<String> longWaits) {
        this.longWaits = longWaits;
        this.input = input;
        this.calls = calls;
        this.objects = objects;
        this.story = story;
        this.start = start;
        this.keep = keep;
        this.listener = listener;
        log = new FollowedLog(
                objects.name(),
                pod -> new PodLogSource(calls.client(), pod, container()),
                output,
                input.<WorkerListener>map(engine -> new EngineLines(listener, this::armed, engine::close))
                        .orElse(listener),
                System::nanoTime);
        judgement = new EndJudgement(story.container());
    }

    /** Makes the Job: suspended, unless its program waits for the word to begin. */
    Job launch() {
        Job job = objects.create();
        start.seen(job);
        lock.lock();
        try {
            watch = new JobWatch(calls, job, this::news);
        } finally {
            lock.unlock();
        }
        if (input.isPresent()) {
            resume(Optional.empty());
        }
        return job;
    }

    /** The stock image's pod is made when it begins: until then it uses nothing of the cluster. */
    @Override
    public void awaitArmed(Duration limit) throws InterruptedException {
        if (input.isEmpty()) {
            return;
        }
        OptionalInt exit = await(limit, () -> armed);
        if (exit.isPresent()) {
            throw new WorkloadException("Job " + objects.name() + " ended before its engine was ready, with exit code "
                    + exit.getAsInt() + ". Look at its raw output.");
        }
    }

    @Override
    public void begin() {
        if (input.isEmpty()) {
            resume(start.next());
        } else if (!input.get().order("start")) {
            throw new WorkloadException("The engine in Job " + objects.name()
                    + " cannot be told to begin: attaching to its pod failed. Is the API server reachable?");
        }
    }

    private void armed() {
        lock.lock();
        try {
            armed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean mark(int number) {
        return input.map(engine -> engine.order("mark " + number)).orElse(false);
    }

    /** Lets the pod be made, and watches from then on: the watches' own connections would take time from the resumption. */
    private void resume(Optional<Instant> at) {
        JobWatch watching = watch();
        objects.resume(at);
        lock.lock();
        try {
            newsNs = System.nanoTime();
            begunNs = newsNs;
            begun = true;
        } finally {
            lock.unlock();
        }
        watching.start();
        story.warnings().forEach(listener::warning);
        story.watching().forEach(listener::note);
    }

    @Override
    public void stop() {
        lock.lock();
        try {
            if (stop != Stop.NONE || ended || closed) {
                return;
            }
            stop = Stop.ASKED;
        } finally {
            lock.unlock();
        }
        Stop outcome = Stop.NONE; // so that it can be tried again
        try {
            if (!input.map(engine -> engine.order("stop")).orElse(false)) {
                objects.stop();
            }
            outcome = Stop.ACCEPTED;
        } finally {
            lock.lock();
            try {
                stop = outcome;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    @Override
    public int awaitExit(Duration limit) throws InterruptedException {
        return await(limit, () -> false).orElseThrow();
    }

    /** Waits for the end, or for something before it: then there is no exit code. */
    private OptionalInt await(Duration limit, BooleanSupplier enough) throws InterruptedException {
        long endNs = System.nanoTime() + limit.toNanos();
        lock.lockInterruptibly();
        try {
            while (!enough.getAsBoolean()) {
                OptionalInt exit = exit();
                if (exit.isPresent()) {
                    ended = true;
                    return exit;
                }
                long nowNs = System.nanoTime();
                if (nowNs - endNs - placement.total(nowNs).toNanos() >= 0) { // no load runs without a node
                    throw new WorkerLostException(story.failure(JobFailure.late(view(), story.container(), limit)));
                }
                boolean unused = changed.await(LOOK_AGAIN.toNanos(), TimeUnit.NANOSECONDS);
                askIfQuiet();
                extendDeadline();
            }
            return OptionalInt.empty();
        } catch (WorkloadException e) {
            failed = true;
            throw e;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<String> earlyEnd() {
        lock.lock();
        try {
            return stop == Stop.NONE && ended ? judgement.earlyEnd(view()) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                kept = (ended || failed) && (keep == Keep.ALWAYS || (keep == Keep.ON_FAILURE && failed));
                changed.signalAll();
                log.close();
                input.ifPresent(PodInput::close);
                if (watch != null) {
                    watch.close();
                }
            }
        } finally {
            lock.unlock();
        }
        freeObjects();
    }

    /**
     * Waits, when the JVM ends, until whoever runs the load has its last report and has closed this worker. A Job that has not
     * begun has nothing to report, and is not waited for.
     */
    void awaitClosed(Duration limit) throws InterruptedException {
        long endNs = System.nanoTime() + limit.toNanos();
        lock.lockInterruptibly();
        try {
            while (begun && !closed && endNs - System.nanoTime() > 0) {
                boolean unused = changed.await(endNs - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Who closes at the same time waits until it is done: then the client goes. */
    private void freeObjects() {
        synchronized (objects) {
            if (freed) {
                return;
            }
            if (kept) {
                objects.keep();
                listener.note(story.kept());
            } else {
                objects.delete();
            }
            freed = true;
        }
    }

    /** The exit code when all is over; the caller holds the lock. */
    private OptionalInt exit() {
        if (closed) {
            throw new WorkloadException("Job " + objects.name() + " was deleted before its end.");
        }
        Verdict verdict = judgement.of(view(), stop, System.nanoTime());
        if (verdict instanceof Verdict.Exit exit) {
            return OptionalInt.of(exit.code());
        }
        if (verdict instanceof Verdict.Lost lost) {
            throw new WorkerLostException(story.failure(lost.failure()));
        }
        if (verdict instanceof Verdict.NeverStarted) {
            throw new WorkerLostException(story.neverStarted());
        }
        if (verdict instanceof Verdict.LogMissing) {
            followLog();
            log.urge();
        } else if (verdict instanceof Verdict.ReasonMissing && !askedForReason) {
            askedForReason = true;
            newsNs = System.nanoTime() - QUIET.toNanos(); // so that the cluster is asked
        } else if (verdict instanceof Verdict.Open open) {
            story.progress(open.state()).ifPresent(listener::note);
            story.longWait(open.state(), Duration.ofNanos(System.nanoTime() - begunNs))
                    .ifPresent(longWaits);
        }
        return OptionalInt.empty();
    }

    /** The log first: what was seen of the Job is then never older than the log's end. */
    private JobView view() {
        LogExcerpt told = log.excerpt();
        JobWatch.Seen seen = watch().seen();
        return new JobView(
                seen.job(),
                seen.jobDeleted(),
                seen.pod(),
                seen.podDeleted(),
                seen.events(),
                told,
                placement.lasts(seen.pod(), seen.events(), System.nanoTime()));
    }

    private JobWatch watch() {
        if (watch == null) {
            throw new IllegalStateException("Job " + objects.name() + " was not launched");
        }
        return watch;
    }

    private String container() {
        return story.container().name();
    }

    /** Something has changed: called on a thread of the client, or of the log. */
    private void news() {
        lock.lock();
        try {
            newsNs = System.nanoTime();
            followLog();
            attach();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Once, on a thread of its own, as the connection takes its time; the caller holds the lock. */
    private void attach() {
        JobWatch.Seen seen = watch().seen();
        Pod pod = seen.pod();
        if (input.isPresent() && !attaches && !closed && pod != null && seen.hasLog(container())) {
            attaches = true;
            calls.executor().execute(() -> input.get().begin(pod));
        }
    }

    private void followLog() {
        JobWatch.Seen seen = watch().seen();
        if (seen.pod() != null && seen.hasLog(container())) {
            log.follow(
                    seen.pod(),
                    new WatchedEnd(lock, changed, () -> watch().seen().hasEnded(container()), () -> closed),
                    this::news);
        }
    }

    /** Once, when a node is waited for longer than the Job's deadline allows. */
    private void extendDeadline() {
        Optional<Duration> longer = extended ? Optional.empty() : judgement.longPlacement(view());
        if (longer.isEmpty()) {
            return;
        }
        extended = true;
        lock.unlock();
        try {
            objects.extendDeadline(longer.get());
        } catch (WorkloadException e) {
            listener.note(String.valueOf(e.getMessage())); // the deadline stays, and ends the wait
        } finally {
            lock.lock();
        }
    }

    /** Without the lock, as an answer may take its time. */
    private void askIfQuiet() {
        JobWatch asked = watch;
        if (asked == null || System.nanoTime() - newsNs < QUIET.toNanos()) {
            return;
        }
        newsNs = System.nanoTime();
        lock.unlock();
        try {
            asked.refresh();
        } catch (KubernetesClientException e) {
            story.progress(e).ifPresent(listener::note);
        } finally {
            lock.lock();
        }
    }
}
