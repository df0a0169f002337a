// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import io.github.wrkjunit.runtime.SettingsSource;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;

/** JUnit's configuration parameters as settings; unknown names are looked for where loads are. Immutable. */
record ConfigurationParameters(ExtensionContext context) implements SettingsSource {

    @Override
    public String name() {
        return "configuration parameter";
    }

    @Override
    public Optional<String> get(String key) {
        return key.isBlank() ? Optional.empty() : context.getConfigurationParameter(key);
    }

    @Override
    public Set<String> keys() {
        return Set.of();
    }
}
