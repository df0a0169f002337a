// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.spec.Attribute;
import io.github.wrkjunit.spec.Origin;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts the settings over the values of one load. Stateless. */
final class LoadSettings {

    private LoadSettings() {}

    /** The name that the load will have. */
    static String name(WorkloadSpec.Builder load) {
        return load.value(Attribute.NAME).map(String.class::cast).orElse("workload");
    }

    /**
     * Changes the load by the settings.
     *
     * @param single whether it runs alone; {@code wrk.<attribute>} is for a single load without a name
     * @return what a reader of the report should know: settings that were not for this load
     */
    static List<String> apply(WorkloadSpec.Builder load, boolean single, Settings settings) {
        List<String> warnings = new ArrayList<>();
        boolean unnamed = single && load.value(Attribute.NAME).isEmpty();
        String own = KnownSettings.PREFIX + name(load) + ".";
        for (Attribute attribute : Attribute.values()) {
            if (attribute == Attribute.NAME) {
                continue;
            }
            Optional<Setting> general = settings.find(KnownSettings.PREFIX + attribute.key());
            Optional<Setting> setting = settings.find(own + attribute.key());
            if (unnamed && general.isPresent()) {
                setting = general;
            } else if (general.isPresent() && setting.isEmpty()) {
                warnings.add(general.get().origin().place() + " was not applied to load \"" + name(load)
                        + "\": it is for a single load without a name. Set " + own + attribute.key() + ".");
            }
            setting.ifPresent(found -> load.origin(found.origin()).text(attribute, found.value()));
        }
        placeholders(load, settings);
        return warnings;
    }

    private static void placeholders(WorkloadSpec.Builder load, Settings settings) {
        Optional<String> url = load.value(Attribute.URL).map(String.class::cast);
        if (url.isEmpty() || !url.get().contains("${")) {
            return;
        }
        Origin origin = load.origin(Attribute.URL).orElse(Origin.PROGRAM);
        Placeholders.Resolved resolved = Placeholders.resolve(url.get(), settings);
        resolved.problems().forEach(problem -> load.problem(Problems.at(Optional.of(origin), problem)));
        String place = resolved.places().isEmpty()
                ? origin.place()
                : origin.place() + " with " + String.join(", ", resolved.places());
        // A URL that is known to be wrong is replaced, so that it is not told twice.
        load.origin(new Origin(origin.kind(), place))
                .url(resolved.problems().isEmpty() ? resolved.text() : "http://localhost");
    }

    /** Multiplies the rate, and says so in its origin. */
    static void scale(WorkloadSpec.Builder load, double factor, Origin from) {
        load.value(Attribute.RATE).map(Double.class::cast).ifPresent(rate -> {
            String place = load.origin(Attribute.RATE).orElse(Origin.PROGRAM).place();
            load.origin(Origin.setting(place + " x " + from.place() + " " + text(factor)))
                    .rate(rate * factor);
        });
    }

    static String text(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}
