// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.testcluster;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** A namespace of a test's own. Immutable; closing deletes it, without waiting for that. */
public final class TestNamespace implements AutoCloseable {

    private static final long ACCOUNT_SECONDS = 30;

    private final KubernetesClient client;
    private final String name;

    private TestNamespace(KubernetesClient client, String name) {
        this.client = client;
        this.name = name;
    }

    static TestNamespace create(KubernetesClient client, String prefix) {
        String name = requireNonNull(prefix, "prefix") + "-"
                + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), Character.MAX_RADIX);
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                        .addToLabels("app.kubernetes.io/part-of", "wrk-junit-tests")
                        .endMetadata()
                        .build())
                .create();
        TestNamespace created = new TestNamespace(client, name);
        client.serviceAccounts()
                .inNamespace(name)
                .withName("default")
                .waitUntilCondition(Objects::nonNull, ACCOUNT_SECONDS, TimeUnit.SECONDS);
        return created;
    }

    /** Its name, unique in the cluster. */
    public String name() {
        return name;
    }

    @Override
    public void close() {
        client.namespaces().withName(name).delete();
    }

    @Override
    public String toString() {
        return name;
    }
}
