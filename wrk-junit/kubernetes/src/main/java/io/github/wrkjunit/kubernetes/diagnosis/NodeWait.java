// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.github.wrkjunit.spec.Durations;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How long to wait for a pod that no node takes: as long as is set; else as a cluster autoscaler says by its last event; else
 * until one would have said something. Stateless.
 */
final class NodeWait {

    /** The Kubernetes cluster autoscaler's and Karpenter's words for a node that they add. */
    private static final Set<String> GROWS = Set.of("TriggeredScaleUp", "Nominated");

    /** The cluster autoscaler's word for none. */
    private static final Set<String> GROWS_NOT = Set.of("NotTriggerScaleUp");

    private NodeWait() {}

    /** The longest wait that counts now. */
    static Duration limit(WatchedContainer seen) {
        if (growth(seen).isPresent()) {
            Duration set = seen.load().scheduleLimit().orElse(Duration.ZERO);
            return set.compareTo(LoadContainer.GROWTH_LIMIT) > 0 ? set : LoadContainer.GROWTH_LIMIT;
        }
        return seen.load()
                .scheduleLimit()
                .orElse(refusal(seen).isPresent() ? LoadContainer.REFUSAL_LIMIT : LoadContainer.NODE_LIMIT);
    }

    /** What the autoscaler says of the node that it adds; empty if it adds none. */
    static Optional<String> growth(WatchedContainer seen) {
        return said(seen, GROWS);
    }

    /** Why no node takes the pod; empty if one has, or still may. */
    static Optional<Cause> cause(WatchedContainer seen) {
        boolean lasts = seen.view().unplaced().compareTo(limit(seen)) >= 0;
        boolean roomIsMade = !seen.podStatus(PodStatus::getNominatedNodeName).isEmpty();
        return seen.podCondition("PodScheduled", "False")
                .filter(condition -> "Unschedulable".equals(condition.getReason()) && lasts && !roomIsMade)
                .map(condition -> cause(seen, condition));
    }

    private static Cause cause(WatchedContainer seen, PodCondition condition) {
        String what = "cannot start: no node can take its pod: " + seen.quote().sentence(condition.getMessage());
        String wayOut =
                "Ask for less in wrk.kubernetes.requests, correct node selector, tolerations and affinity, or make room on a"
                        + " node.";
        String waited = " within " + Durations.readable(limit(seen));
        Optional<String> growth = growth(seen);
        if (growth.isPresent()) {
            return new Cause(
                    what + " The cluster's autoscaler has said that it adds one, and it was not there" + waited + ": "
                            + seen.quote().sentence(growth.get()),
                    "Look at the autoscaler and its new node. If it only needs longer, raise wrk.kubernetes.schedule.limit.");
        }
        return refusal(seen)
                .map(refusal -> new Cause(
                        what + " The cluster's autoscaler adds no node: "
                                + seen.quote().sentence(refusal),
                        wayOut + " To wait until room is made, raise wrk.kubernetes.schedule.limit."))
                .orElseGet(() -> new Cause(
                        what,
                        wayOut + " No room was made" + waited
                                + ": to wait longer, such as for an autoscaler, raise wrk.kubernetes.schedule.limit."));
    }

    private static Optional<String> refusal(WatchedContainer seen) {
        return said(seen, GROWS_NOT);
    }

    private static Optional<String> said(WatchedContainer seen, Set<String> reasons) {
        return last(seen)
                .filter(event -> reasons.contains(event.getReason()))
                .map(event -> String.valueOf(event.getMessage()));
    }

    private static Optional<Event> last(WatchedContainer seen) {
        return seen.view().events().stream()
                .filter(event -> GROWS.contains(event.getReason()) || GROWS_NOT.contains(event.getReason()))
                .filter(event -> event.getInvolvedObject() != null
                        && "Pod".equals(event.getInvolvedObject().getKind()))
                // times have whole seconds: of two at the same time the one that came later counts
                .reduce((one, next) -> EventLines.lastSeen(next).compareTo(EventLines.lastSeen(one)) >= 0 ? next : one);
    }
}
