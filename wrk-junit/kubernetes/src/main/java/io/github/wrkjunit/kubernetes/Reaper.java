// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds what earlier runs of the same user have left behind. A run that lives is never touched: only Jobs that nobody can be
 * waiting for any more are old, by the cluster's clock.
 *
 * <ul>
 *   <li>finished more than a minute ago: its run would have deleted it within seconds;
 *   <li>more than a minute past its deadline, and not finished yet;
 *   <li>suspended for more than an hour: its run never began.
 * </ul>
 *
 * <p>What was kept on purpose is left to its time to live. Stateless.
 */
final class Reaper {

    /** Marks a Job that its run has kept on purpose. */
    static final String KEPT = "wrk-junit.github.io/kept";

    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final Duration LONGEST_SUSPENSION = Duration.ofHours(1);

    private Reaper() {}

    /** Those of the Jobs that are old. */
    static List<Job> old(List<Job> jobs, Instant now) {
        return jobs.stream().filter(job -> isOld(job, now)).toList();
    }

    private static boolean isOld(Job job, Instant now) {
        if (job.getMetadata().getDeletionTimestamp() != null
                || Objects.requireNonNullElse(job.getMetadata().getAnnotations(), Map.of())
                        .containsKey(KEPT)) {
            return false;
        }
        Optional<Instant> finished = conditions(job).stream()
                .filter(condition -> "True".equals(condition.getStatus()))
                .filter(condition -> List.of("Complete", "Failed").contains(condition.getType()))
                .map(condition -> instant(condition.getLastTransitionTime()))
                .flatMap(Optional::stream)
                .findFirst();
        if (finished.isPresent()) {
            return now.isAfter(finished.get().plus(MARGIN));
        }
        if (Boolean.TRUE.equals(job.getSpec().getSuspend())) {
            return instant(job.getMetadata().getCreationTimestamp())
                    .filter(created -> now.isAfter(created.plus(LONGEST_SUSPENSION)))
                    .isPresent();
        }
        Long deadlineSeconds = job.getSpec().getActiveDeadlineSeconds();
        Optional<Instant> started = job.getStatus() == null
                ? Optional.empty()
                : instant(job.getStatus().getStartTime());
        return deadlineSeconds != null
                && started.filter(start ->
                                now.isAfter(start.plusSeconds(deadlineSeconds).plus(MARGIN)))
                        .isPresent();
    }

    /** When the cluster has made it, which is the cluster's own time of day. */
    static Instant created(Job job) {
        return instant(job.getMetadata().getCreationTimestamp()).orElseGet(Instant::now);
    }

    private static List<JobCondition> conditions(Job job) {
        return job.getStatus() == null ? List.of() : job.getStatus().getConditions();
    }

    private static Optional<Instant> instant(@Nullable String text) {
        return Optional.ofNullable(text).map(time -> OffsetDateTime.parse(time).toInstant());
    }
}
