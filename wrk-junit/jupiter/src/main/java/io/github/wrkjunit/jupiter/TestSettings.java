// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import io.github.wrkjunit.runtime.KnownSettings;
import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.runtime.SettingsSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The settings of a test: system property, environment, then JUnit's configuration parameters. Their names are not told to
 * extensions; those in the file are read from it, so that a misspelt one is noticed. Immutable.
 */
final class TestSettings implements SettingsSource {

    private static final String FILE = "junit-platform.properties";

    private final ExtensionContext context;
    private final Set<String> keys;

    private TestSettings(ExtensionContext context, Set<String> keys) {
        this.context = context;
        this.keys = keys;
    }

    static Settings of(ExtensionContext context) {
        FileKeys inFile = context.getRoot()
                .getStore(WorkloadExtension.NAMESPACE)
                .getOrComputeIfAbsent(FileKeys.class, key -> new FileKeys(read()), FileKeys.class);
        return Settings.ofProcess().withFallback(new TestSettings(context, inFile.keys()));
    }

    @Override
    public String name() {
        return FILE;
    }

    @Override
    public Optional<String> get(String key) {
        return context.getConfigurationParameter(key);
    }

    @Override
    public Set<String> keys() {
        return keys;
    }

    private record FileKeys(Set<String> keys) {}

    private static Set<String> read() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Properties properties = new Properties();
        try (InputStream file =
                loader == null ? ClassLoader.getSystemResourceAsStream(FILE) : loader.getResourceAsStream(FILE)) {
            if (file != null) {
                properties.load(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read: " + e.getMessage(), e);
        }
        Set<String> keys = new TreeSet<>(properties.stringPropertyNames());
        keys.removeIf(key -> !key.startsWith(KnownSettings.PREFIX));
        return keys;
    }
}
