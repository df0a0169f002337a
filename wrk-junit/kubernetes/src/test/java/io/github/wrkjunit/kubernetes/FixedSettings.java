// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.runtime.SettingsSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Settings of a test's own. */
final class FixedSettings {

    private FixedSettings() {}

    /** Settings whose names begin with {@code wrk.kubernetes.}, which is left out here. */
    static Settings ofKubernetes(Map<String, String> values) {
        Map<String, String> settings = new LinkedHashMap<>();
        values.forEach((key, value) -> settings.put("wrk.kubernetes." + key, value));
        return Settings.of(SettingsSource.of("test", settings));
    }
}
