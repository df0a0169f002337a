// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import io.github.wrkjunit.kubernetes.KubernetesRuntimeProvider;
import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.runtime.WorkloadRuntime;
import io.github.wrkjunit.runtime.WorkloadRuntimeProvider;
import io.github.wrkjunit.spec.InvalidSpecException;
import java.util.ArrayList;
import java.util.List;
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
        List<String> problems = new ArrayList<>();
        Optional<K3sSettings> cluster = Optional.empty();
        try {
            cluster = Optional.of(K3sSettings.read(settings, K3sCluster.loader()));
        } catch (InvalidSpecException e) {
            problems.addAll(e.problems());
        }
        try {
            Optional<K3sSettings> read = cluster;
            WorkloadRuntime runtime = KubernetesRuntimeProvider.create(
                    settings,
                    () -> SharedCluster.OF_THIS_PROCESS.get(read.orElseThrow()).kubeconfigFile());
            if (problems.isEmpty()) {
                return runtime;
            }
            runtime.close();
        } catch (InvalidSpecException e) {
            problems.addAll(e.problems());
        }
        throw new InvalidSpecException(problems);
    }
}
