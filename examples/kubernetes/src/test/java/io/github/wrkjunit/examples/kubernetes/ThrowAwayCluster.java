// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.examples.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.wrkjunit.k3s.K3sCluster;
import io.github.wrkjunit.k3s.K3sRuntimeProvider;
import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.testcluster.ClusterSource;
import io.github.wrkjunit.testcluster.TestCluster;
import java.util.Optional;

/** The cluster of the runtime "k3s", where that one is asked for. Found by {@link java.util.ServiceLoader}. */
public final class ThrowAwayCluster implements ClusterSource {

    /** Called by {@link java.util.ServiceLoader}. */
    public ThrowAwayCluster() {}

    @Override
    public boolean isChosen() {
        return "k3s".equals(System.getProperty("wrk.runtime"));
    }

    @Override
    public Optional<String> lack() {
        return new K3sRuntimeProvider().unavailable(Settings.ofProcess());
    }

    @Override
    public TestCluster start() {
        K3sCluster k3s = K3sCluster.shared(Settings.ofProcess());
        KubernetesClient client =
                new KubernetesClientBuilder().withConfig(k3s.config()).build();
        return TestCluster.of(
                k3s.kubeconfigFile(), client, archive -> k3s.importImages(archive.toString()), client::close);
    }
}
