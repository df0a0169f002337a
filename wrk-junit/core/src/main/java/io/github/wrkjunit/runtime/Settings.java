// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static java.util.Objects.requireNonNull;

import io.github.wrkjunit.spec.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The settings {@code wrk.*} of several sources, the earlier over the later. Immutable if the sources are; thread-safe. */
public final class Settings {

    private final List<SettingsSource> sources;

    private Settings(List<SettingsSource> sources) {
        this.sources = List.copyOf(sources);
    }

    /**
     * The settings of this process: system properties, then the environment, where {@code wrk.rate.factor} is
     * {@code WRK_RATE_FACTOR}.
     */
    public static Settings ofProcess() {
        return of(new SystemPropertySource(), new EnvironmentSource(System.getenv()));
    }

    /** The settings of these sources alone, the earlier over the later; of none, no settings. */
    public static Settings of(SettingsSource... inOrder) {
        return new Settings(List.of(inOrder));
    }

    /** These settings, and under them those of the source. */
    public Settings withFallback(SettingsSource source) {
        List<SettingsSource> all = new ArrayList<>(sources);
        all.add(requireNonNull(source, "source"));
        return new Settings(all);
    }

    /**
     * The setting of this key in the first source that holds it, without blanks around it; a blank text counts as not set, as
     * pipelines pass it on.
     */
    public Optional<Setting> find(String key) {
        for (SettingsSource source : sources) {
            Optional<String> value = source.get(key).map(String::strip).filter(text -> !text.isEmpty());
            if (value.isPresent()) {
                return Optional.of(
                        new Setting(key, value.get(), Origin.setting(source.name() + " " + source.spelled(key))));
            }
        }
        return Optional.empty();
    }

    List<SettingsSource> sources() {
        return sources;
    }
}
