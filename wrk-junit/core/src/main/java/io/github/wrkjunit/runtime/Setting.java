// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static java.util.Objects.requireNonNull;

import io.github.wrkjunit.spec.Origin;

/**
 * A setting that somebody has made. Immutable.
 *
 * @param key its name, such as {@code wrk.rate}
 * @param value its text
 * @param origin where it was found, such as {@code system property wrk.rate}
 */
public record Setting(String key, String value, Origin origin) {

    /** Checks that all parts are there. */
    public Setting {
        requireNonNull(key, "key");
        requireNonNull(value, "value");
        requireNonNull(origin, "origin");
    }
}
