// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The system properties as they are now. Thread-safe. */
final class SystemPropertySource implements SettingsSource {

    @Override
    public String name() {
        return "system property";
    }

    @Override
    public Optional<String> get(String key) {
        return Optional.ofNullable(System.getProperty(key));
    }

    @Override
    public Set<String> keys() {
        Set<String> keys = new TreeSet<>(System.getProperties().stringPropertyNames());
        keys.removeIf(key -> !key.startsWith(KnownSettings.PREFIX));
        return keys;
    }
}
