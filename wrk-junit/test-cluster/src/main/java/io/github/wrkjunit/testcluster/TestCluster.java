// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.testcluster;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The cluster that the integration tests of a JVM share. Thread-safe. */
public final class TestCluster implements AutoCloseable {

    private final Path kubeconfig;
    private final KubernetesClient client;
    private final Consumer<Path> loader;
    private final Runnable end;
    private final BaseImageSource base = new BaseImageSource(System.getenv());
    private @Nullable StandIn standIn;

    private TestCluster(Path kubeconfig, KubernetesClient client, Consumer<Path> loader, Runnable end) {
        this.kubeconfig = requireNonNull(kubeconfig, "kubeconfig");
        this.client = requireNonNull(client, "client");
        this.loader = requireNonNull(loader, "loader");
        this.end = requireNonNull(end, "end");
    }

    /**
     * A cluster that somebody else has started.
     *
     * @param kubeconfig the administrator's kubeconfig
     * @param client a client with the administrator's rights
     * @param loader loads an image archive, in Docker's format, so that pods can use its images; throws if it cannot
     * @param end what to do when no test needs it any more
     */
    public static TestCluster of(Path kubeconfig, KubernetesClient client, Consumer<Path> loader, Runnable end) {
        return new TestCluster(kubeconfig, client, loader, end);
    }

    /** The administrator's kubeconfig. */
    public Path kubeconfig() {
        return kubeconfig;
    }

    /** A client with the administrator's rights; not to be closed. */
    public KubernetesClient client() {
        return client;
    }

    /**
     * A new namespace that enforces the Pod Security Standard {@code restricted}, with its default service account; close it to
     * delete it with all that is in it.
     *
     * @param prefix what its name begins with
     */
    public TestNamespace newNamespace(String prefix) {
        return TestNamespace.create(client, prefix);
    }

    /**
     * Makes sure that pods can use the images of {@link StandIn}; made and loaded at the first call only. An image
     * {@link StandIn#WRK2} that the cluster already has from elsewhere is the real thing, and stays.
     */
    public synchronized StandIn standIn() {
        StandIn loaded = standIn;
        if (loaded == null) {
            loaded = StandIn.load(this, base);
            standIn = loaded;
        }
        return loaded;
    }

    /**
     * Makes sure that pods can use the image with a Java runtime that the environment variable {@code CLUSTER_BASE} names, as
     * far as it names one. Its name is the archive's business.
     */
    public void loadBase() {
        base.named().ifPresent(this::load);
    }

    /** Makes an image archive's images usable for pods; throws {@link IllegalStateException} with the reason if it cannot. */
    public void load(Path archive) {
        loader.accept(archive);
    }

    @Override
    public void close() {
        end.run();
    }
}
