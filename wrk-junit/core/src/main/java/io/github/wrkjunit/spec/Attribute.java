// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.spec;

import java.util.Locale;
import java.util.Optional;

/** The attributes of a {@link WorkloadSpec}; the key is the name in annotations, settings and JSON. */
public enum Attribute {
    /** The load's name: letters, digits, {@code .}, {@code _} and {@code -}. */
    NAME,
    /** Offered requests per second over all workers and threads, above 0. */
    RATE,
    /** The arrival distribution: fixed, exp, norm or zipf. */
    DIST,
    /** Threads of each worker. */
    THREADS,
    /** Connections over all workers and threads. */
    CONNECTIONS,
    /** How long requests become due. */
    DURATION,
    /** The Lua script's path or name. */
    SCRIPT,
    /** The script's arguments. */
    ARGS,
    /** The target. */
    URL,
    /** The path and query that replace the URL's. */
    PATH,
    /** Headers of every request. */
    HEADERS,
    /** How long a request may take from its actual send. */
    TIMEOUT,
    /** The seed of arrivals and scripts. */
    SEED,
    /** Processes that share the load. */
    WORKERS,
    /** How long the same load is offered before the run, outside of all counts. */
    WARMUP;

    /** The name in annotations, settings and JSON. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The attribute with this {@link #key()}; empty for any other text. */
    public static Optional<Attribute> ofKey(String key) {
        for (Attribute attribute : values()) {
            if (attribute.key().equals(key)) {
                return Optional.of(attribute);
            }
        }
        return Optional.empty();
    }
}
