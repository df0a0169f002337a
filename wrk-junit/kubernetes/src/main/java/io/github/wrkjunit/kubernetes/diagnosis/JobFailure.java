// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import io.github.wrkjunit.spec.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why a Job has failed, and all that is known of it. Immutable. */
public final class JobFailure {

    private static final String INDENT = "  ";

    private final Cause cause;
    private final Optional<String> pod;
    private final Optional<String> startedContainer;
    private final List<String> details;

    private JobFailure(Cause cause, Optional<String> pod, Optional<String> startedContainer, List<String> details) {
        this.cause = cause;
        this.pod = pod;
        this.startedContainer = startedContainer;
        this.details = List.copyOf(details);
    }

    static JobFailure of(WatchedContainer seen, Cause cause) {
        boolean started = seen.isRunning() || seen.terminated().isPresent();
        return new JobFailure(
                cause, seen.podName(), started ? Optional.of(seen.container()) : Optional.empty(), SeenLines.of(seen));
    }

    /**
     * The failure of a Job that was given up because it took longer than it may, though nothing was known to be wrong.
     *
     * @param view what is known of the Job
     * @param load the container that offers the load
     * @param limit how long it was waited for
     */
    public static JobFailure late(JobView view, LoadContainer load, Duration limit) {
        WatchedContainer seen = new WatchedContainer(view, load);
        String doing = seen.terminated().isPresent()
                ? "its container had ended and its log had not"
                : seen.isRunning() ? "its container still ran" : "it waited for " + WaitingFor.of(seen);
        return of(
                seen,
                new Cause(
                        "did not end within " + Durations.readable(limit) + ": " + Quote.ended(doing),
                        "If it only needs longer, raise wrk.deadline.grace and wrk.kubernetes.deadline.reserve."));
    }

    /**
     * The whole story: what happened, where and what to do in the first line; then Job, pod and container, the last events, the
     * last lines of the log, the {@code kubectl} commands to look further and the {@code wrk} command to run by hand.
     */
    public String message(FailurePlace place) {
        List<String> lines = new ArrayList<>();
        lines.add("Job " + place.job() + " in namespace " + place.namespace() + " " + cause.what() + " "
                + cause.wayOut());
        lines.addAll(details);
        lines.add("Look further:");
        place.lookingFurther(pod, startedContainer).forEach(command -> lines.add(INDENT + command));
        lines.add("By hand: " + place.command());
        return String.join("\n" + INDENT, lines);
    }
}
