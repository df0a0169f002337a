// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a Job at one moment. Immutable as long as nobody changes the objects in it.
 *
 * @param job the Job as it was seen last, also after it was deleted; null before it was seen
 * @param jobDeleted whether the Job object is gone
 * @param pod its first pod as it was seen last, also after it was deleted; null before it was seen
 * @param podDeleted whether the pod object is gone
 * @param events the events of this Job and of this pod, of nothing else, each in its last form, in the order in which they were
 *     first seen
 * @param log what the log of the pod's container has told
 * @param unplaced how long its pod has been refused or has found no node, as {@link PlacementWait} tells; zero if neither
 */
public record JobView(
        @Nullable Job job,
        boolean jobDeleted,
        @Nullable Pod pod,
        boolean podDeleted,
        List<Event> events,
        LogExcerpt log,
        Duration unplaced) {

    /** Copies the list. */
    public JobView {
        events = List.copyOf(events);
        requireNonNull(log, "log");
        requireNonNull(unplaced, "unplaced");
    }
}
