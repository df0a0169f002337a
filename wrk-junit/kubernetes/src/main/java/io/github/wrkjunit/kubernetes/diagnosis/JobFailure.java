// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why a Job has failed, and all that is known of it. Immutable. */
public final class JobFailure {

    private static final String INDENT = "  ";

    private final Cause cause;
    private final Optional<String> pod;
    private final String container;
    private final List<String> details;

    JobFailure(Cause cause, Optional<String> pod, String container, List<String> details) {
        this.cause = requireNonNull(cause, "cause");
        this.pod = pod;
        this.container = container;
        this.details = List.copyOf(details);
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
        place.lookingFurther(pod, container).forEach(command -> lines.add(INDENT + command));
        lines.add("By hand: " + place.command());
        return String.join("\n" + INDENT, lines);
    }
}
