// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Container;
import java.util.ArrayList;
import java.util.List;

/**
 * Clusters of processes of this machine that were killed. Ryuk removes them where it runs; where it is switched off, the next test
 * run does. Stateless.
 */
final class Leftovers {

    private static final System.Logger LOG = System.getLogger(Leftovers.class.getName());

    private Leftovers() {}

    /** Removes them; what cannot be removed is logged, as it is no fault of this run. Returns the ids of those removed. */
    static List<String> remove(DockerClient docker) {
        List<String> removed = new ArrayList<>();
        try {
            for (Container container : docker.listContainersCmd()
                    .withShowAll(true)
                    .withLabelFilter(Owner.ofThisProcess().machineLabel())
                    .exec()) {
                if (Owner.read(container.getLabels()).filter(Owner::isGone).isPresent()) {
                    docker.removeContainerCmd(container.getId())
                            .withForce(true)
                            .withRemoveVolumes(true)
                            .exec();
                    removed.add(container.getId());
                }
            }
        } catch (DockerException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "K3s containers of killed test runs could not be removed: {0}",
                    e.toString());
        }
        return removed;
    }
}
