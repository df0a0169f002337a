// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.assertj;

import io.github.wrkjunit.spec.Durations;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Numbers as the messages write them. Stateless. */
final class Words {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Words() {}

    /** Such as {@code 1,500}. */
    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A number as its author wrote it: {@code 99}, {@code 99.9}, {@code 0.5}. */
    static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /** A share as its author wrote it: {@code 0.001} as {@code 0.1 %}. */
    static String percent(double share) {
        return BigDecimal.valueOf(share).multiply(HUNDRED).stripTrailingZeros().toPlainString() + " %";
    }

    /** An observed share with three digits: {@code 0.267 %}. */
    static String percentOf(long part, long whole) {
        return BigDecimal.valueOf(part)
                        .multiply(HUNDRED)
                        .divide(BigDecimal.valueOf(whole), new MathContext(3))
                        .stripTrailingZeros()
                        .toPlainString()
                + " %";
    }

    /** Such as {@code 2 of 1,500}. */
    static String of(long part, long whole) {
        return grouped(part) + " of " + grouped(whole);
    }

    /** A limit, never rounded: {@code 250 ms}, {@code 1.234567 s}. */
    static String limit(Duration limit) {
        String readable = Durations.readable(limit);
        return Durations.parse(readable.replace(",", "")).equals(Optional.of(limit))
                ? readable
                : Durations.exact(limit);
    }

    /** A measured time, rounded only if that leaves it apart from the limit that it is compared with. */
    static String measured(Duration value, Duration limit) {
        String readable = Durations.readable(value);
        return readable.equals(Durations.readable(limit)) && !value.equals(limit) ? Durations.exact(value) : readable;
    }
}
