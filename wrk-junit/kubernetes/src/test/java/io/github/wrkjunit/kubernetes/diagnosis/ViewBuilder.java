// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.github.wrkjunit.spec.HiddenValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A view of a Job, made up: begins as a Job that was just created. One thread at a time. */
final class ViewBuilder {

    private final List<Event> events = new ArrayList<>();
    private final LogCollector log = new LogCollector();
    private Job job = new JobBuilder()
            .withNewMetadata()
            .withName("wrk2-7f3a")
            .endMetadata()
            .withNewSpec()
            .endSpec()
            .withNewStatus()
            .endStatus()
            .build();
    private @Nullable Pod pod;
    private boolean jobDeleted;
    private boolean podDeleted;
    private Duration unplaced = Duration.ZERO;
    private LoadContainer load = load();

    ViewBuilder job(UnaryOperator<JobBuilder> change) {
        job = change.apply(new JobBuilder(job)).build();
        return this;
    }

    ViewBuilder jobCondition(String type, String reason, String message) {
        return job(known -> known.editStatus()
                .addNewCondition()
                .withType(type)
                .withStatus("True")
                .withReason(reason)
                .withMessage(message)
                .endCondition()
                .endStatus());
    }

    ViewBuilder jobDeleted() {
        jobDeleted = true;
        return this;
    }

    ViewBuilder pod(UnaryOperator<PodBuilder> change) {
        Pod known = pod == null
                ? new PodBuilder()
                        .withNewMetadata()
                        .withName("wrk2-7f3a-x")
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("wrk2")
                        .withImage("wrk2:1")
                        .withArgs("wrk", "-s", "/scripts/x.lua", "http://frontend:5000")
                        .endContainer()
                        .endSpec()
                        .withNewStatus()
                        .withPhase("Pending")
                        .endStatus()
                        .build()
                : pod;
        pod = change.apply(new PodBuilder(known)).build();
        return this;
    }

    ViewBuilder podCondition(String type, String status, String reason, String message) {
        return pod(known -> known.editStatus()
                .addNewCondition()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage(message)
                .endCondition()
                .endStatus());
    }

    ViewBuilder scheduled() {
        return podCondition("PodScheduled", "True", "", "");
    }

    ViewBuilder container(String name, ContainerState state) {
        return pod(known -> known.editStatus()
                .addNewContainerStatus()
                .withName(name)
                .withState(state)
                .endContainerStatus()
                .endStatus());
    }

    ViewBuilder initContainer(String name, ContainerState state) {
        return pod(known -> known.editStatus()
                .addNewInitContainerStatus()
                .withName(name)
                .withState(state)
                .endInitContainerStatus()
                .endStatus());
    }

    ViewBuilder running() {
        return scheduled()
                .container(
                        "wrk2",
                        new ContainerStateBuilder()
                                .withNewRunning("2026-11-24T21:00:01Z")
                                .build());
    }

    static ContainerState waiting(String reason, String message) {
        return new ContainerStateBuilder().withNewWaiting(message, reason).build();
    }

    static ContainerState terminated(int exitCode, String reason) {
        return new ContainerStateBuilder()
                .withNewTerminated()
                .withExitCode(exitCode)
                .withReason(reason)
                .endTerminated()
                .build();
    }

    ViewBuilder podDeleted() {
        podDeleted = true;
        return this;
    }

    ViewBuilder event(String kind, String reason, String message, int count) {
        events.add(new EventBuilder()
                .withNewInvolvedObject()
                .withKind(kind)
                .withName("wrk2-7f3a")
                .endInvolvedObject()
                .withType("Warning")
                .withReason(reason)
                .withMessage(message)
                .withCount(count)
                .build());
        return this;
    }

    /** One about the pod, seen last at this time of day. */
    ViewBuilder eventAt(String time, String reason, String message) {
        event("Pod", reason, message, 1);
        events.get(events.size() - 1).setLastTimestamp(time);
        return this;
    }

    ViewBuilder log(String... lines) {
        List.of(lines).forEach(log::line);
        return this;
    }

    ViewBuilder logEnded() {
        log.end(Optional.empty());
        return this;
    }

    ViewBuilder logEnded(String problem) {
        log.end(Optional.of(problem));
        return this;
    }

    /** For so long its pod has been refused, or has found no node. */
    ViewBuilder after(Duration duration) {
        unplaced = duration;
        return this;
    }

    ViewBuilder scheduleLimit(Duration limit) {
        load = new LoadContainer("wrk2", Optional.of(limit), HiddenValues.NONE);
        return this;
    }

    ViewBuilder hiding(String... values) {
        load = new LoadContainer(load.name(), load.scheduleLimit(), new HiddenValues(List.of(values)));
        return this;
    }

    /** The container of all made-up Jobs. */
    static LoadContainer load() {
        return new LoadContainer("wrk2", Optional.empty(), HiddenValues.NONE);
    }

    JobView build() {
        return new JobView(job, jobDeleted, pod, podDeleted, events, log.excerpt(), unplaced);
    }

    JobState state() {
        return JobState.of(build(), load);
    }
}
