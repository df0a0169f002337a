// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.wrkjunit.runtime.WorkloadException;
import io.github.wrkjunit.spec.Durations;
import java.time.Duration;

/** What has to be there before a pod can start: a node that is ready, the namespace and its service account. Immutable. */
final class FirstNode {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final KubernetesClient client;

    FirstNode(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Makes the namespace if it is absent, and waits for all of it.
     *
     * @throws WorkloadException if something is not there within the limit
     */
    void await(String namespace, Duration limit) {
        Pause pause = new Pause(limit, PAUSE);
        String missing = missing(namespace);
        while (!missing.isEmpty()) {
            if (!pause.sleep()) {
                throw new WorkloadException("K3s is up, but after " + Durations.text(limit) + " " + missing
                        + ". Give it more time with " + K3sSettings.START_LIMIT + ".");
            }
            missing = missing(namespace);
        }
    }

    private String missing(String namespace) {
        try {
            if (client.nodes().list().getItems().stream().noneMatch(FirstNode::isReady)) {
                return "no node is ready";
            }
            if (client.namespaces().withName(namespace).get() == null) {
                client.resource(new NamespaceBuilder()
                                .withNewMetadata()
                                .withName(namespace)
                                .endMetadata()
                                .build())
                        .create();
            }
            return client.serviceAccounts()
                                    .inNamespace(namespace)
                                    .withName("default")
                                    .get()
                            == null
                    ? "the namespace " + namespace + " has no service account"
                    : "";
        } catch (KubernetesClientException e) {
            return "its API server does not answer: " + e.getMessage();
        }
    }

    private static boolean isReady(Node node) {
        return node.getStatus().getConditions().stream()
                .anyMatch(condition -> "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }
}
