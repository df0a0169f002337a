// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.wrkjunit.runtime.WorkloadException;

/** Calls that the cluster has refused, or that have not reached it, in words. Stateless. */
final class Refusals {

    private Refusals() {}

    /** The failure of a call; {@code what} says what could not be done. */
    static WorkloadException exception(String what, ClusterCalls calls, KubernetesClientException refusal) {
        return new WorkloadException(what + ": " + sentence(calls, refusal), refusal);
    }

    private static String sentence(ClusterCalls calls, KubernetesClientException refusal) {
        if (refusal.getCode() == 0) {
            Throwable cause = refusal.getCause() == null ? refusal : refusal.getCause();
            return "the API server " + calls.server() + " does not answer: " + cause.getMessage()
                    + ". Look whether the cluster is up and the kubeconfig names it.";
        }
        String words = refusal.getStatus() == null || refusal.getStatus().getMessage() == null
                ? String.valueOf(refusal.getMessage())
                : refusal.getStatus().getMessage();
        return "the cluster answers " + refusal.getCode() + ": " + words + (words.endsWith(".") ? "" : ".");
    }
}
