// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import io.github.wrkjunit.runtime.SettingsSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Settings that a test gives. Immutable. */
record GivenSettings(Map<String, String> settings) implements SettingsSource {

    @Override
    public String name() {
        return "setting";
    }

    @Override
    public Optional<String> get(String key) {
        return Optional.ofNullable(settings.get(key));
    }

    @Override
    public Set<String> keys() {
        return settings.keySet();
    }
}
