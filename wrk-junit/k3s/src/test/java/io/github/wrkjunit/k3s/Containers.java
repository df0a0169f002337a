// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import com.github.dockerjava.api.model.Container;
import java.util.List;

/** The K3s containers that this test JVM has, as the engine tells. Stateless. */
final class Containers {

    private Containers() {}

    static List<String> ofThisProcess() {
        return of(Owner.ofThisProcess());
    }

    static List<String> of(Owner owner) {
        return Docker.client().listContainersCmd().withShowAll(true).withLabelFilter(owner.labels()).exec().stream()
                .map(Container::getId)
                .toList();
    }
}
