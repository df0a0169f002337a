// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long a Job's pod has been refused by the API server, or has found no node. It is counted from the moment at which that was
 * first seen, by this machine's own clock: the cluster's may differ, and is told in whole seconds. One thread at a time.
 */
public final class PlacementWait {

    private Sign last = Sign.NONE;
    private long sinceNs;
    private long pastNs;

    private enum Sign {
        NONE,
        REFUSED,
        NO_NODE
    }

    /** Nothing was seen yet. */
    public PlacementWait() {}

    /**
     * How long it has lasted; zero if it is neither refused nor without a node.
     *
     * @param pod the Job's pod; null if it has none
     * @param events the events of the Job and of the pod
     * @param nowNs the time, as {@link System#nanoTime} tells it
     */
    public Duration lasts(@Nullable Pod pod, List<Event> events, long nowNs) {
        Sign sign = sign(pod, events);
        if (sign != last) {
            pastNs += last == Sign.NONE ? 0 : nowNs - sinceNs;
            last = sign;
            sinceNs = nowNs;
        }
        return sign == Sign.NONE ? Duration.ZERO : Duration.ofNanos(nowNs - sinceNs);
    }

    /** How long it has lasted in all, as {@link #lasts} was told: time in which no load could run. */
    public Duration total(long nowNs) {
        return Duration.ofNanos(pastNs + (last == Sign.NONE ? 0 : nowNs - sinceNs));
    }

    private static Sign sign(@Nullable Pod pod, List<Event> events) {
        if (pod == null) {
            return events.stream().anyMatch(event -> "FailedCreate".equals(event.getReason()))
                    ? Sign.REFUSED
                    : Sign.NONE;
        }
        boolean noNode = pod.getStatus() != null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(condition -> "PodScheduled".equals(condition.getType())
                                && "Unschedulable".equals(condition.getReason()));
        return noNode ? Sign.NO_NODE : Sign.NONE;
    }
}
