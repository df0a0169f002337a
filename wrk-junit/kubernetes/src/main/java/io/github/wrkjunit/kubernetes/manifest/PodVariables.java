// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.github.wrkjunit.spec.Redaction;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The environment of the load's container. A secret is in a Secret, and the pod has it through a variable, which Kubernetes puts
 * into the arguments as well where {@code $(NAME)} stands: wrk2 takes headers from its arguments only, and so the Job that anyone
 * with the right to read Jobs can see does not hold them. Confined to one thread.
 */
final class PodVariables {

    private static final String SECRET_WORD = "WRK_SECRET_";
    private static final int SHORTEST_HIDDEN = 4;
    private static final Pattern NUMBER = Pattern.compile("[0-9.]+");

    private final String secretName;
    private final Map<String, EnvVar> variables = new LinkedHashMap<>();
    private final Map<String, String> secrets = new TreeMap<>();
    private final Set<String> hiddenValues = new LinkedHashSet<>();

    /** Begins with those of a template, which later ones of the same name replace. */
    PodVariables(String secretName, @Nullable List<EnvVar> template) {
        this.secretName = secretName;
        if (template != null) {
            template.forEach(variable -> {
                variables.put(variable.getName(), variable);
                hide(variable.getValue());
            });
        }
    }

    boolean has(String name) {
        return variables.containsKey(name);
    }

    /** A variable of the user's. */
    void user(String name, String value) {
        hide(value);
        if (Redaction.isSecret(name)) {
            secret(name, value);
        } else {
            own(name, value);
        }
    }

    /** A variable that is no secret. */
    void own(String name, String value) {
        variables.put(name, new EnvVar(name, Word.literal(value), null));
    }

    /** A variable that holds an annotation of the pod, or nothing if that is not there. */
    void annotation(String name, String key) {
        variables.put(
                name,
                new EnvVarBuilder()
                        .withName(name)
                        .withNewValueFrom()
                        .withNewFieldRef()
                        .withFieldPath("metadata.annotations['" + key + "']")
                        .endFieldRef()
                        .endValueFrom()
                        .build());
    }

    /** The word as the pod's specification holds it; call it when all other variables are known. */
    String word(Word word) {
        if (!word.isSecret()) {
            return word.inPod("");
        }
        int number = 1;
        while (has(SECRET_WORD + number)) {
            number++;
        }
        secret(SECRET_WORD + number, word.secret());
        return word.inPod(SECRET_WORD + number);
    }

    List<EnvVar> variables() {
        return List.copyOf(variables.values());
    }

    /** What the Secret holds. */
    Map<String, String> secrets() {
        return secrets;
    }

    /** What must not be shown anywhere; numbers and short words stand in too many innocent places. */
    List<String> hiddenValues() {
        return List.copyOf(hiddenValues);
    }

    /** Line by line, as it is printed: no line of a log holds a whole value of several lines. */
    private void hide(@Nullable String value) {
        if (value != null) {
            value.lines()
                    .map(String::strip)
                    .filter(line -> line.length() >= SHORTEST_HIDDEN)
                    .filter(line -> !NUMBER.matcher(line).matches())
                    .forEach(hiddenValues::add);
        }
    }

    private void secret(String name, String value) {
        hide(value);
        secrets.put(name, value);
        variables.put(
                name,
                new EnvVarBuilder()
                        .withName(name)
                        .withNewValueFrom()
                        .withNewSecretKeyRef()
                        .withName(secretName)
                        .withKey(name)
                        .endSecretKeyRef()
                        .endValueFrom()
                        .build());
    }
}
