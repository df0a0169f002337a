// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.testcluster;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The cluster that the integration tests of a JVM share. Thread-safe. */
public abstract class TestCluster implements AutoCloseable {

    private final Path kubeconfig;
    private final KubernetesClient client;
    private final BaseImageSource base;
    private @Nullable StandIn standIn;

    TestCluster(Path kubeconfig, KubernetesClient client, BaseImageSource base) {
        this.kubeconfig = requireNonNull(kubeconfig, "kubeconfig");
        this.client = requireNonNull(client, "client");
        this.base = requireNonNull(base, "base");
    }

    /** The administrator's kubeconfig. */
    public final Path kubeconfig() {
        return kubeconfig;
    }

    /** A client with the administrator's rights; the cluster closes it. */
    public final KubernetesClient client() {
        return client;
    }

    /**
     * A new namespace that enforces the Pod Security Standard {@code restricted}, with its default service account; close it to
     * delete it with all that is in it.
     *
     * @param prefix what its name begins with
     */
    public final TestNamespace newNamespace(String prefix) {
        return TestNamespace.create(client, prefix);
    }

    /**
     * Makes sure that pods can use the images of {@link StandIn}; made and loaded at the first call only. An image
     * {@link StandIn#WRK2} that the cluster already has from elsewhere is the real thing, and stays.
     */
    public final synchronized StandIn standIn() {
        StandIn loaded = standIn;
        if (loaded == null) {
            loaded = StandIn.load(this, base);
            standIn = loaded;
        }
        return loaded;
    }

    /**
     * The archive of the image with a Java runtime on which images for this cluster can be built, as the environment variable
     * {@code CLUSTER_BASE} names it or as the local Docker engine has it.
     */
    public final Path javaImage() {
        return base.archive();
    }

    /** Makes an image archive's images usable for pods; throws {@link IllegalStateException} with the reason if it cannot. */
    public abstract void load(Path archive);

    @Override
    public void close() {
        client.close();
    }
}
