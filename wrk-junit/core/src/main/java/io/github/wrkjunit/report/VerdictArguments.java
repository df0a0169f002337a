// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * What a verdict can be asked about: arguments with which it could only hold or only be broken, or that are likely slips, are
 * rejected. Assertions and objectives share these rules. Stateless.
 */
public final class VerdictArguments {

    private VerdictArguments() {}

    /**
     * Why this is no percentile to judge, as a sentence and what to do; empty if it is one.
     *
     * @param percentile in per cent: 1 to 100 are good
     */
    public static Optional<String> percentile(double percentile) {
        if (percentile >= 1 && percentile <= 100) {
            return Optional.empty();
        }
        return Optional.of(
                percentile > 0 && percentile < 1
                        ? "percentile " + plain(percentile)
                                + " would be among the fastest 1 % of the requests. Percentiles are per cent:"
                                + " use one from 1 to 100, such as 50, 99 or 99.9."
                        : "percentile " + percentile
                                + " is outside of (0, 100]. Use one from 1 to 100, such as 50, 99 or 99.9.");
    }

    /**
     * Why this is no limit of a latency, as the rest of a sentence that names the limit; empty if it is one.
     *
     * @param limit above zero is good
     */
    public static Optional<String> limit(Duration limit) {
        return limit.isNegative() || limit.isZero()
                ? Optional.of("is not above zero, and no latency lies below zero.")
                : Optional.empty();
    }

    /**
     * Why this is no share of all requests that errors can be below, as the rest of a sentence that names the share; empty if it is one.
     *
     * @param share above 0, up to 1 is good; {@code 0.01} is 1 %
     */
    public static Optional<String> errorsBelow(double share) {
        if (share == 0) {
            return Optional.of("can never be gone below.");
        }
        return share > 0 && share <= 1 ? Optional.empty() : Optional.of("is outside of 0 % to 100 %.");
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
