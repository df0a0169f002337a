// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.testcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentSourceTest {

    private static final Map<String, String> KUBECONFIG = Map.of("CLUSTER_KUBECONFIG", "/nowhere/config");

    @Test
    void the_cluster_of_a_kubeconfig_is_taken_though_a_docker_engine_answers() {
        EnvironmentSource source = new EnvironmentSource(KUBECONFIG, () -> true, EnvironmentSourceTest::noContainer);

        assertThat(source.lack()).isEmpty();
        assertThatThrownBy(source::start)
                .hasMessage("CLUSTER_KUBECONFIG names \"/nowhere/config\", and there is no such file."
                        + " Set it to a kubeconfig, or unset it.");
    }

    @Test
    void docker_is_not_looked_for_where_a_kubeconfig_is_named() {
        EnvironmentSource source = new EnvironmentSource(
                KUBECONFIG,
                () -> {
                    throw new AssertionError("Docker was looked for");
                },
                EnvironmentSourceTest::noContainer);

        assertThat(source.lack()).isEmpty();
    }

    @Test
    void without_a_kubeconfig_a_k3s_is_started_in_docker_as_the_environment_wants_it() {
        Map<String, String> environment = Map.of("CLUSTER_K3S_IMAGE", "registry/k3s:1");
        KubernetesClient client =
                new KubernetesClientBuilder().withConfig(Config.empty()).build();
        try (TestCluster container = TestCluster.of(Path.of("config"), client, archive -> {}, client::close)) {
            EnvironmentSource source = new EnvironmentSource(environment, () -> true, wanted -> {
                assertThat(wanted).isEqualTo(environment);
                return container;
            });

            assertThat(source.lack()).isEmpty();
            assertThat(source.start()).isSameAs(container);
        }
    }

    @Test
    void without_both_it_says_what_to_do() {
        EnvironmentSource source = new EnvironmentSource(Map.of(), () -> false, EnvironmentSourceTest::noContainer);

        assertThat(source.lack())
                .hasValue(
                        "No cluster: the environment variable CLUSTER_KUBECONFIG names no kubeconfig, and no Docker engine"
                                + " answers in which K3s could run. Set CLUSTER_KUBECONFIG, or start Docker, or set DOCKER_HOST to"
                                + " it.");
    }

    private static TestCluster noContainer(Map<String, String> environment) {
        throw new AssertionError("a container was started with " + environment);
    }
}
