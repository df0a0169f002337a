// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import static java.util.Objects.requireNonNull;

import io.github.wrkjunit.spec.HiddenValues;
import java.time.Duration;

/**
 * The container that offers a load, and how a Job is judged by it. Immutable.
 *
 * @param name its name in the pod
 * @param scheduleLimit how long its pod may be refused by the cluster, or find no node, before that is a failure
 * @param hidden values that must not be shown when words of others are quoted
 */
public record LoadContainer(String name, Duration scheduleLimit, HiddenValues hidden) {

    /** What heals without anybody's help heals within this time or hardly ever; a node that is added takes longer. */
    public static final Duration DEFAULT_SCHEDULE_LIMIT = Duration.ofSeconds(2);

    /** Checks that nothing is null. */
    public LoadContainer {
        requireNonNull(name, "name");
        requireNonNull(scheduleLimit, "scheduleLimit");
        requireNonNull(hidden, "hidden");
    }
}
