// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.examples.kubernetes;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.github.wrkjunit.examples.hotel.HotelService;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The hotel service of the quickstart in a namespace of its own: a Deployment of one pod behind a Service. */
final class HotelDeployment implements AutoCloseable {

    private static final String NAME = "hotel";
    private static final int PORT = 8080;
    private static final long LIMIT_SECONDS = 120;

    /** Any image with a Java runtime 17 or later; the service's jar is mounted. */
    private static final String IMAGE = System.getProperty("example.image", "eclipse-temurin:17-jre");

    private final KubernetesClient cluster;
    private final String namespace =
            "wrk-example-" + Integer.toString(ThreadLocalRandom.current().nextInt(1 << 30), Character.MAX_RADIX);

    private HotelDeployment(KubernetesClient cluster) {
        this.cluster = cluster;
    }

    /** Deploys it and waits until it answers. */
    static HotelDeployment create(KubernetesClient cluster) {
        HotelDeployment hotel = new HotelDeployment(cluster);
        try {
            hotel.deploy();
            hotel.awaitPods(1);
            return hotel;
        } catch (RuntimeException e) {
            hotel.close();
            throw e;
        }
    }

    /** Where pods reach it. */
    String url() {
        return "http://" + NAME + "." + namespace + ".svc.cluster.local:" + PORT;
    }

    /** Kills the pod that runs, without any grace; the Deployment makes another one. */
    void killPod() {
        pods().withGracePeriod(0).delete();
    }

    /** Sets how many pods there shall be; with none, nobody answers. */
    void scale(int count) {
        cluster.apps().deployments().inNamespace(namespace).withName(NAME).scale(count);
    }

    /** Waits until there are as many pods as that and all of them are ready. */
    void awaitPods(int count) {
        try {
            pods().informOnCondition(
                            pods -> pods.size() == count && pods.stream().allMatch(Readiness::isPodReady))
                    .get(LIMIT_SECONDS, SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "There are not " + count + " ready pods in namespace " + namespace + " after " + LIMIT_SECONDS
                            + " s. Look at them: kubectl -n " + namespace + " describe pods",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for pods", e);
        }
    }

    @Override
    public void close() {
        cluster.namespaces().withName(namespace).delete();
    }

    private FilterWatchListDeletable<Pod, PodList, PodResource> pods() {
        return cluster.pods().inNamespace(namespace).withLabel("app", NAME);
    }

    private void deploy() {
        cluster.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                        .endMetadata()
                        .build())
                .create();
        cluster.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(NAME)
                        .withNamespace(namespace)
                        .endMetadata()
                        .addToBinaryData("hotel.jar", Base64.getEncoder().encodeToString(jar()))
                        .build())
                .create();
        cluster.resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withName(NAME)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewSpec()
                        .addToSelector("app", NAME)
                        .addNewPort()
                        .withPort(PORT)
                        .endPort()
                        .endSpec()
                        .build())
                .create();
        cluster.resource(deploymentOfOnePod()).create();
    }

    private Deployment deploymentOfOnePod() {
        Map<String, String> labels = Map.of("app", NAME);
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(NAME)
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .withReplicas(1)
                .withNewSelector()
                .withMatchLabels(labels)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .withTerminationGracePeriodSeconds(0L)
                .addNewVolume()
                .withName("app")
                .withNewConfigMap()
                .withName(NAME)
                .endConfigMap()
                .endVolume()
                .addNewContainer()
                .withName(NAME)
                .withImage(IMAGE)
                .withImagePullPolicy("IfNotPresent")
                .withCommand(command())
                .addNewVolumeMount()
                .withName("app")
                .withMountPath("/app")
                .endVolumeMount()
                .withNewReadinessProbe()
                .withInitialDelaySeconds(
                        5) // a service that takes its time to start, so that its absence is long enough to be seen
                .withNewHttpGet()
                .withPath("/recommendations?require=dis&lat=38.0&lon=-122.0")
                .withPort(new IntOrString(PORT))
                .endHttpGet()
                .withPeriodSeconds(1)
                .endReadinessProbe()
                .withNewSecurityContext()
                .withRunAsUser(65534L)
                .withRunAsNonRoot(true)
                .withReadOnlyRootFilesystem(true)
                .withAllowPrivilegeEscalation(false)
                .withNewCapabilities()
                .addToDrop("ALL")
                .endCapabilities()
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private static List<String> command() {
        return List.of(
                "java",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                "/app/hotel.jar",
                HotelService.class.getName(),
                Integer.toString(PORT));
    }

    /** The jar that Maven has built, or, in an IDE, one of the compiled classes. */
    private static byte[] jar() {
        try {
            Path source = Path.of(HotelService.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Files.isDirectory(source) ? zip(source) : Files.readAllBytes(source);
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("The classes of the hotel service cannot be read", e);
        }
    }

    private static byte[] zip(Path folder) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes);
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(folder.relativize(file).toString().replace('\\', '/')));
                zip.write(Files.readAllBytes(file));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
