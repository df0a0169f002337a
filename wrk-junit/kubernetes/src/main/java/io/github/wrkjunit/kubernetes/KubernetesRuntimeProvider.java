// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.client.Config;
import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.runtime.WorkloadRunner;
import io.github.wrkjunit.runtime.WorkloadRuntime;
import io.github.wrkjunit.runtime.WorkloadRuntimeProvider;
import io.github.wrkjunit.spec.InvalidSpecException;
import java.nio.file.Path;
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
    public Optional<String> unavailable(Settings settings) {
        Slf4jNotice.avoid();
        List<String> problems = new ArrayList<>();
        KubernetesSettings read = KubernetesSettings.read(settings, problems);
        Optional<String> reason = Optional.empty();
        try {
            reason = ClusterAccess.unreachable(ClusterAccess.of(read.kubeconfig(), read.context()));
        } catch (IllegalArgumentException e) {
            if (read.kubeconfig().isPresent() || read.context().isPresent()) {
                problems.add(String.valueOf(e.getMessage())); // who names a cluster wants that one
            } else {
                reason = Optional.of(String.valueOf(e.getMessage()));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidSpecException(problems);
        }
        return reason;
    }

    @Override
    public WorkloadRuntime create(Settings settings) {
        Slf4jNotice.avoid();
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
        Optional<Config> found = cluster;
        return runtime( // told with what is wrong with the load
                settings, read, () -> new Cluster(found.orElseThrow(), read.kubectlOptions()), noCluster);
    }

    /**
     * The same runtime in a cluster that the settings do not name, such as one that a test has started.
     *
     * @param settings the settings; those of kubeconfig and context are not looked at
     * @param kubeconfig gives the kubeconfig's file, which is there as long as the cluster is, for messages name it; asked when
     *     the first worker is launched
     * @throws InvalidSpecException with everything that is wrong with the settings
     */
    public static WorkloadRuntime create(Settings settings, Supplier<Path> kubeconfig) {
        requireNonNull(kubeconfig, "kubeconfig");
        Slf4jNotice.avoid();
        List<String> problems = new ArrayList<>();
        KubernetesSettings read = KubernetesSettings.read(settings, problems);
        if (!problems.isEmpty()) {
            throw new InvalidSpecException(problems);
        }
        return runtime(settings, read.withoutCluster(), () -> ClusterAccess.ofFile(kubeconfig.get()), Optional.empty());
    }

    private static WorkloadRuntime runtime(
            Settings settings, KubernetesSettings read, Supplier<Cluster> cluster, Optional<String> noCluster) {
        return new KubernetesRuntime(
                read, cluster, noCluster, RunNames.ofProcess(WorkloadRunner.evidenceRoot(settings)));
    }
}
