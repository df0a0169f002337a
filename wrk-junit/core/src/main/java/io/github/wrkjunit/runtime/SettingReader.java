// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static java.util.Objects.requireNonNull;

import io.github.wrkjunit.spec.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads settings of a type, in all modules alike: blanks around a value do not count, and neither does the case of words and
 * units. What cannot be read becomes a problem and has its default. One thread at a time.
 */
public final class SettingReader {

    private final Settings settings;
    private final Consumer<String> problems;

    /**
     * A reader of these settings.
     *
     * @param problems takes what is wrong, each a whole sentence with the place of the setting
     */
    public SettingReader(Settings settings, Consumer<String> problems) {
        this.settings = requireNonNull(settings, "settings");
        this.problems = requireNonNull(problems, "problems");
    }

    /** The setting as it was made; empty if it was not. */
    public Optional<Setting> find(String key) {
        return settings.find(key);
    }

    /** Adds a problem: the setting's place, its value in quotes, and the rest of the sentence. */
    public void problem(Setting setting, String rest) {
        problems.accept(setting.origin().place() + ": \"" + setting.value() + "\" " + rest);
    }

    /** A time such as {@code 500ms}, {@code 30s}, {@code 2m} or {@code 1h}. */
    public Duration time(String key, Duration otherwise) {
        return read(key, Durations::parse, otherwise, "is not a time. Use 500ms, 30s, 2m or 1h.");
    }

    /** {@code true} or {@code false}. */
    public boolean bool(String key, boolean otherwise) {
        return read(
                key,
                text -> choose(text, List.of("true", "false")).map(Boolean::valueOf),
                otherwise,
                "is neither true nor false. Use one of them.");
    }

    /** One of these words, as they are written here. */
    public String word(String key, List<String> words, String otherwise) {
        return read(
                key,
                text -> choose(text, words),
                otherwise,
                "is not one of its values. Use one of " + String.join(", ", words) + ".");
    }

    /**
     * A finite number above zero.
     *
     * @param example a good one, for the problem
     */
    public double positive(String key, double otherwise, String example) {
        return read(
                key,
                text -> number(text).filter(number -> number > 0),
                otherwise,
                "is not a number above 0. Use one such as " + example + ".");
    }

    private static Optional<String> choose(String text, List<String> words) {
        return words.stream().filter(word -> word.equalsIgnoreCase(text)).findFirst();
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.parseDouble(text)).filter(Double::isFinite);
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
