// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges whether a Job has come to its end, and to which one, by what is known of it at one moment. An end counts when the whole
 * log is known: only then is known what it tells. One thread at a time.
 */
public final class EndJudgement {

    /** The Job may tell of a failure before the watch of the pod tells of the container's end, which is the reason. */
    private static final Duration REASON_LIMIT = Duration.ofSeconds(2);

    private final LoadContainer load;
    private boolean lost;
    private long lostNs;

    /** What is to be done about it. */
    public sealed interface Verdict {

        /**
         * It goes on.
         *
         * @param state how far it has come
         */
        record Open(JobState state) implements Verdict {}

        /** Its container has ended, and its log has not: see to it that it is read. */
        record LogMissing() implements Verdict {}

        /** It is lost, and the reason may still be on its way: ask for it. */
        record ReasonMissing() implements Verdict {}

        /**
         * It is over.
         *
         * @param code the exit code
         */
        record Exit(int code) implements Verdict {}

        /**
         * It has failed.
         *
         * @param failure why
         */
        record Lost(JobFailure failure) implements Verdict {}

        /** It was stopped before its container started, so that there is nothing to report. */
        record NeverStarted() implements Verdict {}
    }

    /** How far somebody has come who ends the load early. */
    public enum Stop {
        /** Nobody does. */
        NONE,
        /** The cluster was asked to. */
        ASKED,
        /** The cluster has answered that it will. */
        ACCEPTED
    }

    /** Nothing was judged yet. */
    public EndJudgement(LoadContainer load) {
        this.load = load;
    }

    /**
     * The verdict.
     *
     * @param view what is known of the Job
     * @param stop whether its load was ended early
     * @param nowNs the time, as {@link System#nanoTime} tells it
     */
    public Verdict of(JobView view, Stop stop, long nowNs) {
        JobState state = JobState.of(view, load);
        if (state instanceof JobState.Ended end) {
            return ended(view, end, stop);
        }
        boolean neverStarts = stop == Stop.ACCEPTED && hasNoContainer(view);
        if (state instanceof JobState.Failed failed) {
            if (stop != Stop.NONE && view.podDeleted() && view.log().report()) {
                return view.log().ended() ? new Verdict.Exit(0) : new Verdict.LogMissing(); // its end was not seen
            }
            if (neverStarts) {
                return new Verdict.NeverStarted();
            }
            return mayTellMore(view, nowNs) ? new Verdict.ReasonMissing() : new Verdict.Lost(failed.failure());
        }
        return neverStarts ? new Verdict.NeverStarted() : new Verdict.Open(state);
    }

    /**
     * How long the pod may be without a node in all; empty if it is not, or if the reserve of the Job's deadline is enough for
     * that wait.
     */
    public Optional<Duration> longPlacement(JobView view) {
        return view.unplaced().isZero()
                ? Optional.empty()
                : Optional.of(NodeWait.limit(new WatchedContainer(view, load)))
                        .filter(limit -> limit.compareTo(LoadContainer.NODE_LIMIT) > 0);
    }

    /**
     * Why the container was made to end before the load was over, in whole sentences with what to do; empty if nothing that was
     * seen explains that. A wrapped wrk2 that is told to end reports and has exit code 0, as one that has run to its end.
     */
    public Optional<String> earlyEnd(JobView view) {
        return EndCause.early(new WatchedContainer(view, load))
                .map(cause -> "Its Job " + cause.what() + " " + cause.wayOut());
    }

    private static Verdict ended(JobView view, JobState.Ended end, Stop stop) {
        if (!view.log().ended()) {
            return new Verdict.LogMissing();
        }
        return end.failure().isPresent() && stop == Stop.NONE
                ? new Verdict.Lost(end.failure().get())
                : new Verdict.Exit(end.exitCode());
    }

    /** Whether there is no container that could still report: it was not seen to start, and its pod is not there or going. */
    private boolean hasNoContainer(JobView view) {
        WatchedContainer seen = new WatchedContainer(view, load);
        boolean going = !seen.hasPod() || view.podDeleted() || seen.isPodBeingDeleted();
        return going && !seen.isRunning() && seen.terminated().isEmpty();
    }

    /** Whether the reason may still be on its way: the pod is there, and its container has not been seen to end. */
    private boolean mayTellMore(JobView view, long nowNs) {
        if (!lost) {
            lost = true;
            lostNs = nowNs;
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
}
