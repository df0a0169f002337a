// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import io.github.wrkjunit.spec.Durations;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One percentile: a duration, or unbounded when it falls among the requests that got no good answer. Immutable. Unbounded
 * values are longer than all bounded ones; two unbounded values cannot be told apart.
 */
public final class LatencyValue {

    private final @Nullable Duration duration;
    private final double unboundedShare;

    private LatencyValue(@Nullable Duration duration, double unboundedShare) {
        this.duration = duration;
        this.unboundedShare = unboundedShare;
    }

    static LatencyValue bounded(Duration duration, double unboundedShare) {
        return new LatencyValue(duration, unboundedShare);
    }

    static LatencyValue unbounded(double unboundedShare) {
        return new LatencyValue(null, unboundedShare);
    }

    /** Whether there is a duration. */
    public boolean isBounded() {
        return duration != null;
    }

    /** The duration; empty when the value is unbounded. */
    public Optional<Duration> duration() {
        return Optional.ofNullable(duration);
    }

    /** The share, 0 to 1, of the requests looked at that got no good answer. */
    public double unboundedShare() {
        return unboundedShare;
    }

    /** Whether the value is bounded and below the limit. */
    public boolean isBelow(Duration limit) {
        return duration != null && duration.compareTo(limit) < 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LatencyValue that
                && Objects.equals(duration, that.duration)
                && unboundedShare == that.unboundedShare;
    }

    @Override
    public int hashCode() {
        return Objects.hash(duration, unboundedShare);
    }

    /** Such as {@code 1.84 s}, or {@code unbounded (3.2 % of the requests got no good answer)}. */
    @Override
    public String toString() {
        return duration != null
                ? Durations.readable(duration)
                : String.format(
                                Locale.ROOT,
                                "unbounded (%.2g %% of the requests got no good answer)",
                                100 * unboundedShare)
                        .replace("1.0e+02", "100");
    }
}
