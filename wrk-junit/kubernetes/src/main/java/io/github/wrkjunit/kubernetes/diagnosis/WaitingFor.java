// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.List;
import java.util.Optional;

/** What a Job waits for whose container has not started, for the person who waits with it. Stateless. */
final class WaitingFor {

    private WaitingFor() {}

    static String of(WatchedContainer seen) {
        if (!seen.hasPod()) {
            return withoutPod(seen);
        }
        if (seen.podCondition("PodScheduled", "True").isEmpty()) {
            Optional<String> growth = NodeWait.growth(seen);
            if (growth.isPresent()) {
                return "a new node: " + seen.quote().of(growth.get());
            }
            return seen.podCondition("PodScheduled", "False")
                    .map(PodCondition::getMessage)
                    .map(words -> "the scheduler: " + seen.quote().of(words))
                    .orElse("the scheduler");
        }
        Optional<String> init = seen.initContainers().stream()
                .filter(WaitingFor::isInTheWay)
                .findFirst()
                .map(ContainerStatus::getName);
        if (init.isPresent()) {
            return "the init container " + init.get();
        }
        return afterScheduling(seen);
    }

    private static String withoutPod(WatchedContainer seen) {
        if (seen.isJobSuspended()) {
            return "its resumption";
        }
        List<Event> refused = seen.events("Job", "FailedCreate");
        return refused.isEmpty()
                ? "its pod to be created"
                : "its pod to be created: "
                        + seen.quote().of(refused.get(refused.size() - 1).getMessage());
    }

    private static String afterScheduling(WatchedContainer seen) {
        String image = seen.spec().map(Container::getImage).orElse("");
        if (!seen.events("Pod", "Pulled").isEmpty()) {
            return "the container's start";
        }
        if (!seen.events("Pod", "Pulling").isEmpty()) {
            return "the image " + image + " to be pulled";
        }
        List<Event> unmounted = seen.events("Pod", "FailedMount");
        return unmounted.isEmpty()
                ? "its volumes and network"
                : "its volumes: "
                        + seen.quote().of(unmounted.get(unmounted.size() - 1).getMessage());
    }

    /** Whether an init container has to end first; one that runs beside the others only has to start. */
    private static boolean isInTheWay(ContainerStatus status) {
        ContainerState state = status.getState();
        boolean started = Boolean.TRUE.equals(status.getStarted());
        return state == null || (state.getTerminated() == null && !started);
    }
}
