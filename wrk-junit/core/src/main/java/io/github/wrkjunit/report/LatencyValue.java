// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import io.github.wrkjunit.spec.Durations;
import java.time.Duration;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One percentile: a duration, or unbounded when it falls among the requests that got no good answer. Immutable. Unbounded
 * values are longer than all bounded ones; two unbounded values cannot be told apart. A value knows whether a verdict can rest on it:
 * see {@link #inconclusiveBecause}.
 */
public final class LatencyValue {

    private final @Nullable Duration duration;
    private final double unboundedShare;
    private final String name;
    private final Supplier<Optional<String>> doubt;

    LatencyValue(@Nullable Duration duration, double unboundedShare, String name, Supplier<Optional<String>> doubt) {
        this.duration = duration;
        this.unboundedShare = unboundedShare;
        this.name = name;
        this.doubt = doubt;
    }

    /** Whether there is a duration. */
    public boolean isBounded() {
        return duration != null;
    }

    /**
     * Returns the duration, whatever it rests on; empty when the value is unbounded. To conclude something from it, use
     * {@link #judgeable()}.
     */
    public Optional<Duration> duration() {
        return Optional.ofNullable(duration);
    }

    /**
     * Returns the duration, if a verdict can rest on it, by the rules of the assertions.
     *
     * @throws InconclusiveException if none can, with the reason: too few requests, a report that is not valid, a generator that
     *     was itself late
     * @throws NoSuchElementException if the value is unbounded; the message says of how many requests
     */
    public Duration judgeable() {
        inconclusiveBecause().ifPresent(because -> {
            throw UserFrames.of(
                    new InconclusiveException(name + " (" + words() + ") cannot carry a verdict. " + because));
        });
        if (duration == null) {
            throw UserFrames.of(new NoSuchElementException(
                    name + " has no duration: it is " + words() + ". Ask isBounded() first, or judge the errors."));
        }
        return duration;
    }

    /** Returns why no verdict can rest on this value, in whole sentences; empty if one can. */
    public Optional<String> inconclusiveBecause() {
        return doubt.get();
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

    /** The value alone, such as {@code 1.84 s}, or {@code unbounded (3.2 % of the requests got no good answer)}. */
    public String words() {
        return duration != null
                ? Durations.readable(duration)
                : String.format(
                                Locale.ROOT,
                                "unbounded (%.2g %% of the requests got no good answer)",
                                100 * unboundedShare)
                        .replace("1.0e+02", "100");
    }

    /** As {@link #words}, with the reason if no verdict can rest on it. */
    @Override
    public String toString() {
        return words()
                + inconclusiveBecause()
                        .map(because -> " (inconclusive: " + because + ")")
                        .orElse("");
    }
}
