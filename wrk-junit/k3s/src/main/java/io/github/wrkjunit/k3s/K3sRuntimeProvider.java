// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.runtime.WorkloadRuntime;
import io.github.wrkjunit.runtime.WorkloadRuntimeProvider;
import java.util.Optional;
import java.util.Set;

/**
 * Provides the runtime {@code k3s}: that of {@code kubernetes} in a cluster of this test run's own. Found by
 * {@link java.util.ServiceLoader}; where both are on the class path and none is named, this one is taken.
 */
public final class K3sRuntimeProvider implements WorkloadRuntimeProvider {

    /** Called by {@link java.util.ServiceLoader}. */
    public K3sRuntimeProvider() {}

    @Override
    public String name() {
        return "k3s";
    }

    @Override
    public Set<String> settingKeys() {
        return K3sSettings.KEYS;
    }

    @Override
    public Set<String> replaces() {
        return Set.of("kubernetes");
    }

    @Override
    public Optional<String> unavailable(Settings settings) {
        K3sSettings.read(settings, K3sCluster.loader());
        return Docker.unavailable();
    }

    @Override
    public void testsEnded() {
        SharedCluster.OF_THIS_PROCESS.end();
    }

    @Override
    public WorkloadRuntime create(Settings settings) {
        K3sSettings cluster = K3sSettings.read(settings, K3sCluster.loader());
        throw new UnsupportedOperationException(cluster.image()); // replaced when the runtime is there
    }
}
