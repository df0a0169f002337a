// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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
        Set<String> keys = new TreeSet<>(values.keySet()); // in the same order each time, for messages
        keys.removeIf(key -> !key.startsWith(KnownSettings.PREFIX));
        return keys;
    }
}
