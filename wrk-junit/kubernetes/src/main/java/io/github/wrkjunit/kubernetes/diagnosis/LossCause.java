// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import java.util.Optional;

/** Why a load that has not ended will not come to a good end any more, however it was lost. Stateless. */
final class LossCause {

    private static final String DEADLINE = "DeadlineExceeded";
    private static final String PODS_FAILED = "BackoffLimitExceeded";
    private static final String EVICTED = "Evicted";

    private LossCause() {}

    /** The cause; empty if there may still be a good end. */
    static Optional<Cause> of(WatchedContainer seen) {
        return deadline(seen)
                .or(() -> evicted(seen))
                .or(() -> podRefused(seen))
                .or(() -> podGone(seen))
                .or(() -> jobGone(seen))
                .or(() -> nodeGone(seen))
                .or(() -> LogCause.ofRunning(seen))
                .or(() -> jobFailed(seen));
    }

    /** Either deadline: the Job's, or that of the pod itself. */
    static Optional<Cause> deadline(WatchedContainer seen) {
        Optional<JobCondition> job = seen.jobFailed().filter(condition -> DEADLINE.equals(condition.getReason()));
        if (job.isPresent()) {
            String limit = seen.jobSpec()
                    .map(JobSpec::getActiveDeadlineSeconds)
                    .map(seconds -> " of " + seconds + " s")
                    .orElse("");
            return Optional.of(new Cause(
                    "did not end within its deadline" + limit + " and was ended by the cluster"
                            + (seen.hasPod() ? "." : "; it never had a pod."),
                    "Look at what took so long. If it only needs longer, raise wrk.kubernetes.deadline.reserve and"
                            + " wrk.deadline.grace."));
        }
        boolean pod = DEADLINE.equals(seen.podStatus(PodStatus::getReason))
                || !seen.events("Pod", DEADLINE).isEmpty();
        if (!pod) {
            return Optional.empty();
        }
        String limit = seen.podSpec()
                .map(spec -> spec.getActiveDeadlineSeconds())
                .map(seconds -> " of " + seconds + " s")
                .orElse("");
        return Optional.of(
                new Cause(
                        "did not end within the deadline" + limit + " of its pod and was ended by the node.",
                        "Take activeDeadlineSeconds out of the pod's template, or raise it: the Job has a deadline of its own."));
    }

    /** The kubelet has thrown the pod out. */
    static Optional<Cause> evicted(WatchedContainer seen) {
        Optional<String> words = EVICTED.equals(seen.podStatus(PodStatus::getReason))
                ? Optional.of(seen.podStatus(PodStatus::getMessage))
                : seen.events("Pod", EVICTED).stream().findFirst().map(Event::getMessage);
        return words.map(text -> new Cause(
                "was evicted by its node: " + seen.quote().sentence(text),
                "Ask for what it needs (requests, limits, size of volumes), or send it to a node that has it."));
    }

    private static Optional<Cause> podRefused(WatchedContainer seen) {
        if (!"Failed".equals(seen.podStatus(PodStatus::getPhase))) {
            return Optional.empty();
        }
        return Optional.of(StartCause.failedInit(seen).orElseGet(() -> {
            String reason = seen.podStatus(PodStatus::getReason);
            String message = seen.podStatus(PodStatus::getMessage);
            return new Cause(
                    "failed before its container " + seen.container() + " ran"
                            + (reason.isEmpty()
                                    ? "."
                                    : ": " + reason
                                            + (message.isEmpty()
                                                    ? "."
                                                    : ": " + seen.quote().sentence(message))),
                    "Look at the events below.");
        }));
    }

    private static Optional<Cause> podGone(WatchedContainer seen) {
        return seen.view().podDeleted()
                ? Optional.of(new Cause(
                        "has lost its pod, which was deleted "
                                + (seen.isJobBeingDeleted() ? "with the Job " : "")
                                + "before anybody saw its container end.",
                        EndCause.WHO_DELETES))
                : Optional.empty();
    }

    /** A pod that was left to itself may still end well. */
    private static Optional<Cause> jobGone(WatchedContainer seen) {
        return seen.view().jobDeleted() && !seen.hasPod()
                ? Optional.of(new Cause(
                        "was deleted by somebody else before it had a pod.",
                        "Find out who deletes Jobs in this namespace while tests run, and run the test again."))
                : Optional.empty();
    }

    /** Nobody is there to tell how the container ends. */
    private static Optional<Cause> nodeGone(WatchedContainer seen) {
        return seen.podCondition("DisruptionTarget", "True")
                .map(PodCondition::getReason)
                .filter(reason -> reason.equals("DeletionByTaintManager") || reason.equals("DeletionByPodGC"))
                .map(reason -> new Cause(
                        "has lost its node (" + reason + ").",
                        "Look at the nodes of the cluster, and run the test again."));
    }

    private static Optional<Cause> jobFailed(WatchedContainer seen) {
        Optional<JobCondition> early = seen.jobFailed();
        if (early.isEmpty()) {
            return Optional.empty();
        }
        JobCondition condition = early.get();
        boolean podsFailed = PODS_FAILED.equals(condition.getReason());
        boolean several = seen.jobSpec().map(JobSpec::getCompletions).orElse(1) > 1;
        if (podsFailed && several) {
            return Optional.of(
                    new Cause(
                            "was ended by the cluster because another of its pods failed.",
                            "Look at the pod that failed first. Set backoffLimitPerIndex to 0 to let the others run to their end."));
        }
        // A pod that is deleted counts as failed at once, and may still end well within its grace period.
        boolean over = seen.jobCondition("Failed").isPresent();
        return podsFailed && !over
                ? Optional.empty()
                : Optional.of(new Cause(
                        "failed: " + condition.getReason() + ", " + seen.quote().sentence(condition.getMessage()),
                        "Look at the events below."));
    }
}
