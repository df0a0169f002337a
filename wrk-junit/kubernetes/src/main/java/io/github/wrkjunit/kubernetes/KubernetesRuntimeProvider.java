// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.client.Config;
import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.runtime.WorkloadRunner;
import io.github.wrkjunit.runtime.WorkloadRuntime;
import io.github.wrkjunit.runtime.WorkloadRuntimeProvider;
import io.github.wrkjunit.spec.InvalidSpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Provides the runtime {@code kubernetes}: a wrk2 Job for each worker, in the cluster of the current kubeconfig. Found by
 * {@link java.util.ServiceLoader}.
 */
public final class KubernetesRuntimeProvider implements WorkloadRuntimeProvider {

    /** Called by {@link java.util.ServiceLoader}. */
    public KubernetesRuntimeProvider() {}

    @Override
    public String name() {
        return "kubernetes";
    }

    @Override
    public Set<String> settingKeys() {
        return KubernetesSettings.keys();
    }

    @Override
    public WorkloadRuntime create(Settings settings) {
        List<String> problems = new ArrayList<>();
        KubernetesSettings read = KubernetesSettings.read(settings, problems);
        Optional<Config> cluster = Optional.empty();
        Optional<String> noCluster = Optional.empty();
        try {
            cluster = Optional.of(ClusterAccess.of(read.kubeconfig(), read.context()));
        } catch (IllegalArgumentException e) {
            noCluster = Optional.of(settings.find(KubernetesSettings.CONTEXT)
                            .or(() -> settings.find(KubernetesSettings.KUBECONFIG))
                            .map(KubernetesSettings::at)
                            .orElse("")
                    + e.getMessage());
        }
        if (!problems.isEmpty()) {
            noCluster.ifPresent(problems::add);
            throw new InvalidSpecException(problems);
        }
        return runtime(settings, read, cluster::orElseThrow, noCluster); // told with what is wrong with the load
    }

    /**
     * The same runtime in a cluster that the settings do not name, such as one that a test has started.
     *
     * @param settings the settings; those of kubeconfig and context are not looked at
     * @param kubeconfig gives the text of the kubeconfig; asked when the first worker is launched
     * @throws InvalidSpecException with everything that is wrong with the settings
     */
    public static WorkloadRuntime create(Settings settings, Supplier<String> kubeconfig) {
        requireNonNull(kubeconfig, "kubeconfig");
        List<String> problems = new ArrayList<>();
        KubernetesSettings read = KubernetesSettings.read(settings, problems);
        if (!problems.isEmpty()) {
            throw new InvalidSpecException(problems);
        }
        return runtime(settings, read, () -> ClusterAccess.ofText(kubeconfig.get()), Optional.empty());
    }

    private static WorkloadRuntime runtime(
            Settings settings, KubernetesSettings read, Supplier<Config> cluster, Optional<String> noCluster) {
        return new KubernetesRuntime(
                read, cluster, noCluster, RunNames.ofProcess(WorkloadRunner.evidenceRoot(settings)));
    }
}
