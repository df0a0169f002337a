// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.github.wrkjunit.kubernetes.diagnosis.LogCollector;
import io.github.wrkjunit.kubernetes.diagnosis.LogExcerpt;
import io.github.wrkjunit.runtime.WorkerListener;
import io.github.wrkjunit.runtime.WorkloadException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The log of the container that offers the load: followed from the container's start, told line by line as it may be kept, and
 * urged to its end when the container has ended. The caller's lock guards all but the lines.
 */
final class FollowedLog implements AutoCloseable {

    /** The log of a container that has ended comes to its end about a second later (KUBERNETES.md a). */
    private static final Duration REOPEN = Duration.ofSeconds(3);

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final String job;
    private final Function<Pod, PodLog.Source> sources;
    private final JobOutput output;
    private final WorkerListener listener;
    private final LongSupplier clock;
    private final LogCollector collector = new LogCollector();
    private @Nullable PodLog log;
    private boolean closed;
    private boolean endSeen;
    private long endSeenNs;
    private long reopenedNs;

    /**
     * The log of a Job's pod.
     *
     * @param job the Job's name
     * @param sources opens the log of a pod
     * @param output what may be kept of a line
     * @param listener is told the lines
     * @param clock tells the time in nanoseconds
     */
    FollowedLog(
            String job,
            Function<Pod, PodLog.Source> sources,
            JobOutput output,
            WorkerListener listener,
            LongSupplier clock) {
        this.job = job;
        this.sources = sources;
        this.output = output;
        this.listener = listener;
        this.clock = clock;
    }

    /** Begins, if it has not begun; {@code atEnd} is called when there will be no more lines. */
    void follow(Pod pod, PodLog.ContainerEnd end, Runnable atEnd) {
        if (log == null && !closed) {
            log = new PodLog(
                    "wrk-log-" + job, sources.apply(pod), end, this::line, problem -> ended(problem, atEnd), clock);
            log.start();
        }
    }

    /** What it has told so far. */
    LogExcerpt excerpt() {
        return collector.excerpt();
    }

    /**
     * Asks again for the rest of the log of a container that has ended, when it has stayed out for a while.
     *
     * @throws WorkloadException if it has stayed out for too long
     */
    void urge() {
        PodLog open = log;
        if (open == null) {
            return;
        }
        long nowNs = clock.getAsLong();
        if (!endSeen) {
            endSeen = true;
            endSeenNs = nowNs;
            reopenedNs = nowNs;
        }
        long silentNs = Math.min(open.silence().toNanos(), nowNs - endSeenNs); // a long log takes its time
        if (silentNs >= LIMIT.toNanos()) {
            throw new WorkloadException("The log of Job " + job + " did not come to its end: nothing came for "
                    + LIMIT.toSeconds()
                    + " s after the container's end. Look at the network and at the kubelet of its node.");
        }
        if (silentNs >= REOPEN.toNanos() && nowNs - reopenedNs >= REOPEN.toNanos()) {
            reopenedNs = nowNs;
            open.reopen();
        }
    }

    @Override
    public void close() {
        closed = true;
        if (log != null) {
            log.close();
        }
    }

    private void line(String line) {
        String shown = output.of(line);
        collector.line(shown);
        listener.output(shown);
    }

    private void ended(Optional<String> problem, Runnable atEnd) {
        problem.ifPresent(listener::note);
        collector.end(problem);
        atEnd.run();
    }
}
