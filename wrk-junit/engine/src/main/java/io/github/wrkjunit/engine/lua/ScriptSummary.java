// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.lua;

/**
 * The first argument of a script's {@code done()}. Immutable; thread-safe.
 *
 * @param durationUs microseconds from the start of the threads to their end
 * @param requests complete answers
 * @param bytes bytes read, headers included
 * @param connectErrors {@code errors.connect}
 * @param readErrors {@code errors.read}
 * @param writeErrors {@code errors.write}
 * @param statusErrors {@code errors.status}: answers with a status above 399
 * @param timeouts {@code errors.timeout}
 */
public record ScriptSummary(
        long durationUs,
        long requests,
        long bytes,
        long connectErrors,
        long readErrors,
        long writeErrors,
        long statusErrors,
        long timeouts) {}
