// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobConditionBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is known after each line of a recorded stream, as the client's own objects. One thread at a time. */
final class RecordedView {

    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final Pattern STAMP = Pattern.compile("^\\d{4}-\\d\\d-\\d\\dT\\S+Z ?");
    private static final Instant POST = Instant.parse("2026-11-24T21:00:00Z");
    private static final String JOB = "wrk2-job";

    private final Job lastJob;
    private final Optional<Pod> lastPod;
    private final @Nullable String podPrefix;
    private final Map<String, Event> events = new LinkedHashMap<>();
    private final LogCollector log = new LogCollector();

    /** The whole log, where the stream holds only the first lines of it. */
    private final String leftOut;

    private @Nullable Job job;
    private boolean jobDeleted;
    private @Nullable Pod pod;
    private boolean podDeleted;
    private final PlacementWait placement = new PlacementWait();

    RecordedView(String name, @Nullable String podPrefix) {
        this.podPrefix = podPrefix;
        leftOut = Replay.has(name + ".log") ? Replay.text(name + ".log") : "";
        lastJob = Replay.has(name + ".job.json")
                ? YAML.unmarshal(Replay.text(name + ".job.json"), Job.class)
                : new JobBuilder().withNewMetadata().withName(JOB).endMetadata().build();
        lastPod = Replay.has(name + ".pod.json")
                ? Optional.of(YAML.unmarshal(Replay.text(name + ".pod.json"), Pod.class))
                : Optional.empty();
    }

    JobView at(Duration now) {
        List<Event> known = List.copyOf(events.values());
        return new JobView(
                job, jobDeleted, pod, podDeleted, known, log.excerpt(), placement.lasts(pod, known, now.toNanos()));
    }

    void take(JsonNode told) {
        switch (told.get("source").asText()) {
            case "watch-job" -> job(told);
            case "watch-pod" -> pod(told);
            case "event" -> event(told);
            case "log" -> log(told);
            default -> {} // the POST itself; what a client sees that asks instead of watching
        }
    }

    private void job(JsonNode told) {
        jobDeleted = told.get("event").asText().equals("DELETED");
        if (!told.has("conditions")) {
            return;
        }
        JobStatusBuilder status = new JobStatusBuilder()
                .withActive(number(told, "active"))
                .withReady(number(told, "ready"))
                .withTerminating(number(told, "terminating"))
                .withSucceeded(number(told, "succeeded"))
                .withFailed(number(told, "failed"))
                .withFailedIndexes(text(told, "failedIndexes"))
                .withStartTime(text(told, "startTime"));
        for (JsonNode condition : told.get("conditions")) {
            status.addToConditions(new JobConditionBuilder()
                    .withType(text(condition, "type"))
                    .withStatus(text(condition, "status"))
                    .withReason(text(condition, "reason"))
                    .withMessage(text(condition, "message"))
                    .build());
        }
        job = new JobBuilder(lastJob)
                .editMetadata()
                .withDeletionTimestamp(told.has("deleting") ? POST.toString() : null)
                .endMetadata()
                .withStatus(status.build())
                .build();
    }

    private void pod(JsonNode told) {
        String name = told.get("pod").asText();
        if (!isOurs(name)) {
            return;
        }
        podDeleted = told.get("event").asText().equals("DELETED");
        PodStatusBuilder status = new PodStatusBuilder()
                .withPhase(text(told, "phase"))
                .withReason(text(told, "reason"))
                .withMessage(text(told, "message"));
        told.get("conditions")
                .properties()
                .forEach(condition -> status.addToConditions(
                        condition(condition.getKey(), condition.getValue().asText())));
        if (told.has("containers")) {
            told.get("containers")
                    .properties()
                    .forEach(state -> status.addToContainerStatuses(container(state.getKey(), state.getValue())));
        }
        pod = new PodBuilder(lastPod.orElseThrow())
                .editMetadata()
                .withName(name)
                .withDeletionTimestamp(told.has("deleting") ? POST.toString() : null)
                .endMetadata()
                .withStatus(status.build())
                .build();
    }

    private boolean isOurs(String name) {
        return pod == null
                ? podPrefix == null || name.startsWith(podPrefix)
                : name.equals(pod.getMetadata().getName());
    }

    private PodCondition condition(String type, String told) {
        int blank = told.indexOf(' ');
        String message = lastPod.stream()
                .flatMap(last -> last.getStatus().getConditions().stream())
                .filter(last -> last.getType().equals(type) && last.getStatus().equals("False") && blank > 0)
                .findFirst()
                .map(PodCondition::getMessage)
                .orElse(null);
        return new PodConditionBuilder()
                .withType(type)
                .withStatus(blank < 0 ? told : told.substring(0, blank))
                .withReason(blank < 0 ? null : told.substring(blank + 1))
                .withMessage(message)
                .build();
    }

    private static ContainerStatus container(String name, JsonNode told) {
        ContainerStatusBuilder status = new ContainerStatusBuilder()
                .withName(name)
                .withStarted(told.get("started").asBoolean());
        return switch (told.get("state").asText()) {
            case "waiting" ->
                status.withNewState()
                        .withNewWaiting(text(told, "message"), text(told, "reason"))
                        .endState()
                        .build();
            case "running" ->
                status.withNewState()
                        .withNewRunning(text(told, "startedAt"))
                        .endState()
                        .build();
            default ->
                status.withNewState()
                        .withNewTerminated()
                        .withExitCode(number(told, "exitCode"))
                        .withReason(text(told, "reason"))
                        .withMessage(text(told, "message"))
                        .endTerminated()
                        .endState()
                        .build();
        };
    }

    private void event(JsonNode told) {
        String about = told.get("name").asText();
        boolean ours = about.equals(JOB)
                || (pod != null && about.equals(pod.getMetadata().getName()));
        if (!ours) {
            return;
        }
        Instant at = POST.plusMillis(told.get("ms").asLong()).truncatedTo(ChronoUnit.SECONDS);
        Event event = new EventBuilder()
                .withNewInvolvedObject()
                .withKind(text(told, "kind"))
                .withName(about)
                .endInvolvedObject()
                .withType(text(told, "type"))
                .withReason(text(told, "reason"))
                .withMessage(text(told, "message"))
                .withCount(number(told, "count"))
                .withLastTimestamp(at.toString())
                .build();
        events.put(about + event.getReason() + event.getMessage(), event);
    }

    private void log(JsonNode told) {
        String line = told.get("line").asText();
        if (pod == null || !told.get("pod").asText().equals(pod.getMetadata().getName()) || line.equals("(open)")) {
            return;
        }
        if (line.equals("(end)")) {
            leftOut.lines().forEach(log::line);
            log.end(Optional.empty());
        } else {
            log.line(STAMP.matcher(line).replaceFirst(""));
        }
    }

    private static @Nullable String text(JsonNode told, String field) {
        return told.hasNonNull(field) ? told.get(field).asText() : null;
    }

    private static @Nullable Integer number(JsonNode told, String field) {
        return told.hasNonNull(field) ? told.get(field).asInt() : null;
    }

    /** The names of all recorded streams. */
    static List<String> names() {
        List<String> names = new ArrayList<>();
        String[] files = Replay.folder().toFile().list();
        for (String file : files == null ? new String[0] : files) {
            if (file.endsWith(".jsonl")) {
                names.add(file.substring(0, file.length() - ".jsonl".length()));
            }
        }
        return names.stream().sorted().toList();
    }
}
