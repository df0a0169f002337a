// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.schedule;

import io.github.wrkjunit.spec.Distribution;

/** Random distances between two intended starts, in units of their mean: the mean of all draws is 1. Confined to its worker. */
abstract class Gaps {

    final RandomStream random;

    Gaps(RandomStream random) {
        this.random = random;
    }

    /** The next distance; at least 0. */
    abstract double next();

    /**
     * The distance from an arbitrary moment to the next start. With it as the first distance the process is stationary: the
     * expected number of starts in any time is exactly rate x time, also for few requests and many threads, whose clocks
     * would beat in step otherwise.
     */
    abstract double first();

    static Gaps of(Distribution distribution, RandomStream random) {
        return switch (distribution) {
            case EXP -> new Exponential(random);
            case NORM -> new Normal(random);
            case ZIPF -> new Zipf(random);
            case FIXED -> throw new IllegalArgumentException("fixed distances are not drawn");
        };
    }

    private static final class Exponential extends Gaps {

        Exponential(RandomStream random) {
            super(random);
        }

        @Override
        double next() {
            return -StrictMath.log(random.uniformAboveZero());
        }

        @Override
        double first() {
            return next(); // it has no memory
        }
    }

    /** Normal with sigma = mean / 4, cut at 0; divided by the mean of what is left, so that the cut does not shift the rate. */
    private static final class Normal extends Gaps {

        /** Mean of a normal(1, 1/4) cut at 0: 1 + sigma * phi(4) / Phi(4). */
        private static final double MEAN_OF_CUT = 1 + 0.25 * 1.3383022576488537e-4 / 0.9999683287581669;

        /** A draw above 1 + 8 sigma has a probability below 1e-15. */
        private static final double HIGHEST = 3;

        Normal(RandomStream random) {
            super(random);
        }

        @Override
        double next() {
            double value;
            do {
                value = 1 + 0.25 * random.gaussian();
            } while (value < 0);
            return value / MEAN_OF_CUT;
        }

        @Override
        double first() { // a long distance is hit more often than a short one: accept in proportion to its length
            double value;
            do {
                value = next();
            } while (random.uniform() * HIGHEST > value);
            return value * random.uniform();
        }
    }

    /** wrk2's: {@code k} in 1..100 with a probability proportional to {@code k^-3}, in units of their mean (SPEC of wrk2, c.3). */
    private static final class Zipf extends Gaps {

        private static final int VALUES = 100;

        private final double[] cumulated = new double[VALUES];
        private final double[] lengthBiased = new double[VALUES];
        private final double mean;

        Zipf(RandomStream random) {
            super(random);
            double sum = 0;
            double weighted = 0;
            for (int k = 1; k <= VALUES; k++) {
                cumulated[k - 1] = sum += 1.0 / ((double) k * k * k);
                lengthBiased[k - 1] = weighted += 1.0 / ((double) k * k);
            }
            mean = weighted / sum;
        }

        @Override
        double next() {
            return draw(cumulated) / mean;
        }

        @Override
        double first() {
            return draw(lengthBiased) / mean * random.uniform();
        }

        private int draw(double[] sums) {
            double at = random.uniform() * sums[VALUES - 1];
            int k = 0;
            while (k < VALUES - 1 && sums[k] <= at) {
                k++;
            }
            return k + 1;
        }
    }
}
