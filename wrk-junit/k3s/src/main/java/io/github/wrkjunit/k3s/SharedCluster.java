// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import io.github.wrkjunit.runtime.WorkloadException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that there is one cluster at a time, however many tests, loads and threads ask for it. What has failed is not tried again
 * until the tests have ended, so that it does not cost its time limit once more for each test. Thread-safe.
 *
 * <p>The one of the process is static: a runtime is made anew for each load, by ServiceLoader, without JUnit too. JUnit's root store
 * ends it where there is JUnit; Testcontainers' shutdown hook or Ryuk where there is none.
 */
final class SharedCluster {

    /** The one that all of this process share. */
    static final SharedCluster OF_THIS_PROCESS = new SharedCluster();

    private final Map<K3sSettings, WorkloadException> failures = new HashMap<>();
    private @Nullable K3sCluster cluster;

    private SharedCluster() {}

    /**
     * The cluster, with these images and manifests in it.
     *
     * @throws WorkloadException if it cannot be had
     */
    synchronized K3sCluster get(K3sSettings settings) {
        WorkloadException failed = failures.get(settings);
        if (failed != null) {
            throw new WorkloadException(failed.getMessage() + " (Tried once in this test run.)", failed);
        }
        try {
            K3sCluster running = running(settings);
            running.bring(settings.images());
            running.apply(settings.manifests());
            return running;
        } catch (WorkloadException e) {
            if (!Thread.currentThread().isInterrupted()) { // one test's interrupt is not the next one's failure
                failures.put(settings, e);
            }
            throw e;
        }
    }

    private K3sCluster running(K3sSettings settings) {
        K3sCluster running = cluster;
        if (running == null) {
            running = K3sCluster.start(settings);
            cluster = running;
        } else if (!running.image().equals(settings.image())) {
            throw new WorkloadException("the K3s cluster of this test run is " + running.image() + ", so it cannot be "
                    + settings.image() + " too. Use one " + K3sSettings.IMAGE + " in a test run.");
        }
        return running;
    }

    /** Ends the cluster, if there is one; who asks next gets a new one. */
    synchronized void end() {
        failures.clear();
        K3sCluster running = cluster;
        cluster = null;
        if (running != null) {
            running.stop();
        }
    }
}
