// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.lua;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The URL as scripts see it. Immutable; thread-safe.
 *
 * @param url the URL as the user has given it: the global {@code url} and {@code args[0]}
 * @param scheme {@code wrk.scheme}: {@code http}
 * @param host {@code wrk.host}, an IPv6 address without brackets
 * @param port {@code wrk.port}; null when the URL has none
 * @param path {@code wrk.path}: all from the path on, with query and fragment; {@code /} without a path
 */
public record ScriptTarget(
        String url, String scheme, String host, @Nullable String port, String path) {
    /** Checks that nothing but the port is null. */
    public ScriptTarget {
        requireNonNull(url, "url");
        requireNonNull(scheme, "scheme");
        requireNonNull(host, "host");
        requireNonNull(path, "path");
    }
}
