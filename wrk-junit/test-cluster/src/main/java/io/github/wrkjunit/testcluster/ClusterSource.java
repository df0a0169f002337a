// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.testcluster;

import java.util.Optional;

/** Where {@link NeedsCluster} gets its cluster from; tests may add one of their own through {@link java.util.ServiceLoader}. */
public interface ClusterSource {

    /** Whether this one shall be asked, and not what the environment says. */
    boolean isChosen();

    /** Why there is no cluster, with the way out; empty if there is one. Starts nothing. */
    Optional<String> lack();

    /** The cluster, started if need be; called once, after {@link #lack} was empty. */
    TestCluster start();
}
