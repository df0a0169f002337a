// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * How long requests waited for a free connection before they were sent. The wait is part of their latency. Immutable.
 *
 * @param count how many requests waited
 * @param total all their waits added up, cut to microseconds
 * @param longest the longest of the waits, cut to microseconds
 */
public record Waits(long count, Duration total, Duration longest) {

    /** No request waited. */
    public static final Waits NONE = new Waits(0, Duration.ZERO, Duration.ZERO);

    /** Cuts the times to microseconds; none is negative, and without a request there is no time. */
    public Waits {
        total = total.truncatedTo(ChronoUnit.MICROS);
        longest = longest.truncatedTo(ChronoUnit.MICROS);
        if (count < 0 || longest.isNegative() || total.compareTo(longest) < 0 || (count == 0 && !total.isZero())) {
            throw new IllegalArgumentException(
                    count + " requests waited for " + total + " in all and for " + longest + " at most");
        }
    }

    /** Returns these waits and others together. */
    public Waits plus(Waits other) {
        return new Waits(
                Math.addExact(count, other.count),
                total.plus(other.total),
                SecondHealth.longer(longest, other.longest));
    }

    /** Returns the mean wait of the requests that waited; zero if none did. */
    public Duration mean() {
        return count == 0 ? Duration.ZERO : total.dividedBy(count);
    }
}
