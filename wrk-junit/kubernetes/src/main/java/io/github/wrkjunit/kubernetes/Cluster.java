// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import io.fabric8.kubernetes.client.Config;
import java.util.List;

/**
 * A cluster, as this process reaches it and as {@code kubectl} does. Immutable as long as nobody changes the configuration.
 *
 * @param config the configuration of a client
 * @param kubectlOptions the options by which {@code kubectl} reaches the same, a word each; none if it does without
 */
record Cluster(Config config, List<String> kubectlOptions) {

    /** Copies the list. */
    Cluster {
        kubectlOptions = List.copyOf(kubectlOptions);
    }
}
