// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How far a Job has come, judged by one named container of its first pod and not by the pod's phase or the Job's conditions:
 * a second container may run for ever, and a Job may be failed though its load was run to the end. Immutable.
 */
public sealed interface JobState {

    /**
     * The container has not started.
     *
     * @param what what it waits for, such as {@code the scheduler}
     */
    record Waiting(String what) implements JobState {

        /** Checks that nothing is null. */
        public Waiting {
            requireNonNull(what, "what");
        }
    }

    /** The container runs; also while its pod is being deleted, as it may end well within its grace period. */
    record Running() implements JobState {}

    /**
     * The container has ended.
     *
     * @param exitCode its exit code
     * @param reason the kubelet's word for it, such as {@code Completed} or {@code OOMKilled}
     * @param failure why it was not a good end, as far as the cluster and the log tell; asked again when the log has ended, it may
     *     know more. Empty after exit code 0 if nothing speaks against it: whether the report is complete is not judged here
     */
    record Ended(int exitCode, String reason, Optional<JobFailure> failure) implements JobState {

        /** Checks that nothing is null. */
        public Ended {
            requireNonNull(reason, "reason");
            requireNonNull(failure, "failure");
        }
    }

    /**
     * There will be no good end, whatever one waits for: it cannot start, its deadline is over, or its pod is gone.
     *
     * @param failure why
     */
    record Failed(JobFailure failure) implements JobState {

        /** Checks that nothing is null. */
        public Failed {
            requireNonNull(failure, "failure");
        }
    }

    /**
     * The state of a Job. Some causes are known only when they have lasted for about two seconds, so ask again at least twice a
     * second while nothing changes.
     *
     * @param view what is known of the Job
     * @param load the container that offers the load
     */
    static JobState of(JobView view, LoadContainer load) {
        WatchedContainer seen = new WatchedContainer(view, load);
        return seen.terminated()
                .<JobState>map(end -> new Ended(
                        end.getExitCode(), seen.endReason(), EndCause.of(seen).map(seen::failure)))
                .or(() ->
                        LossCause.of(seen).or(() -> StartCause.of(seen)).map(cause -> new Failed(seen.failure(cause))))
                .orElseGet(() -> seen.isRunning() ? new Running() : new Waiting(WaitingFor.of(seen)));
    }
}
