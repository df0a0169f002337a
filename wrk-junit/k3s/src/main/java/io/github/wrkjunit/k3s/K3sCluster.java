// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.runtime.WorkloadException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The K3s cluster of this test run: one container for all tests and loads, started when the first one needs it, ended when JUnit has run all tests
 * or else with the process. Thread-safe.
 *
 * <p>A test has it as a parameter through {@link WithK3s @WithK3s}; a program without JUnit by {@link #shared}.
 */
public final class K3sCluster {

    private final StartedContainer container;
    private final KubernetesClient client;
    private final ImageImport images;
    private final AppliedManifests manifests;
    private final Set<ImageSource> imported = new HashSet<>();
    private final Set<String> applied = new HashSet<>();
    private final Duration readyLimit;
    private @Nullable Path kubeconfigFile;

    private K3sCluster(StartedContainer container, K3sSettings settings) {
        this.container = container;
        Config config = Config.fromKubeconfig(kubeconfigFile().toFile()); // so that messages can name the file
        config.setNamespace(settings.namespace());
        client = new KubernetesClientBuilder().withConfig(config).build();
        images = container.images(settings.importLimit());
        manifests = new AppliedManifests(client);
        readyLimit = settings.readyLimit();
    }

    /**
     * The cluster of this process: starts it if it does not run yet, then brings the images and applies the manifests that the settings name, each
     * once.
     *
     * @throws io.github.wrkjunit.spec.InvalidSpecException with everything that is wrong with the settings {@code wrk.k3s.*}
     * @throws WorkloadException if there is no Docker engine, if K3s does not start, or if an image or a manifest fails
     */
    public static K3sCluster shared(Settings settings) {
        return SharedCluster.OF_THIS_PROCESS.get(K3sSettings.read(settings, loader()));
    }

    /** Starts a cluster, with neither images nor manifests. */
    static K3sCluster start(K3sSettings settings) {
        StartedContainer container = StartedContainer.start(settings.image(), settings.startLimit());
        try {
            K3sCluster cluster = new K3sCluster(container, settings);
            new FirstNode(cluster.client).await(settings.namespace(), settings.startLimit());
            return cluster;
        } catch (RuntimeException | Error e) {
            container.stop();
            throw e;
        }
    }

    static ClassLoader loader() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return loader != null ? loader : K3sCluster.class.getClassLoader();
    }

    /** The kubeconfig of the cluster's administrator, as YAML; its server is an address that this process reaches. */
    public String kubeconfig() {
        return container.kubeconfig();
    }

    /**
     * The same as a file that only this user can read, for {@code kubectl --kubeconfig} and other programs; it is gone with the cluster.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public synchronized Path kubeconfigFile() {
        try {
            if (kubeconfigFile == null) {
                kubeconfigFile = Files.createTempFile("wrk-junit-k3s-", ".kubeconfig");
                kubeconfigFile.toFile().deleteOnExit();
                Files.writeString(kubeconfigFile, kubeconfig());
            }
            return kubeconfigFile;
        } catch (IOException e) {
            throw new UncheckedIOException("The kubeconfig of the K3s cluster cannot be written: " + e.getMessage(), e);
        }
    }

    /** The configuration of a fabric8 client, a new one each time; its namespace is the one of the settings. */
    public Config config() {
        Config config = Config.fromKubeconfig(kubeconfig());
        config.setNamespace(client.getNamespace());
        return config;
    }

    /**
     * Brings images into the cluster, so that its pods need no registry; each once.
     *
     * @param archivesOrNames paths of archives as {@code docker save} writes them, or names of images in the local Docker engine
     * @throws WorkloadException if one is not there or the cluster refuses it
     */
    public void importImages(String... archivesOrNames) {
        bring(Stream.of(archivesOrNames).map(ImageSource::of).toList());
    }

    /**
     * Applies manifests as {@code kubectl apply --server-side} does, in this order, and waits until their Deployments, StatefulSets, DaemonSets and Pods are
     * available, each for at most the time of the setting {@code wrk.k3s.ready.limit}; each once.
     *
     * @param filesOrResources paths of files, or else names of class-path resources
     * @throws IllegalArgumentException if one cannot be found or read
     * @throws WorkloadException if the cluster refuses an object, or if not all is available in time, with what is missing and why
     */
    public void applyManifests(String... filesOrResources) {
        apply(Stream.of(filesOrResources)
                .map(name -> Manifest.find(name, loader()))
                .toList());
    }

    synchronized void bring(List<ImageSource> sources) {
        for (ImageSource source : sources) {
            if (!imported.contains(source)) {
                images.bring(source);
                imported.add(source);
            }
        }
    }

    synchronized void apply(List<Manifest> wanted) {
        for (Manifest manifest : wanted) {
            if (!applied.contains(manifest.name())) {
                manifests.apply(manifest, readyLimit);
                applied.add(manifest.name());
            }
        }
    }

    /** The client of this class itself, shared; it is closed with the cluster. */
    KubernetesClient client() {
        return client;
    }

    String image() {
        return container.image();
    }

    String containerId() {
        return container.id();
    }

    /** Ends it. Idempotent. */
    void stop() {
        try {
            client.close();
            Path file = kubeconfigFile;
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The kubeconfig of the K3s cluster cannot be deleted: " + e.getMessage(), e);
        } finally {
            container.stop();
        }
    }
}
