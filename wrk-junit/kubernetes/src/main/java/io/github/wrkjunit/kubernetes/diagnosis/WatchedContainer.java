// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A view with the container that counts: what the rules ask it. Immutable as the view is. */
final class WatchedContainer {

    private final JobView view;
    private final LoadContainer load;
    private final String container;

    WatchedContainer(JobView view, LoadContainer load) {
        this.view = view;
        this.load = load;
        this.container = load.name();
    }

    JobView view() {
        return view;
    }

    String container() {
        return container;
    }

    LoadContainer load() {
        return load;
    }

    /** How words of others are put, such as a node's or a program's own. */
    Quote quote() {
        return new Quote(load.hidden());
    }

    JobFailure failure(Cause cause) {
        return JobFailure.of(this, cause);
    }

    Optional<ContainerStateTerminated> terminated() {
        return state().map(ContainerState::getTerminated);
    }

    Optional<ContainerStateWaiting> waiting() {
        return state().map(ContainerState::getWaiting);
    }

    boolean isRunning() {
        return state().map(ContainerState::getRunning).isPresent();
    }

    /** The kubelet's word for the end; empty text if it gives none. */
    String endReason() {
        return terminated().map(ContainerStateTerminated::getReason).orElse("");
    }

    Optional<ContainerState> state() {
        return podStatus().stream()
                .flatMap(status -> status.getContainerStatuses().stream())
                .filter(status -> status.getName().equals(container))
                .findFirst()
                .map(ContainerStatus::getState);
    }

    /** The status of the containers that have to end, or to start, before this one. */
    List<ContainerStatus> initContainers() {
        return podStatus().map(PodStatus::getInitContainerStatuses).orElse(List.of());
    }

    /** What was asked of the container; what the cluster has filled in is in it. */
    Optional<Container> spec() {
        return podSpec().stream()
                .flatMap(spec -> spec.getContainers().stream())
                .filter(asked -> asked.getName().equals(container))
                .findFirst();
    }

    /** The command line that the container was told, a word each. */
    List<String> words() {
        return spec().stream()
                .flatMap(asked -> Stream.concat(asked.getCommand().stream(), asked.getArgs().stream()))
                .toList();
    }

    boolean hasPod() {
        return view.pod() != null;
    }

    Optional<String> podName() {
        return Optional.ofNullable(view.pod()).map(pod -> pod.getMetadata().getName());
    }

    Optional<PodSpec> podSpec() {
        return Optional.ofNullable(view.pod()).map(pod -> pod.getSpec());
    }

    Optional<PodStatus> podStatus() {
        return Optional.ofNullable(view.pod()).map(pod -> pod.getStatus());
    }

    /** A text of the pod's status; empty text if there is none. */
    String podStatus(Function<PodStatus, String> text) {
        return podStatus().map(text).orElse("");
    }

    boolean isPodBeingDeleted() {
        return Optional.ofNullable(view.pod())
                .map(pod -> pod.getMetadata().getDeletionTimestamp())
                .isPresent();
    }

    boolean isJobBeingDeleted() {
        return view.jobDeleted()
                || Optional.ofNullable(view.job())
                        .map(job -> job.getMetadata().getDeletionTimestamp())
                        .isPresent();
    }

    boolean isJobSuspended() {
        return jobSpec().map(JobSpec::getSuspend).orElse(false);
    }

    Optional<PodCondition> podCondition(String type, String status) {
        return podStatus().stream()
                .flatMap(seen -> seen.getConditions().stream())
                .filter(condition -> type.equals(condition.getType()) && status.equals(condition.getStatus()))
                .findFirst();
    }

    Optional<JobSpec> jobSpec() {
        return Optional.ofNullable(view.job()).map(job -> job.getSpec());
    }

    Optional<JobStatus> jobStatus() {
        return Optional.ofNullable(view.job()).map(job -> job.getStatus());
    }

    /** The condition of the Job, if it is true. */
    Optional<JobCondition> jobCondition(String type) {
        return jobStatus().stream()
                .flatMap(status -> status.getConditions().stream())
                .filter(condition -> type.equals(condition.getType()) && "True".equals(condition.getStatus()))
                .findFirst();
    }

    /** The condition that tells that the Job has failed: the early one, or the late one if the early one is not there. */
    Optional<JobCondition> jobFailed() {
        return jobCondition("FailureTarget").or(() -> jobCondition("Failed"));
    }

    /** The events of this reason about the pod or the Job. */
    List<Event> events(String kind, String reason) {
        return view.events().stream()
                .filter(event -> reason.equals(event.getReason()))
                .filter(event -> event.getInvolvedObject() != null
                        && kind.equals(event.getInvolvedObject().getKind()))
                .toList();
    }
}
