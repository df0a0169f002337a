// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The moment at which all workers of a run begin, by the cluster's time of day: pods start up to a second apart, and agree on
 * a second only (KUBERNETES.md c.4). A single worker begins as soon as it can. Thread-safe.
 */
final class CommonStart {

    /** What a pod needs to be there, and a reserve for a busy node. */
    private static final Duration UNTIL_PODS_RUN = Duration.ofSeconds(4);

    private final long createdNs = System.nanoTime();
    private int jobs;
    private Instant clusterTime = Instant.now();
    private long clusterTimeNs = createdNs;
    private @Nullable Instant start;

    /** Notes a Job that was made just now; its time of creation, in whole seconds, is the cluster's time. */
    synchronized void seen(Job job) {
        jobs++;
        clusterTime = Reaper.created(job);
        clusterTimeNs = System.nanoTime();
    }

    /** When the next Job that is resumed begins; empty for at once. */
    synchronized Optional<Instant> next() {
        if (jobs < 2) {
            return Optional.empty();
        }
        Instant agreed = start;
        if (agreed == null) {
            agreed = now().plus(UNTIL_PODS_RUN).plusSeconds(1);
            start = agreed;
        }
        return Optional.of(agreed);
    }

    /** The cluster's time of day, up to a second behind. */
    synchronized Instant now() {
        return clusterTime.plusNanos(System.nanoTime() - clusterTimeNs);
    }
}
