// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import io.github.wrkjunit.runtime.SettingsSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Settings of a test's own. */
record FixedSettings(Map<String, String> values) implements SettingsSource {

    /** Settings whose names begin with {@code wrk.kubernetes.}, which is left out here. */
    static FixedSettings ofKubernetes(Map<String, String> values) {
        Map<String, String> settings = new LinkedHashMap<>();
        values.forEach((key, value) -> settings.put("wrk.kubernetes." + key, value));
        return new FixedSettings(settings);
    }

    @Override
    public String name() {
        return "test";
    }

    @Override
    public Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    @Override
    public Set<String> keys() {
        return values.keySet();
    }
}
