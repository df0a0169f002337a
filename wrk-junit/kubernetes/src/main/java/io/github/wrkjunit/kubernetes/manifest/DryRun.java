// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.ExecAction;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.wrkjunit.spec.Redaction;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The objects of a load as YAML. Immutable.
 *
 * @param job the Job
 * @param container the name of the container that offers the load, whose words hold no secret
 * @param owned what it needs
 */
record DryRun(Job job, String container, OwnedObjects owned) {

    /** {@code kubectl apply} keeps the whole object in an annotation, and annotations hold this much. */
    static final int APPLY_LIMIT = 262_144;

    String text() {
        Set<String> hidden = new LinkedHashSet<>();
        Optional<Job> whole = owned.scripts().flatMap(scripts -> ScriptAnnotations.of(job, scripts));
        Job shown = whole.orElseGet(() -> Serialization.clone(job));
        shown.getSpec().setSuspend(null);
        PodSpec pod = shown.getSpec().getTemplate().getSpec();
        pod.getInitContainers().forEach(each -> hide(each, hidden));
        pod.getContainers().forEach(each -> hide(each, hidden));
        List<ConfigMap> configMaps = whole.isPresent() ? List.of() : owned.configMaps(List.of());
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
        if (whole.isPresent()) {
            yaml.append(
                    "# The scripts are annotations of the pod here, and go with the Job. A run makes a ConfigMap of them.\n");
        }
        owned.jars().ifPresent(jars -> yaml.append("# The engine's jars are left out: ConfigMaps ")
                .append(String.join(", ", jars.parts().keySet()))
                .append(". Run the test to have them made.\n"));
        if (all.size() > 1) {
            yaml.append("# The Job goes by itself. Delete the rest by kubectl delete -f with this file.\n");
        }
        all.forEach(object -> yaml.append(Serialization.asYaml(object)));
        return yaml.toString();
    }

    /** The values of the user's variables, where the wrapper's own tell nothing; and what a template has in its commands. */
    private void hide(Container container, Set<String> hidden) {
        if (!this.container.equals(container.getName())) {
            List<String> command = Redaction.words(container.getCommand());
            List<String> arguments = Redaction.words(container.getArgs());
            if (!command.equals(container.getCommand()) || !arguments.equals(container.getArgs())) {
                container.setCommand(command);
                container.setArgs(arguments);
                hidden.add("the command of " + container.getName());
            }
        }
        for (ExecAction action : Actions.of(container)) {
            List<String> command = Redaction.words(action.getCommand());
            if (!command.equals(action.getCommand())) {
                action.setCommand(command);
                hidden.add("a hook or probe of " + container.getName());
            }
        }
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
