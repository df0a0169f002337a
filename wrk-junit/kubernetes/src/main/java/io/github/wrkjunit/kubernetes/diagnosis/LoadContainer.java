// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import static java.util.Objects.requireNonNull;

import io.github.wrkjunit.spec.HiddenValues;
import java.time.Duration;
import java.util.Optional;

/**
 * The container that offers a load, and how a Job is judged by it. Immutable.
 *
 * @param name its name in the pod
 * @param scheduleLimit how long its pod may be refused by the cluster, or find no node, before that is a failure; empty for
 *     {@link #REFUSAL_LIMIT} and {@link #NODE_LIMIT}, and for what a cluster autoscaler says
 * @param hidden values that must not be shown when words of others are quoted
 */
public record LoadContainer(String name, Optional<Duration> scheduleLimit, HiddenValues hidden) {

    /** What heals without anybody's help, such as a quota that is freed, heals within this time or hardly ever. */
    public static final Duration REFUSAL_LIMIT = Duration.ofSeconds(2);

    /** A cluster autoscaler looks for pods without a node every 10 s, and then says whether it adds one. */
    public static final Duration NODE_LIMIT = Duration.ofSeconds(15);

    /** A node that an autoscaler adds is there within minutes; the longest that is waited for one, if no limit is set. */
    public static final Duration GROWTH_LIMIT = Duration.ofMinutes(10);

    /** Checks that nothing is null. */
    public LoadContainer {
        requireNonNull(name, "name");
        requireNonNull(scheduleLimit, "scheduleLimit");
        requireNonNull(hidden, "hidden");
    }
}
