// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Settings that a program gives. Immutable. */
record GivenSettings(String name, Map<String, String> values) implements SettingsSource {

    GivenSettings {
        requireNonNull(name, "name");
        requireNonNull(values, "values");
    }

    @Override
    public Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    @Override
    public Set<String> keys() {
        return values.keySet().stream()
                .filter(key -> key.startsWith(KnownSettings.PREFIX))
                .collect(Collectors.toUnmodifiableSet());
    }
}
