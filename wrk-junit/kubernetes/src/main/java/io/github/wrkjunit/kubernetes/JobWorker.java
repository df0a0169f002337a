// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.wrkjunit.kubernetes.diagnosis.JobFailure;
import io.github.wrkjunit.kubernetes.diagnosis.JobState;
import io.github.wrkjunit.kubernetes.diagnosis.JobView;
import io.github.wrkjunit.kubernetes.diagnosis.LogCollector;
import io.github.wrkjunit.kubernetes.diagnosis.PlacementWait;
import io.github.wrkjunit.runtime.Worker;
import io.github.wrkjunit.runtime.WorkerListener;
import io.github.wrkjunit.runtime.WorkerLostException;
import io.github.wrkjunit.runtime.WorkloadException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
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

    /** The log of a container that has ended comes to its end about a second later (KUBERNETES.md a). */
    private static final Duration LOG_REOPEN = Duration.ofSeconds(3);

    private static final Duration LOG_LIMIT = Duration.ofSeconds(20);

    /** The Job may tell of a failure before the watch of the pod tells of the container's end, which is the reason. */
    private static final Duration REASON_LIMIT = Duration.ofSeconds(2);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ClusterCalls calls;
    private final JobObjects objects;
    private final JobOutput output;
    private final JobStory story;
    private final CommonStart start;
    private final Keep keep;
    private final WorkerListener listener;
    private final LogCollector collector = new LogCollector();
    private final PlacementWait placement = new PlacementWait();
    private @Nullable JobWatch watch;
    private @Nullable PodLog log;
    private long newsNs;
    private long endSeenNs;
    private long reopenedNs;
    private long lostNs;
    private boolean stopping;
    private boolean ended;
    private boolean failed;
    private boolean closed;
    private boolean kept;
    private boolean freed;

    JobWorker(
            ClusterCalls calls,
            JobObjects objects,
            JobOutput output,
            JobStory story,
            CommonStart start,
            Keep keep,
            WorkerListener listener) {
        this.calls = calls;
        this.objects = objects;
        this.output = output;
        this.story = story;
        this.start = start;
        this.keep = keep;
        this.listener = listener;
    }

    /** Makes the Job, and watches it from then on. */
    Job launch() {
        Job job = objects.create();
        start.seen(job);
        JobWatch watching = new JobWatch(calls, job, this::news);
        lock.lock();
        try {
            watch = watching;
        } finally {
            lock.unlock();
        }
        watching.start();
        return job;
    }

    @Override
    public void awaitArmed(Duration limit) {
        // its pod is made when it begins: until then it uses nothing of the cluster
    }

    @Override
    public void begin() {
        lock.lock();
        try {
            newsNs = System.nanoTime();
        } finally {
            lock.unlock();
        }
        objects.resume(start.next());
        story.watching().forEach(listener::note);
    }

    @Override
    public void stop() {
        lock.lock();
        try {
            if (stopping || ended || closed) {
                return;
            }
            stopping = true;
        } finally {
            lock.unlock();
        }
        objects.stop();
    }

    @Override
    public int awaitExit(Duration limit) throws InterruptedException {
        long endNs = System.nanoTime() + limit.toNanos();
        lock.lockInterruptibly();
        try {
            while (true) {
                OptionalInt exit = exit();
                if (exit.isPresent()) {
                    ended = true;
                    return exit.getAsInt();
                }
                if (System.nanoTime() - endNs >= 0) {
                    throw new WorkerLostException(story.failure(JobFailure.late(view(), story.container(), limit)));
                }
                boolean unused = changed.await(LOOK_AGAIN.toNanos(), TimeUnit.NANOSECONDS);
                askIfQuiet();
            }
        } catch (WorkloadException e) {
            failed = true;
            throw e;
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
                if (log != null) {
                    log.close();
                }
                if (watch != null) {
                    watch.close();
                }
            }
        } finally {
            lock.unlock();
        }
        freeObjects();
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
        JobView view = view();
        JobState state = state(view);
        story.progress(state).ifPresent(listener::note);
        if (state instanceof JobState.Ended end) {
            return exit(end);
        }
        if (state instanceof JobState.Failed lost) {
            if (stopping && view.podDeleted() && view.log().report()) {
                return logIsComplete()
                        ? OptionalInt.of(0)
                        : OptionalInt.empty(); // its end was not seen, its report was
            }
            if (mayTellMore(view)) {
                return OptionalInt.empty();
            }
            throw new WorkerLostException(story.failure(lost.failure()));
        }
        return OptionalInt.empty();
    }

    /** Whether the reason of the failure may still be on its way: the pod is there, and its container has not been seen to end. */
    private boolean mayTellMore(JobView view) {
        long nowNs = System.nanoTime();
        if (lostNs == 0) {
            lostNs = nowNs;
            newsNs = nowNs - QUIET.toNanos(); // so that the cluster is asked
        }
        return view.pod() != null
                && !view.podDeleted()
                && hasReachedBackoffLimit(view.job())
                && nowNs - lostNs < REASON_LIMIT.toNanos();
    }

    private static boolean hasReachedBackoffLimit(@Nullable Job job) {
        return job != null
                && job.getStatus() != null
                && job.getStatus().getConditions().stream()
                        .anyMatch(condition -> "BackoffLimitExceeded".equals(condition.getReason()));
    }

    private OptionalInt exit(JobState.Ended end) {
        if (!logIsComplete()) {
            return OptionalInt.empty();
        }
        if (end.failure().isPresent() && !stopping) {
            throw new WorkerLostException(story.failure(end.failure().get()));
        }
        return OptionalInt.of(end.exitCode());
    }

    /** Whether all lines are here; those of an ended container that stay out are asked for again, and at last given up. */
    private boolean logIsComplete() {
        if (log == null || log.hasEnded()) {
            return true;
        }
        long nowNs = System.nanoTime();
        if (endSeenNs == 0) {
            endSeenNs = nowNs;
            reopenedNs = nowNs;
        }
        long silentNs = Math.min(log.silence().toNanos(), nowNs - endSeenNs); // a long log takes its time
        if (silentNs >= LOG_LIMIT.toNanos()) {
            throw new WorkloadException("The log of Job " + objects.name() + " in namespace " + objects.namespace()
                    + " did not come to its end: nothing came for " + LOG_LIMIT.toSeconds()
                    + " s after the container's end. Look at the network and at the kubelet of its node.");
        }
        if (silentNs >= LOG_REOPEN.toNanos() && nowNs - reopenedNs >= LOG_REOPEN.toNanos()) {
            reopenedNs = nowNs;
            log.reopen();
        }
        return false;
    }

    private JobView view() {
        if (watch == null) {
            throw new IllegalStateException("Job " + objects.name() + " was not launched");
        }
        JobWatch.Seen seen = watch.seen();
        return new JobView(
                seen.job(),
                seen.jobDeleted(),
                seen.pod(),
                seen.podDeleted(),
                seen.events(),
                collector.excerpt(),
                placement.lasts(seen.pod(), seen.events(), System.nanoTime()));
    }

    private JobState state(JobView view) {
        return JobState.of(view, story.container());
    }

    /** Something has changed: called on a thread of the client, or of the log. */
    private void news() {
        lock.lock();
        try {
            newsNs = System.nanoTime();
            followLog();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void followLog() {
        if (watch == null || log != null || closed) {
            return;
        }
        Pod pod = watch.seen().pod();
        if (pod == null || container(pod).filter(JobWorker::hasLog).isEmpty()) {
            return;
        }
        log = new PodLog(
                "wrk-log-" + objects.name(),
                new PodLogSource(calls.client(), pod, story.container().name()),
                new ContainerEnd(),
                this::line,
                this::logEnded);
        log.start();
    }

    private void line(String line) {
        String shown = output.of(line);
        collector.line(shown);
        listener.output(shown);
    }

    private void logEnded() {
        collector.end();
        news();
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

    private Optional<ContainerStatus> container(Pod pod) {
        return pod.getStatus() == null
                ? Optional.empty()
                : Stream.of(
                                pod.getStatus().getContainerStatuses(),
                                pod.getStatus().getInitContainerStatuses())
                        .flatMap(List::stream)
                        .filter(status ->
                                status.getName().equals(story.container().name()))
                        .findFirst();
    }

    private static boolean hasLog(ContainerStatus status) {
        return status.getState() != null && (status.getState().getRunning() != null || hasEnded(status));
    }

    private static boolean hasEnded(ContainerStatus status) {
        return status.getState() != null && status.getState().getTerminated() != null;
    }

    /** As the watch knows it. */
    private final class ContainerEnd implements PodLog.ContainerEnd {

        @Override
        public boolean isKnown() {
            JobWatch watching = watch;
            if (watching == null) {
                return false;
            }
            JobWatch.Seen seen = watching.seen();
            Pod pod = seen.pod();
            return seen.podDeleted()
                    || (pod != null
                            && container(pod).filter(JobWorker::hasEnded).isPresent());
        }

        @Override
        public void await(Duration limit) throws InterruptedException {
            long endNs = System.nanoTime() + limit.toNanos();
            lock.lockInterruptibly();
            try {
                while (!isKnown() && !closed && endNs - System.nanoTime() > 0) {
                    boolean unused = changed.await(endNs - System.nanoTime(), TimeUnit.NANOSECONDS);
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
