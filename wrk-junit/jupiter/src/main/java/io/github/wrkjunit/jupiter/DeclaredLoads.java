// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import io.github.wrkjunit.spec.WorkloadSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The loads that the annotations of a test declare, merged: nearer wins attribute by attribute; an annotation without a name
 * refines all loads, one with a name the load of its name. Immutable.
 *
 * @param enabled the loads that run
 * @param disabled the loads that are switched off
 * @param plain what annotations without a name say, for loads that the test drives
 * @param problems what is wrong with the declaration itself
 */
record DeclaredLoads(
        List<DeclaredLoad> enabled, List<DeclaredLoad> disabled, WorkloadSpec.Builder plain, List<String> problems) {

    private static final AnnotationScan<WithWorkload, WithWorkloads> SCAN =
            new AnnotationScan<>(WithWorkload.class, WithWorkloads.class, WithWorkloads::value);

    static DeclaredLoads of(ExtensionContext context) {
        List<Level<WithWorkload>> levels = SCAN.levels(context);
        List<String> problems = new ArrayList<>();
        levels.forEach(level -> ambiguities(level, problems));
        List<DeclaredLoad> enabled = new ArrayList<>();
        List<DeclaredLoad> disabled = new ArrayList<>();
        for (String name : names(levels)) {
            DeclaredLoad load = merge(levels, name);
            load.scopeProblem().ifPresent(problems::add);
            (load.isEnabled() ? enabled : disabled).add(load);
        }
        oneRuntime(enabled, problems);
        return new DeclaredLoads(enabled, disabled, merge(levels, "").spec(), problems);
    }

    /** Of unnamed annotations alone one load without a name; of named ones those that they name. */
    private static Set<String> names(List<Level<WithWorkload>> levels) {
        Set<String> names = new LinkedHashSet<>();
        levels.forEach(level -> level.declared()
                .forEach(declared -> names.add(declared.annotation().name())));
        if (names.size() > 1) {
            names.remove("");
        }
        return names;
    }

    private static DeclaredLoad merge(List<Level<WithWorkload>> levels, String name) {
        DeclaredLoad load = new DeclaredLoad();
        for (Level<WithWorkload> level : levels) {
            for (Declared<WithWorkload> declared : level.declared()) {
                String own = declared.annotation().name();
                if (own.isEmpty() || own.equals(name)) {
                    load.refine(declared, level);
                }
            }
        }
        return load;
    }

    /** Two on one element that are not told apart: nobody can say which of them the other refines. */
    private static void ambiguities(Level<WithWorkload> level, List<String> problems) {
        if (level.declared().size() < 2) {
            return;
        }
        Set<String> seen = new TreeSet<>();
        for (Declared<WithWorkload> declared : level.declared()) {
            String name = declared.annotation().name();
            if (name.isEmpty()) {
                problems.add(
                        declared.place() + ": one of the " + level.declared().size()
                                + " loads here has no name. Give each a name, such as name = \"search\".");
            } else if (!seen.add(name)) {
                problems.add(
                        declared.place() + ": two loads here are named \"" + name + "\". Give each a name of its own.");
            }
        }
    }

    private static void oneRuntime(List<DeclaredLoad> loads, List<String> problems) {
        Set<String> runtimes = new TreeSet<>();
        loads.forEach(load -> load.runtime()
                .ifPresent(declared -> runtimes.add(declared.annotation().runtime())));
        if (runtimes.size() > 1) {
            problems.add(loads.get(loads.size() - 1).place() + ": the loads of one test name several runtimes: "
                    + String.join(", ", runtimes) + ". Name one.");
        }
    }
}
