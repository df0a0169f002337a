// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.spec.Durations;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Reads settings of a type; what cannot be read becomes a problem and has its default. One thread at a time. */
final class SettingReader {

    private final Settings settings;
    private final Problems problems;

    SettingReader(Settings settings, Problems problems) {
        this.settings = settings;
        this.problems = problems;
    }

    Optional<Setting> find(String key) {
        return settings.find(key);
    }

    void problem(Setting setting, String rest) {
        problems.add(setting.origin().place() + ": \"" + setting.value() + "\" " + rest);
    }

    Duration time(String key, Duration otherwise) {
        return read(key, Durations::parse, otherwise, "is not a time. Use 500ms, 30s, 2m or 1h.");
    }

    boolean bool(String key, boolean otherwise) {
        return read(
                key,
                text -> switch (text.trim()) {
                    case "true" -> Optional.of(true);
                    case "false" -> Optional.of(false);
                    default -> Optional.empty();
                },
                otherwise,
                "is neither true nor false. Use one of them.");
    }

    /** A finite number above zero. */
    double positive(String key, double otherwise, String example) {
        return read(
                key,
                text -> number(text).filter(number -> number > 0),
                otherwise,
                "is not a number above 0. Use one such as " + example + ".");
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.parseDouble(text.trim())).filter(Double::isFinite);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private <T> T read(String key, Function<String, Optional<T>> parse, T otherwise, String problem) {
        Optional<Setting> setting = settings.find(key);
        if (setting.isEmpty()) {
            return otherwise;
        }
        Optional<T> value = parse.apply(setting.get().value());
        if (value.isEmpty()) {
            problem(setting.get(), problem);
        }
        return value.orElse(otherwise);
    }
}
