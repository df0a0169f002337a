// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.local;

import io.github.wrkjunit.runtime.SettingsSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Settings of a test. */
record MapSource(Map<String, String> values) implements SettingsSource {

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
