// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.runtime.SettingsSource;
import io.github.wrkjunit.runtime.WorkloadRuntime;
import io.github.wrkjunit.runtime.WorkloadRuntimeProvider;
import io.github.wrkjunit.spec.InvalidSpecException;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class K3sRuntimeProviderTest {

    private final K3sRuntimeProvider provider = new K3sRuntimeProvider();

    @Test
    void is_found_and_takes_the_place_of_kubernetes() {
        assertThat(ServiceLoader.load(WorkloadRuntimeProvider.class))
                .extracting(WorkloadRuntimeProvider::name)
                .contains("k3s", "kubernetes");
        assertThat(provider.replaces()).containsExactly("kubernetes");
    }

    @Test
    void checks_a_load_without_a_cluster_or_docker() {
        WorkloadSpec ofOneThread =
                WorkloadSpec.builder().url("http://shop:8080").rate(100).build();

        try (WorkloadRuntime runtime = provider.create(Settings.of())) {
            assertThat(runtime.problems(ofOneThread)).isEmpty();
        }
    }

    @Test
    void settings_of_both_runtimes_are_told_at_once_when_they_are_wrong() {
        assertThatThrownBy(() -> provider.create(Settings.of(SettingsSource.of(
                        "setting", Map.of("wrk.k3s.ready.limit", "soon", "wrk.kubernetes.keep", "perhaps")))))
                .isInstanceOf(InvalidSpecException.class)
                .satisfies(thrown -> assertThat(((InvalidSpecException) thrown).problems())
                        .hasSize(2)
                        .anySatisfy(problem -> assertThat(problem).contains("wrk.k3s.ready.limit"))
                        .anySatisfy(problem -> assertThat(problem).contains("wrk.kubernetes.keep")));
    }

    @Test
    void a_kubeconfig_of_another_cluster_is_not_looked_at() {
        provider.create(Settings.of(SettingsSource.of("setting", Map.of("wrk.kubernetes.kubeconfig", "nowhere"))))
                .close();
    }

    @Test
    void no_docker_is_told_with_the_ways_out() {
        assertThat(Docker.reason("Could not find a valid Docker environment."))
                .isEqualTo("no Docker engine answers, and the runtime \"k3s\" runs its cluster in a container"
                        + " (Testcontainers: \"Could not find a valid Docker environment\"). Start Docker, or set DOCKER_HOST to"
                        + " an engine that runs; or take wrk-kubernetes with a cluster that you have; or put"
                        + " @EnabledIfWorkloadRuntime(\"k3s\") on the test to skip it where there is no Docker.");
    }
}
