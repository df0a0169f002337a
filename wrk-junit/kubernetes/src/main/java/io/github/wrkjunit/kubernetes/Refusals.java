// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.wrkjunit.kubernetes.diagnosis.Refusal;
import io.github.wrkjunit.runtime.WorkloadException;
import org.jspecify.annotations.Nullable;

/** Calls that the cluster has refused, or that have not reached it, as failures of a load. Stateless. */
final class Refusals {

    private Refusals() {}

    /** The failure of a call; {@code attempt} is what was tried, such as {@code create Job wrk2-7f3a in namespace load}. */
    static WorkloadException exception(String attempt, ClusterCalls calls, KubernetesClientException refusal) {
        int code = Math.max(0, refusal.getCode()); // the client's own failures have other codes below 1
        return new WorkloadException(Refusal.message(attempt, code, status(calls, refusal)), refusal);
    }

    private static @Nullable Status status(ClusterCalls calls, KubernetesClientException refusal) {
        if (refusal.getCode() > 0) {
            return refusal.getStatus();
        }
        return new StatusBuilder()
                .withMessage(calls.server() + ": " + ClusterReach.words(refusal))
                .build();
    }
}
