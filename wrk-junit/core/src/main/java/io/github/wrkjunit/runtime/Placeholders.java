// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces <code>${name}</code> and <code>${name:default}</code> in a URL by what the settings' sources hold. Stateless. */
final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}:]*)(?::([^}]*))?}");

    /**
     * What has become of a text.
     *
     * @param text the text with all placeholders replaced that have a value
     * @param places where the values came from, in order
     * @param problems what has no value
     */
    record Resolved(String text, List<String> places, List<String> problems) {}

    private Placeholders() {}

    static Resolved resolve(String text, Settings settings) {
        List<String> places = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        StringBuilder resolved = new StringBuilder();
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            String name = matcher.group(1).trim();
            Optional<Setting> setting = name.isEmpty() ? Optional.empty() : settings.find(name);
            String otherwise = matcher.group(2);
            String value;
            if (setting.isPresent()) {
                value = setting.get().value();
                places.add(setting.get().origin().place());
            } else if (otherwise != null) {
                value = otherwise;
            } else {
                value = matcher.group();
                problems.add("url \"" + text + "\": " + value + " has no value. Set the system property " + name
                        + " or the environment variable " + EnvironmentSource.variable(name) + ", or write ${" + name
                        + ":default}.");
            }
            matcher.appendReplacement(resolved, Matcher.quoteReplacement(value));
        }
        matcher.appendTail(resolved);
        if (problems.isEmpty() && text.contains("${") && resolved.indexOf("${") >= 0) {
            problems.add("url \"" + text + "\" begins a placeholder with ${ that does not end, or one whose value holds"
                    + " another. Write ${name} or ${name:default}.");
        }
        return new Resolved(resolved.toString(), List.copyOf(places), List.copyOf(problems));
    }
}
