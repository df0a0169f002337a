// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.testcluster;

import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/** The cluster of the tests of this JVM, if there is any. Thread-safe. */
final class ClusterChoice implements CloseableResource, AutoCloseable {

    private final ClusterSource source;
    private Optional<String> lack = Optional.empty();
    private boolean asked;
    private @Nullable TestCluster cluster;

    ClusterChoice(ClusterSource source) {
        this.source = source;
    }

    /** That of a source on the class path that is chosen, else that of the environment. */
    static ClusterChoice of(Map<String, String> environment) {
        return new ClusterChoice(ServiceLoader.load(ClusterSource.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(ClusterSource::isChosen)
                .findFirst()
                .orElseGet(() -> new EnvironmentSource(Map.copyOf(environment))));
    }

    /** Why there is no cluster; empty if there is one. */
    synchronized Optional<String> lack() {
        if (!asked) {
            lack = source.lack();
            asked = true;
        }
        return lack;
    }

    /** The cluster, started at the first call. */
    synchronized TestCluster cluster() {
        TestCluster started = cluster;
        if (started == null) {
            started = source.start();
            cluster = started;
        }
        return started;
    }

    @Override
    public synchronized void close() {
        if (cluster != null) {
            cluster.close();
        }
    }
}
