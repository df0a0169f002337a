// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.lua;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a script is given. Immutable but for the two callbacks.
 *
 * @param target the URL
 * @param arguments the extra words, {@code args[1]} on
 * @param headers the headers that the user has given; they are {@code wrk.headers}
 * @param threads the number of threads, at least 1
 * @param seed what {@code math.random} starts from
 * @param addresses the way to the network
 * @param output where printed lines go, each with one call and a flush; from several threads at once
 * @param escapeEvents whether a printed line that looks like an event gets a blank before it, because the output holds true ones
 */
public record ScriptEnvironment(
        ScriptTarget target,
        List<String> arguments,
        Map<String, String> headers,
        int threads,
        ScriptSeed seed,
        ScriptAddresses addresses,
        PrintStream output,
        boolean escapeEvents) {
    /** Copies the collections; throws when there is no thread. */
    public ScriptEnvironment {
        requireNonNull(target, "target");
        arguments = List.copyOf(arguments);
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers)); // keeps their order
        requireNonNull(seed, "seed");
        requireNonNull(addresses, "addresses");
        requireNonNull(output, "output");
        if (threads < 1) {
            throw new IllegalArgumentException("A script needs at least one thread, not " + threads);
        }
    }
}
