// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.spec;

import java.util.Locale;
import java.util.Optional;

/** How the times between two intended starts are distributed; the mean is always {@code 1 / rate}. */
public enum Distribution {
    /** Equal distances. */
    FIXED,
    /** Exponential distances, a Poisson process: independent arrivals, as from many people. The default. */
    EXP,
    /**
     * Normal distances with a standard deviation of a quarter of the mean, cut at 0 and renormalised.
     * AIOpsLab's default; the stock wrk2 image has no normal distribution and floods instead (its draw is 0).
     */
    NORM,
    /** Bursts: multiples {@code k} of a unit with probability proportional to {@code k^-3}, {@code k} in 1..100. */
    ZIPF;

    /** The word of wrk2's option {@code -D}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The distribution of wrk2's word, in any case; empty for any other text. */
    public static Optional<Distribution> ofWord(String word) {
        for (Distribution distribution : values()) {
            if (distribution.name().equalsIgnoreCase(word)) {
                return Optional.of(distribution);
            }
        }
        return Optional.empty();
    }
}
