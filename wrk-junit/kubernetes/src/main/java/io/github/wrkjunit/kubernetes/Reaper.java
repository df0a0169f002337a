// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.wrkjunit.kubernetes.manifest.JobIdentity;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Deletes what earlier runs have left behind. A run that lives is never touched: only Jobs that nobody can be waiting for any more
 * are old, by the cluster's clock.
 *
 * <ul>
 *   <li>finished more than a minute ago: its run would have deleted it within seconds;
 *   <li>more than a minute past its deadline, and not finished yet;
 *   <li>suspended for more than an hour: its run never began.
 * </ul>
 *
 * <p>Those of the first two kinds go by themselves when their time to live is over, so those of other users are left to it; a
 * suspended one would stay for ever, and is deleted whoever has made it.
 *
 * <p>What was kept on purpose is left to its time to live. Stateless.
 */
final class Reaper {

    /** Marks a Job that its run has kept on purpose. */
    static final String KEPT = "wrk-junit.github.io/kept";

    private static final System.Logger LOGGER = System.getLogger(Reaper.class.getName());
    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final Duration LONGEST_SUSPENSION = Duration.ofHours(1);

    private Reaper() {}

    /**
     * Deletes what is old in a namespace, as far as this user may.
     *
     * @param user the user, as labels hold it
     * @param now the cluster's time of day
     * @param told is told what was deleted
     */
    static void reap(ClusterCalls calls, String namespace, String user, Instant now, Consumer<String> told) {
        try {
            List<Job> ours = calls.jobs(namespace, Map.of(JobIdentity.MANAGED_BY, JobIdentity.MANAGER));
            for (Job old : old(ours, user, now)) {
                reap(calls, namespace, old.getMetadata().getName(), told);
            }
        } catch (KubernetesClientException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "what earlier runs have left cannot be deleted", e);
        } catch (RejectedExecutionException e) {
            // the run was over sooner: the next one finds them
        }
    }

    private static void reap(ClusterCalls calls, String namespace, String name, Consumer<String> told) {
        try {
            if (calls.deleteJob(namespace, name)) {
                told.accept("deleted Job " + name + ", which an earlier run has left in namespace " + namespace);
            }
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
            LOGGER.log(System.Logger.Level.DEBUG, "Job " + name + " is not this user's to delete", e);
        }
    }

    /** Those of the Jobs that are old. */
    static List<Job> old(List<Job> jobs, String user, Instant now) {
        return jobs.stream().filter(job -> isOld(job, user, now)).toList();
    }

    private static boolean isOld(Job job, String user, Instant now) {
        if (job.getMetadata().getDeletionTimestamp() != null
                || all(job.getMetadata().getAnnotations()).containsKey(KEPT)) {
            return false;
        }
        boolean own = user.equals(all(job.getMetadata().getLabels()).get(JobIdentity.USER));
        return own ? isOver(job, now) : !isFinished(job) && !hasBegun(job) && isAbandoned(job, now);
    }

    private static boolean isOver(Job job, Instant now) {
        Optional<Instant> finished = finished(job);
        if (finished.isPresent()) {
            return now.isAfter(finished.get().plus(MARGIN));
        }
        if (isSuspended(job)) {
            return isAbandoned(job, now);
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

    /** One that was stopped is suspended too, and as long only as its log takes. */
    private static boolean isAbandoned(Job job, Instant now) {
        Optional<Instant> suspended =
                condition(job, "Suspended").or(() -> instant(job.getMetadata().getCreationTimestamp()));
        return isSuspended(job)
                && suspended
                        .filter(since -> now.isAfter(since.plus(LONGEST_SUSPENSION)))
                        .isPresent();
    }

    private static boolean hasBegun(Job job) {
        return job.getStatus() != null && job.getStatus().getStartTime() != null;
    }

    private static boolean isSuspended(Job job) {
        return Boolean.TRUE.equals(job.getSpec().getSuspend());
    }

    private static boolean isFinished(Job job) {
        return finished(job).isPresent();
    }

    private static Optional<Instant> finished(Job job) {
        return condition(job, "Complete").or(() -> condition(job, "Failed"));
    }

    /** Since when the condition has been true. */
    private static Optional<Instant> condition(Job job, String type) {
        return conditions(job).stream()
                .filter(condition -> "True".equals(condition.getStatus()) && type.equals(condition.getType()))
                .findFirst()
                .flatMap(condition -> instant(condition.getLastTransitionTime()));
    }

    private static Map<String, String> all(@Nullable Map<String, String> present) {
        return present == null ? Map.of() : present;
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
