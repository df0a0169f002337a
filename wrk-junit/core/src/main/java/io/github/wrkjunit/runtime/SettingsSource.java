// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A place that holds settings, such as the system properties. Thread-safe. */
public interface SettingsSource {

    /**
     * A place that holds these settings, for a program that gives them itself.
     *
     * @param name what the place is called in messages, such as {@code "program"}
     * @param values settings by their keys, such as {@code wrk.kubernetes.namespace}
     */
    static SettingsSource of(String name, Map<String, String> values) {
        return new GivenSettings(name, Map.copyOf(values));
    }

    /** What the place is called in messages, before the key: {@code system property}. */
    String name();

    /** The value of the key, of any key and not only of {@code wrk.*}; empty if the place does not hold it. */
    Optional<String> get(String key);

    /** All names that begin with {@code wrk.}, as the place spells them, for the check of unknown names. */
    Set<String> keys();

    /** The name by which the place spells the key: {@code WRK_RATE} in the environment; the key itself by default. */
    default String spelled(String key) {
        return key;
    }
}
