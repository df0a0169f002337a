// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The environment; {@code wrk.rate.factor} is {@code WRK_RATE_FACTOR} there. Immutable. */
final class EnvironmentSource implements SettingsSource {

    static final String PREFIX = "WRK_";

    private final Map<String, String> environment;

    EnvironmentSource(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** The key's name in an environment: upper case, with underscores for dots and hyphens. */
    static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    @Override
    public String name() {
        return "environment variable";
    }

    @Override
    public Optional<String> get(String key) {
        return Optional.ofNullable(environment.get(spelled(key)));
    }

    @Override
    public String spelled(String key) {
        return environment.containsKey(key) ? key : variable(key);
    }

    @Override
    public Set<String> keys() {
        Set<String> keys = new TreeSet<>(environment.keySet());
        keys.removeIf(key -> !key.startsWith(PREFIX));
        return keys;
    }
}
