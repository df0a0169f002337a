// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.spec.Attribute;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Finds settings that nobody reads, which are typing errors more often than not. Immutable. */
final class UnknownSettings {

    /** Says to a build whether its integration tests may be skipped; nothing that a load would read. */
    private static final String OF_BUILDS = "wrk.it";

    private final Set<String> known = new TreeSet<>(Set.of(OF_BUILDS));
    private final Set<String> runtimes;

    UnknownSettings(Collection<String> runtimeKeys, Collection<String> runtimes) {
        this.runtimes = Set.copyOf(runtimes);
        KnownSettings.all().forEach(entry -> known.add(entry.key()));
        known.addAll(runtimeKeys);
        for (Attribute attribute : Attribute.values()) {
            if (attribute != Attribute.NAME) {
                known.add(KnownSettings.PREFIX + attribute.key());
            }
        }
    }

    List<String> problems(Settings settings) {
        List<String> problems = new ArrayList<>();
        for (SettingsSource source : settings.sources()) {
            for (String key : source.keys()) {
                if (!isKnown(key)) {
                    problems.add(problem(source, key));
                }
            }
        }
        return problems;
    }

    /** Whether the key that a load of this name would have for the attribute means something else. */
    boolean isTaken(String key) {
        return known.contains(key);
    }

    private boolean isKnown(String spelled) {
        String key = plain(spelled);
        if (known.stream().anyMatch(name -> isVariable(spelled) ? plain(name).equals(key) : name.equals(key))) {
            return true;
        }
        int last = key.lastIndexOf('.');
        int first = key.indexOf('.');
        return last > first + 1
                && isAttribute(key.substring(last + 1))
                && runtimes.stream().noneMatch(runtime -> key.startsWith(KnownSettings.PREFIX + runtime + "."));
    }

    private static boolean isAttribute(String key) {
        return Attribute.ofKey(key)
                .filter(attribute -> attribute != Attribute.NAME)
                .isPresent();
    }

    private String problem(SettingsSource source, String spelled) {
        Set<String> candidates = new TreeSet<>();
        known.forEach(name -> candidates.add(isVariable(spelled) ? EnvironmentSource.variable(name) : name));
        String separator = isVariable(spelled) ? "_" : ".";
        int last = spelled.lastIndexOf(separator);
        if (last > KnownSettings.PREFIX.length()) {
            for (Attribute attribute : Attribute.values()) {
                if (attribute != Attribute.NAME) {
                    String name = isVariable(spelled) ? attribute.name() : attribute.key();
                    candidates.add(spelled.substring(0, last + 1) + name);
                }
            }
        }
        List<String> nearest = NearMiss.of(spelled, candidates, 1);
        return source.name() + " " + spelled + " is not a setting that wrk-junit or a runtime on the class path knows. "
                + (nearest.isEmpty() ? "Remove it." : "Did you mean " + nearest.get(0) + "?");
    }

    private static boolean isVariable(String spelled) {
        return spelled.startsWith(EnvironmentSource.PREFIX);
    }

    private static String plain(String spelled) {
        return isVariable(spelled) || spelled.indexOf('-') >= 0
                ? spelled.toLowerCase(Locale.ROOT).replace('_', '.').replace('-', '.')
                : spelled;
    }
}
