// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import com.fasterxml.jackson.core.type.TypeReference;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.github.wrkjunit.runtime.Setting;
import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.spec.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads settings of this runtime; what cannot be read becomes a problem and counts as not set. One thread at a time. */
final class SettingTexts {

    private final Settings settings;
    private final List<String> problems = new ArrayList<>();
    private final KubernetesSerialization yaml = new KubernetesSerialization();

    SettingTexts(Settings settings) {
        this.settings = settings;
    }

    List<String> problems() {
        return problems;
    }

    Optional<Setting> find(String key) {
        return settings.find(key);
    }

    Optional<String> text(String key) {
        return settings.find(key).map(Setting::value).map(String::trim);
    }

    Optional<Duration> time(String key) {
        return read(key, Durations::parse, "is not a time. Use 500ms, 30s, 2m or 1h.");
    }

    Optional<Boolean> bool(String key) {
        return read(
                key,
                text -> text.equals("true") || text.equals("false")
                        ? Optional.of(text.equals("true"))
                        : Optional.empty(),
                "is neither true nor false. Use one of them.");
    }

    /** One of these texts. */
    Optional<String> oneOf(String key, String... texts) {
        return read(
                key,
                text -> Stream.of(texts).filter(text::equals).findFirst(),
                "is none of " + String.join(", ", texts) + ". Use one of them.");
    }

    /** Texts that are separated by commas; empty if there are none. */
    List<String> list(String key) {
        return text(key).stream()
                .flatMap(text -> Stream.of(text.split(",")))
                .map(String::trim)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** Such as {@code cpu=100m,memory=64Mi}; empty if there are none. */
    Map<String, String> pairs(String key, String example) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String entry : list(key)) {
            int sign = entry.indexOf('=');
            if (sign < 1) {
                problem(key, "holds \"" + entry + "\", which is no name=value. Use texts such as " + example + ".");
            } else {
                pairs.put(
                        entry.substring(0, sign).trim(),
                        entry.substring(sign + 1).trim());
            }
        }
        return pairs;
    }

    /** An object of the Kubernetes API: YAML or JSON in braces, or the path of a file with it. */
    <T> Optional<T> object(String key, Class<T> type) {
        return model(key, text -> yaml.unmarshal(text, type), type.getSimpleName());
    }

    /** A list of such objects. */
    <T> List<T> objects(String key, TypeReference<List<T>> type, String name) {
        return this.<List<T>>model(key, text -> yaml.unmarshal(text, type), "list of " + name)
                .orElse(List.of());
    }

    void problem(String key, String rest) {
        settings.find(key)
                .ifPresent(setting -> problems.add(setting.origin().place() + ": \"" + setting.value() + "\" " + rest));
    }

    private <T> Optional<T> model(String key, Function<String, T> parse, String name) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            boolean inline = text.get().startsWith("{") || text.get().startsWith("[");
            return Optional.ofNullable(parse.apply(inline ? text.get() : Files.readString(Path.of(text.get()))));
        } catch (IOException | InvalidPathException e) {
            problem(
                    key,
                    "is neither a file that can be read nor YAML that begins with a brace. Give one of them: a " + name
                            + " of the Kubernetes API.");
        } catch (RuntimeException e) {
            problem(key, "is no " + name + " of the Kubernetes API: " + firstLine(e) + ". Correct it.");
        }
        return Optional.empty();
    }

    private <T> Optional<T> read(String key, Function<String, Optional<T>> parse, String problem) {
        Optional<String> text = text(key);
        Optional<T> value = text.flatMap(parse);
        if (text.isPresent() && value.isEmpty()) {
            problem(key, problem);
        }
        return value;
    }

    private static String firstLine(RuntimeException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
