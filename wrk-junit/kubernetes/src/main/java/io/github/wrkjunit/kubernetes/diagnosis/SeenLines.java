// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is known of Job, pod, container, events and log, as lines of a message. Stateless. */
final class SeenLines {

    /** Conditions that are false say something; of the others those that tell of an end. */
    private static final Set<String> TELLING = Set.of("DisruptionTarget");

    private static final String INDENT = "  ";

    private SeenLines() {}

    static List<String> of(WatchedContainer seen) {
        List<String> lines = new ArrayList<>();
        seen.jobStatus().ifPresent(status -> lines.add("Job: " + job(status, seen)));
        lines.add("Pod" + pod(seen));
        if (seen.hasPod()) {
            lines.add("Container " + seen.container() + ": "
                    + seen.state().map(state -> container(state, seen.quote())).orElse("no state"));
        }
        List<String> events = EventLines.of(seen.view().events(), seen.quote());
        lines.add(events.isEmpty() ? "Events: none" : "Last events:");
        events.forEach(event -> lines.add(INDENT + event));
        List<String> tail = seen.view().log().tail();
        Optional<String> missing = seen.view()
                .log()
                .problem()
                .map(problem -> "Log: " + seen.quote().of(problem));
        lines.add(tail.isEmpty() ? missing.orElse("Log: empty") : "Last lines of the log:");
        tail.forEach(line -> lines.add(INDENT + line));
        missing.filter(problem -> !tail.isEmpty()).ifPresent(lines::add);
        return lines;
    }

    private static String job(JobStatus status, WatchedContainer seen) {
        List<String> parts = new ArrayList<>();
        count(parts, "active", status.getActive());
        count(parts, "succeeded", status.getSucceeded());
        count(parts, "failed", status.getFailed());
        count(parts, "terminating", status.getTerminating());
        if (status.getFailedIndexes() != null && !status.getFailedIndexes().isEmpty()) {
            parts.add("failed indexes " + status.getFailedIndexes());
        }
        for (JobCondition condition : status.getConditions()) {
            if ("True".equals(condition.getStatus())) {
                parts.add(condition.getType() + words(condition.getReason(), condition.getMessage(), seen.quote()));
            }
        }
        if (seen.isJobBeingDeleted()) {
            parts.add(seen.view().jobDeleted() ? "deleted" : "being deleted");
        }
        return parts.isEmpty() ? "no active pod, no condition" : String.join(", ", parts);
    }

    private static void count(List<String> parts, String name, @Nullable Integer number) {
        if (number != null && number > 0) {
            parts.add(number + " " + name);
        }
    }

    private static String pod(WatchedContainer seen) {
        Optional<String> name = seen.podName();
        if (name.isEmpty()) {
            return ": none";
        }
        StringBuilder text = new StringBuilder(" ").append(name.get()).append(": ");
        text.append(seen.podStatus(PodStatus::getPhase));
        text.append(words(seen.podStatus(PodStatus::getReason), seen.podStatus(PodStatus::getMessage), seen.quote()));
        seen.podSpec().map(spec -> spec.getNodeName()).ifPresent(node -> text.append(" on node ")
                .append(node));
        for (PodCondition condition :
                seen.podStatus().map(PodStatus::getConditions).orElse(List.of())) {
            boolean notScheduled = "PodScheduled".equals(condition.getType()) && "False".equals(condition.getStatus());
            if (notScheduled || TELLING.contains(condition.getType())) {
                text.append(", ").append(condition.getType()).append('=').append(condition.getStatus());
                text.append(words(condition.getReason(), condition.getMessage(), seen.quote()));
            }
        }
        return text + (seen.view().podDeleted() ? ", deleted" : seen.isPodBeingDeleted() ? ", being deleted" : "");
    }

    private static String container(ContainerState state, Quote quote) {
        if (state.getTerminated() != null) {
            return "terminated with exit code " + state.getTerminated().getExitCode()
                    + words(
                            state.getTerminated().getReason(),
                            state.getTerminated().getMessage(),
                            quote);
        }
        if (state.getWaiting() != null) {
            return "waiting"
                    + words(state.getWaiting().getReason(), state.getWaiting().getMessage(), quote);
        }
        return state.getRunning() == null
                ? "no state"
                : "running since " + state.getRunning().getStartedAt();
    }

    /** Reason and message as far as they are there, in parentheses with a blank before them. */
    private static String words(@Nullable String reason, @Nullable String message, Quote quote) {
        String quoted = Stream.of(reason == null ? "" : reason, quote.of(message))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(": "));
        return quoted.isEmpty() ? "" : " (" + quoted + ")";
    }
}
