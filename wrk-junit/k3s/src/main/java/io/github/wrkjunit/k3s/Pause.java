// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import io.github.wrkjunit.runtime.WorkloadException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Pauses between looks at the cluster, until a limit. One thread at a time. */
final class Pause {

    private final long endNs;
    private final long pauseNs;

    Pause(Duration limit, Duration pause) {
        endNs = System.nanoTime() + limit.toNanos();
        pauseNs = pause.toNanos();
    }

    /**
     * Pauses once; false, without a pause, if the limit is over.
     *
     * @throws WorkloadException if the thread is interrupted, which it then is again
     */
    boolean sleep() {
        if (System.nanoTime() - endNs >= 0) {
            return false;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(pauseNs);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorkloadException("the test was interrupted while it waited for the K3s cluster.", e);
        }
    }
}
