// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.schedule;

/**
 * SplitMix64, and not a generator of the JDK, whose sequence may differ between releases. Confined to its worker thread.
 */
public final class RandomStream {

    private static final double UNIT = 0x1.0p-53;

    private long state;
    private double spare = Double.NaN;

    /** A stream that is determined by its seed. */
    public RandomStream(long seed) {
        state = seed;
    }

    /** A number in [0, 1), of 53 random bits. */
    public double uniform() {
        state += Seeds.GAMMA;
        return (Seeds.mix(state) >>> 11) * UNIT;
    }

    /** A number in (0, 1]. */
    double uniformAboveZero() {
        return 1 - uniform();
    }

    /** Standard normal, by the method of Box and Muller. StrictMath: the same bits on each machine. */
    double gaussian() {
        if (!Double.isNaN(spare)) {
            double value = spare;
            spare = Double.NaN;
            return value;
        }
        double radius = StrictMath.sqrt(-2 * StrictMath.log(uniformAboveZero()));
        double angle = 2 * StrictMath.PI * uniform();
        spare = radius * StrictMath.sin(angle);
        return radius * StrictMath.cos(angle);
    }
}
