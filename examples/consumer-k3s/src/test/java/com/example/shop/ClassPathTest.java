// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.Version;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.github.wrkjunit.jupiter.EnabledIfWorkloadRuntime;
import io.github.wrkjunit.k3s.K3sCluster;
import io.github.wrkjunit.k3s.WithK3s;
import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.runtime.WorkloadRunner;
import io.github.wrkjunit.runtime.WorkloadRuntimes;
import io.github.wrkjunit.spec.InvalidSpecException;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.shaded.com.fasterxml.jackson.databind.ObjectMapper;

/** Both readers of JSON, Testcontainers' own and fabric8's, use the same jackson-annotations; whichever is there has to do for both. */
class ClassPathTest {

    @Test
    void jackson_is_of_one_version_and_of_none_that_an_advisory_names() {
        Version core = com.fasterxml.jackson.core.json.PackageVersion.VERSION;

        assertEquals(core.toString(), com.fasterxml.jackson.databind.cfg.PackageVersion.VERSION.toString());
        assertEquals(core.toString(), com.fasterxml.jackson.dataformat.yaml.PackageVersion.VERSION.toString());
        assertEquals(core.toString(), com.fasterxml.jackson.datatype.jsr310.PackageVersion.VERSION.toString());
        assertTrue(core.compareTo(new Version(2, 22, 1, null, core.getGroupId(), core.getArtifactId())) >= 0, core.toString());
    }

    @Test
    void fabric8_reads_and_writes() {
        KubernetesSerialization serialization = new KubernetesSerialization();

        Pod pod = serialization.unmarshal(
                "apiVersion: v1\nkind: Pod\nmetadata: {name: shop}\nspec: {containers: [{name: c, image: i}]}\n",
                Pod.class);

        assertEquals("i", pod.getSpec().getContainers().get(0).getImage());
        assertTrue(serialization.asYaml(pod).contains("name: \"shop\"") || serialization.asYaml(pod).contains("name: shop"));
        assertEquals(
                "https://localhost:6443/",
                Config.fromKubeconfig("apiVersion: v1\nkind: Config\ncurrent-context: c\n"
                                + "clusters: [{name: c, cluster: {server: 'https://localhost:6443'}}]\n"
                                + "contexts: [{name: c, context: {cluster: c, user: u}}]\nusers: [{name: u, user: {}}]\n")
                        .getMasterUrl());
    }

    @Test
    void testcontainers_reads_and_writes() throws Exception {
        ObjectMapper mapper = new ObjectMapper();

        String json = mapper.writeValueAsString(HostConfig.newHostConfig().withBinds(Bind.parse("/a:/b")));

        assertEquals("/b", mapper.readValue(json, HostConfig.class).getBinds()[0].getVolume().getPath());
        assertNotNull(K3sContainer.class.getProtectionDomain().getCodeSource());
    }

    @Test
    void a_load_is_checked_up_to_the_point_where_it_would_start() {
        WorkloadRunner runner = WorkloadRunner.builder().settings(Settings.of()).build();

        InvalidSpecException refused = null;
        try {
            runner.prepare(List.of(WorkloadSpec.builder().url("http://shop:8080").rate(0.5).threads(2)));
        } catch (InvalidSpecException e) {
            refused = e;
        }

        assertNotNull(refused, "the stock image cannot offer less than a request per second and thread");
        assertTrue(refused.getMessage().contains("rate"), refused.getMessage());
    }

    @Test
    void whether_the_runtime_can_run_here_is_told() {
        assertNotNull(WorkloadRuntimes.unavailable("k3s", Settings.of(), getClass().getClassLoader()));
    }

    @Test
    @EnabledIfSystemProperty(named = "cluster", matches = "true", disabledReason = "one run of several is enough")
    @EnabledIfWorkloadRuntime("k3s")
    @WithK3s
    void a_cluster_starts_and_answers(K3sCluster cluster, io.fabric8.kubernetes.client.KubernetesClient client) {
        assertTrue(cluster.kubeconfig().contains("current-context"));
        ConfigMap root = client.configMaps().inNamespace("kube-system").withName("kube-root-ca.crt").get();
        assertNotNull(root.getData());
    }
}
