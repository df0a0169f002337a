// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import io.github.wrkjunit.runtime.KnownSettings;
import io.github.wrkjunit.runtime.SettingsSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * JUnit's configuration parameters: those given to the launcher, and {@code junit-platform.properties}. An extension can ask for a
 * parameter, but cannot list them: the names are those in the file. Thread-safe.
 */
final class ConfigurationParameterSource implements SettingsSource {

    private static final String FILE = "junit-platform.properties";

    private final ExtensionContext context;

    ConfigurationParameterSource(ExtensionContext context) {
        this.context = context;
    }

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
        Set<String> keys = new TreeSet<>();
        for (String key : file().stringPropertyNames()) {
            if (key.startsWith(KnownSettings.PREFIX)) {
                keys.add(key);
            }
        }
        return keys;
    }

    private static Properties file() {
        Properties file = new Properties();
        @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (@Nullable
                InputStream bytes = loader == null
                        ? ClassLoader.getSystemResourceAsStream(FILE)
                        : loader.getResourceAsStream(FILE)) {
            if (bytes != null) {
                file.load(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read: " + e.getMessage(), e);
        }
        return file;
    }
}
