// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.wrkjunit.spec.Redaction;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The objects of a load as YAML. Immutable.
 *
 * @param job the Job
 * @param owned what it needs
 */
record DryRun(Job job, OwnedObjects owned) {

    /** {@code kubectl apply} keeps the whole object in an annotation, and annotations hold this much. */
    private static final int APPLY_LIMIT = 262_144;

    String text() {
        Set<String> hidden = new LinkedHashSet<>();
        Job shown = Serialization.clone(job);
        shown.getSpec().setSuspend(null);
        PodSpec pod = shown.getSpec().getTemplate().getSpec();
        pod.getInitContainers().forEach(container -> hide(container, hidden));
        pod.getContainers().forEach(container -> hide(container, hidden));
        List<ConfigMap> configMaps = owned.configMaps(List.of());
        Map<String, String> secrets = new TreeMap<>();
        owned.secrets().keySet().forEach(name -> secrets.put(name, Redaction.HIDDEN));
        hidden.addAll(secrets.keySet());

        List<HasMetadata> all = new ArrayList<>(configMaps);
        owned.secret(List.of(), secrets).ifPresent(all::add);
        all.add(shown);
        StringBuilder yaml = new StringBuilder();
        if (!hidden.isEmpty()) {
            yaml.append("# Hidden: ")
                    .append(String.join(", ", hidden))
                    .append(". Put the values in where *** stands.\n");
        }
        if (configMaps.stream().anyMatch(DryRun::isTooLargeToApply)) {
            yaml.append("# A ConfigMap is larger than kubectl apply takes: use kubectl apply --server-side.\n");
        }
        all.forEach(object -> yaml.append(Serialization.asYaml(object)));
        return yaml.toString();
    }

    /** The values of the user's variables; the wrapper's own tell nothing. */
    private static void hide(Container container, Set<String> hidden) {
        for (EnvVar variable : container.getEnv()) {
            String name = variable.getName();
            if (variable.getValue() != null && !name.startsWith("WRAP_") && !name.equals("LUA_PATH")) {
                variable.setValue(Redaction.HIDDEN);
                hidden.add(name);
            }
        }
    }

    private static boolean isTooLargeToApply(ConfigMap configMap) {
        return Serialization.asJson(configMap).length() > APPLY_LIMIT;
    }
}
