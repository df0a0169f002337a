// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The objectives that the annotations of a test declare; a nearer one replaces a farther one on the same subject. Immutable.
 *
 * @param onMethod those of the method itself
 * @param onClasses those of its class and of what that inherits from or is enclosed by
 * @param problems what is wrong with the annotations
 */
record DeclaredObjectives(List<Objective> onMethod, List<Objective> onClasses, List<String> problems) {

    private static final AnnotationScan<Slo, Slos> SCAN = new AnnotationScan<>(Slo.class, Slos.class, Slos::value);

    static DeclaredObjectives of(ExtensionContext context) {
        Map<String, Objective> onMethod = new LinkedHashMap<>();
        Map<String, Objective> onClasses = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (Level<Slo> level : SCAN.levels(context)) {
            Map<String, Objective> objectives = level.onMethod() ? onMethod : onClasses;
            for (Declared<Slo> declared : level.declared()) {
                Objective.read(declared, objective -> objectives.put(objective.subject(), objective), problems::add);
            }
        }
        onClasses.keySet().removeAll(onMethod.keySet());
        return new DeclaredObjectives(
                List.copyOf(onMethod.values()), List.copyOf(onClasses.values()), List.copyOf(problems));
    }

    /** All of them, the farther ones first. */
    List<Objective> all() {
        List<Objective> all = new ArrayList<>(onClasses);
        all.addAll(onMethod);
        return all;
    }
}
