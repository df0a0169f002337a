// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one operation that had one outcome.
 *
 * @param operation method and path without query, such as {@code GET /hotels}
 * @param outcome what became of them
 * @param count how many
 * @param histogram their latencies, or null where none was measured: not sent, unanswered
 */
public record Cell(
        String operation,
        Outcome outcome,
        long count,
        @Nullable LatencyHistogram histogram) {

    /** Checks that the count is not negative and that there are no more latencies than requests. */
    public Cell {
        requireNonNull(operation, "operation");
        requireNonNull(outcome, "outcome");
        if (count < 0 || (histogram != null && histogram.count() > count)) {
            throw new IllegalArgumentException(operation + " " + outcome.key() + ": " + count + " requests with "
                    + (histogram == null ? 0 : histogram.count()) + " latencies");
        }
    }

    /** The latencies, where they were measured. */
    public Optional<LatencyHistogram> latencies() {
        return Optional.ofNullable(histogram);
    }
}
