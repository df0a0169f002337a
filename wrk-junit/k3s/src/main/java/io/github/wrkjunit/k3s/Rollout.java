// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether a workload of a manifest is available, and what keeps it from that; pure. Stateless. */
final class Rollout {

    /** Reasons of waiting that waiting does not heal (KUBERNETES.md c). */
    private static final Set<String> HOPELESS =
            Set.of("ErrImageNeverPull", "InvalidImageName", "CreateContainerConfigError");

    private Rollout() {}

    /** Whether objects of this kind become available at all, and not at once. */
    static boolean isWaitedFor(HasMetadata object) {
        return object instanceof Deployment
                || object instanceof StatefulSet
                || object instanceof DaemonSet
                || object instanceof Pod;
    }

    /** The labels that the object's pods carry. */
    static Map<String, String> podLabels(HasMetadata object) {
        @Nullable LabelSelector selector = null;
        if (object instanceof Deployment deployment) {
            selector = deployment.getSpec().getSelector();
        } else if (object instanceof StatefulSet set) {
            selector = set.getSpec().getSelector();
        } else if (object instanceof DaemonSet set) {
            selector = set.getSpec().getSelector();
        }
        return selector == null || selector.getMatchLabels() == null ? Map.of() : selector.getMatchLabels();
    }

    /** Such as {@code 0 of 2 replicas available}; empty if the object is available as its newest specification has it. */
    static Optional<String> missing(HasMetadata object) {
        if (object instanceof Deployment deployment) {
            return missing(deployment);
        }
        if (object instanceof StatefulSet set) {
            int wanted = number(set.getSpec().getReplicas(), 1);
            if (set.getStatus() == null || isOld(set, set.getStatus().getObservedGeneration())) {
                return unseen(wanted);
            }
            int ready = Math.min(
                    number(set.getStatus().getReadyReplicas(), 0),
                    number(set.getStatus().getUpdatedReplicas(), 0));
            return missing(ready, wanted, "ready");
        }
        if (object instanceof DaemonSet set) {
            if (set.getStatus() == null || isOld(set, set.getStatus().getObservedGeneration())) {
                return Optional.of("its controller has not seen it yet");
            }
            int ready = Math.min(
                    number(set.getStatus().getNumberReady(), 0),
                    number(set.getStatus().getUpdatedNumberScheduled(), 0));
            return missing(ready, number(set.getStatus().getDesiredNumberScheduled(), 0), "ready");
        }
        return object instanceof Pod pod && !isReady(pod) ? Optional.of("not ready") : Optional.empty();
    }

    private static Optional<String> missing(Deployment deployment) {
        int wanted = number(deployment.getSpec().getReplicas(), 1);
        if (deployment.getStatus() == null
                || isOld(deployment, deployment.getStatus().getObservedGeneration())) {
            return unseen(wanted);
        }
        int available = Math.min(
                number(deployment.getStatus().getAvailableReplicas(), 0),
                number(deployment.getStatus().getUpdatedReplicas(), 0));
        return missing(available, wanted, "available")
                .map(text -> text
                        + deployment.getStatus().getConditions().stream()
                                .filter(Rollout::isFailure)
                                .map(condition -> "; " + condition.getReason() + ": " + condition.getMessage())
                                .reduce("", String::concat));
    }

    /** The controller's own refusal to make pods, such as a quota; that pods are late is seen at the pods. */
    private static boolean isFailure(DeploymentCondition condition) {
        return "ReplicaFailure".equals(condition.getType()) && "True".equals(condition.getStatus());
    }

    private static Optional<String> unseen(int wanted) {
        return wanted == 0 ? Optional.empty() : Optional.of("its controller has not seen it yet");
    }

    private static Optional<String> missing(int there, int wanted, String what) {
        return there >= wanted ? Optional.empty() : Optional.of(there + " of " + wanted + " replicas " + what);
    }

    /** Why a pod is not ready: {@code pod web-1: container web: ErrImageNeverPull: Container image ...}; empty if it is. */
    static Optional<String> reason(Pod pod) {
        if (isReady(pod)) {
            return Optional.empty();
        }
        List<String> reasons = new ArrayList<>();
        conditions(pod)
                .filter(condition -> "PodScheduled".equals(condition.getType()))
                .filter(condition -> "False".equals(condition.getStatus()))
                .forEach(condition -> reasons.add(condition.getReason() + ": " + condition.getMessage()));
        containers(pod).forEach(container -> reason(container).ifPresent(reasons::add));
        if (reasons.isEmpty() && pod.getStatus() != null && pod.getStatus().getReason() != null) {
            reasons.add(pod.getStatus().getReason() + ": " + pod.getStatus().getMessage());
        }
        String phase = pod.getStatus() == null
                ? "Pending"
                : String.valueOf(pod.getStatus().getPhase());
        return Optional.of("pod " + pod.getMetadata().getName() + ": "
                + (reasons.isEmpty() ? phase.toLowerCase(Locale.ROOT) : String.join("; ", reasons)));
    }

    /** Whether waiting does not help. */
    static boolean isHopeless(Pod pod) {
        return containers(pod)
                .map(ContainerStatus::getState)
                .filter(state -> state != null && state.getWaiting() != null)
                .anyMatch(state ->
                        HOPELESS.contains(String.valueOf(state.getWaiting().getReason())));
    }

    /** Whether the pod's own status has the words of the cause, so that its events add none. */
    static boolean isExplained(Pod pod) {
        return isReady(pod)
                || containers(pod)
                        .map(ContainerStatus::getState)
                        .anyMatch(state -> state != null
                                && state.getWaiting() != null
                                && state.getWaiting().getMessage() != null)
                || conditions(pod)
                        .anyMatch(condition ->
                                "PodScheduled".equals(condition.getType()) && "False".equals(condition.getStatus()));
    }

    private static Optional<String> reason(ContainerStatus container) {
        @Nullable ContainerState state = container.getState();
        String of = "container " + container.getName() + ": ";
        if (state != null && state.getWaiting() != null) {
            String message = state.getWaiting().getMessage();
            String before =
                    container.getLastState() != null && container.getLastState().getTerminated() != null
                            ? " (it ended with exit code "
                                    + container.getLastState().getTerminated().getExitCode() + ")"
                            : "";
            return Optional.of(of + state.getWaiting().getReason() + (message == null ? "" : ": " + message) + before);
        }
        if (state != null
                && state.getTerminated() != null
                && state.getTerminated().getExitCode() != 0) {
            return Optional.of(
                    of + "ended with exit code " + state.getTerminated().getExitCode() + " ("
                            + state.getTerminated().getReason() + ")");
        }
        return state != null && state.getRunning() != null && !Boolean.TRUE.equals(container.getReady())
                ? Optional.of(of + "running, but its readiness probe has not succeeded")
                : Optional.empty();
    }

    private static boolean isReady(Pod pod) {
        boolean done =
                pod.getStatus() != null && "Succeeded".equals(pod.getStatus().getPhase());
        return done
                || conditions(pod)
                        .anyMatch(condition ->
                                "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    private static Stream<PodCondition> conditions(Pod pod) {
        return pod.getStatus() == null ? Stream.of() : pod.getStatus().getConditions().stream();
    }

    private static Stream<ContainerStatus> containers(Pod pod) {
        return pod.getStatus() == null
                ? Stream.of()
                : Stream.concat(
                                pod.getStatus().getInitContainerStatuses().stream(),
                                pod.getStatus().getContainerStatuses().stream())
                        .filter(Objects::nonNull);
    }

    private static boolean isOld(HasMetadata object, @Nullable Long observed) {
        Long generation = object.getMetadata().getGeneration();
        return generation != null && (observed == null || observed < generation);
    }

    private static int number(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }
}
