// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ExecAction;
import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.LifecycleHandler;
import io.fabric8.kubernetes.api.model.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The hooks and probes of a container that run a command. Stateless. */
final class Actions {

    private Actions() {}

    /** What the kubelet runs in the container beside its command. */
    static List<ExecAction> of(Container container) {
        Optional<Lifecycle> hooks = Optional.ofNullable(container.getLifecycle());
        List<ExecAction> actions = new ArrayList<>();
        hooks.map(Lifecycle::getPostStart).map(LifecycleHandler::getExec).ifPresent(actions::add);
        hooks.map(Lifecycle::getPreStop).map(LifecycleHandler::getExec).ifPresent(actions::add);
        Optional.ofNullable(container.getLivenessProbe()).map(Probe::getExec).ifPresent(actions::add);
        Optional.ofNullable(container.getReadinessProbe()).map(Probe::getExec).ifPresent(actions::add);
        Optional.ofNullable(container.getStartupProbe()).map(Probe::getExec).ifPresent(actions::add);
        return actions;
    }
}
