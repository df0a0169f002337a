// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.wrkjunit.kubernetes.manifest.LoadJob;
import io.github.wrkjunit.runtime.WorkloadException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The Job of one worker in the cluster, and what it owns. The Job is made first and suspended; the rest belongs to it and goes
 * with it, whoever deletes it (KUBERNETES.md c.3). Thread-safe.
 */
final class JobObjects {

    private static final Duration LATE_CREATION = Duration.ofSeconds(2);
    private static final Duration DELETION_PAUSE = Duration.ofMillis(200);

    private final ClusterCalls calls;
    private final LoadJob load;
    private @Nullable Job created;
    private boolean posted;
    private boolean deleted;

    JobObjects(ClusterCalls calls, LoadJob load) {
        this.calls = calls;
        this.load = load;
    }

    /**
     * Makes all of it.
     *
     * @throws WorkloadException if the cluster refuses, with its reason; then nothing is left
     */
    synchronized Job create() {
        Job wanted = load.job();
        try {
            posted = true;
            Job made = calls.create(wanted);
            created = made;
            for (ConfigMap shared : load.jarMaps(made)) {
                if (!calls.createOwned(shared) && load.sharesJars()) {
                    calls.addOwners(shared);
                }
            }
            for (HasMetadata owned : load.ownedAlone(made)) {
                calls.createOwned(owned);
            }
            return made;
        } catch (KubernetesClientException e) {
            WorkloadException refused = Refusals.exception("create " + place(), calls, e);
            if (created == null && isRefusal(e)) {
                posted = false; // there is none
            } else {
                deleteAfter(refused);
            }
            throw refused;
        }
    }

    /** Lets the pod be made; with a time of day, its load begins then. */
    void resume(Optional<Instant> start) {
        change("resume ", start.map(JobObjects::resumption).orElse("{\"spec\":{\"suspend\":false}}"));
    }

    /** Gives the Job so much more time than its load needs. */
    void extendDeadline(Duration more) {
        long seconds = load.job().getSpec().getActiveDeadlineSeconds() + more.toSeconds();
        change("extend the deadline of ", "{\"spec\":{\"activeDeadlineSeconds\":" + seconds + "}}");
    }

    /** Has the pod end in order: that of a suspended Job is terminated. */
    void stop() {
        change("suspend ", "{\"spec\":{\"suspend\":true}}");
    }

    /** Marks the Job as kept, for {@link Reaper}. */
    void keep() {
        change("mark as kept ", "{\"metadata\":{\"annotations\":{\"" + Reaper.KEPT + "\":\"true\"}}}");
    }

    /** Deletes the Job and, in the background, all that it owns. Idempotent. */
    synchronized void delete() {
        if (!posted || deleted) {
            return;
        }
        boolean interrupted = Thread.interrupted(); // a client that is interrupted deletes nothing
        try {
            interrupted |= deleteIt();
            deleted = true;
        } catch (KubernetesClientException e) {
            throw Refusals.exception(
                    "delete " + place() + ", which goes by itself when its deadline and time to live are over",
                    calls,
                    e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** One whose creation was not answered may come into being after its deletion; tells whether the wait was interrupted. */
    private boolean deleteIt() {
        long endNs = System.nanoTime() + LATE_CREATION.toNanos();
        boolean interrupted = false;
        while (!calls.deleteJob(namespace(), name()) && created == null && System.nanoTime() - endNs < 0) {
            try {
                TimeUnit.NANOSECONDS.sleep(DELETION_PAUSE.toNanos());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return interrupted;
    }

    /** Whether the answer says that nothing was made; a server that is busy or gone may have made it all the same. */
    private static boolean isRefusal(KubernetesClientException e) {
        return e.getCode() > 0 && e.getCode() < HttpURLConnection.HTTP_INTERNAL_ERROR;
    }

    String namespace() {
        return load.job().getMetadata().getNamespace();
    }

    String name() {
        return load.job().getMetadata().getName();
    }

    private String place() {
        return "Job " + name() + " in namespace " + namespace();
    }

    private void change(String attempt, String patch) {
        try {
            calls.patchJob(namespace(), name(), patch);
        } catch (KubernetesClientException e) {
            throw Refusals.exception(attempt + place(), calls, e);
        }
    }

    private void deleteAfter(WorkloadException failure) {
        try {
            delete();
        } catch (WorkloadException e) {
            failure.addSuppressed(e);
        }
    }

    private static String resumption(Instant start) {
        return "{\"spec\":{\"suspend\":false,\"template\":{\"metadata\":{\"annotations\":{\"" + LoadJob.START + "\":\""
                + start.getEpochSecond() + "\"}}}}}";
    }
}
