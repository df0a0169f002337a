// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.wrkjunit.testcluster.StandIn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A service in the cluster that answers every request, made of this module's own class in a ConfigMap. */
final class TargetPod {

    private TargetPod() {}

    /** Starts one that is named {@code target} and waits until it answers; tells its URL. */
    static String start(KubernetesClient client, String namespace) throws IOException {
        return start(client, namespace, "target");
    }

    /** Starts one, pod and service with this name, and waits until it answers; tells its URL. */
    static String start(KubernetesClient client, String namespace, String name) throws IOException {
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .endMetadata()
                        .addToBinaryData("target.jar", Base64.getEncoder().encodeToString(jar()))
                        .build())
                .create();
        client.resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewSpec()
                        .withSelector(Map.of("app", name))
                        .addNewPort()
                        .withPort(80)
                        .withTargetPort(new IntOrString(TargetServer.PORT))
                        .endPort()
                        .endSpec()
                        .build())
                .create();
        client.resource(new PodBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .withLabels(Map.of("app", name))
                        .endMetadata()
                        .withNewSpec()
                        .withTerminationGracePeriodSeconds(0L)
                        .withNewSecurityContext()
                        .withRunAsUser(65534L)
                        .withRunAsNonRoot(true)
                        .withNewSeccompProfile()
                        .withType("RuntimeDefault")
                        .endSeccompProfile()
                        .endSecurityContext()
                        .addNewVolume()
                        .withName("app")
                        .withNewConfigMap()
                        .withName(name)
                        .endConfigMap()
                        .endVolume()
                        .addNewContainer()
                        .withName("target")
                        .withImage(StandIn.REPLAY)
                        .withImagePullPolicy("IfNotPresent")
                        .withCommand(
                                "java",
                                "-XX:+UseSerialGC",
                                "-Dsun.net.httpserver.nodelay=true",
                                "-cp",
                                "/app/target.jar",
                                TargetServer.class.getName())
                        .addNewVolumeMount()
                        .withName("app")
                        .withMountPath("/app")
                        .endVolumeMount()
                        .withNewReadinessProbe()
                        .withNewTcpSocket()
                        .withPort(new IntOrString(TargetServer.PORT))
                        .endTcpSocket()
                        .withPeriodSeconds(1)
                        .endReadinessProbe()
                        .withNewSecurityContext()
                        .withAllowPrivilegeEscalation(false)
                        .withNewCapabilities()
                        .addToDrop("ALL")
                        .endCapabilities()
                        .endSecurityContext()
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
        client.pods().inNamespace(namespace).withName(name).waitUntilReady(60, TimeUnit.SECONDS);
        return "http://" + name + "." + namespace + ".svc:80";
    }

    private static byte[] jar() throws IOException {
        String path = TargetServer.class.getName().replace('.', '/') + ".class";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream content = TargetPod.class.getClassLoader().getResourceAsStream(path);
                JarOutputStream jar = new JarOutputStream(bytes)) {
            if (content == null) {
                throw new IOException(path + " is not on the class path.");
            }
            jar.putNextEntry(new JarEntry(path));
            content.transferTo(jar);
        }
        return bytes.toByteArray();
    }
}
