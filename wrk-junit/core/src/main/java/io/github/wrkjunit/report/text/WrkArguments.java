// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

import java.math.BigInteger;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of wrk2's command line, as its {@code sscanf("%lu%2s")} takes them (wrk2/SPEC.md a.3). Stateless. */
public final class WrkArguments {

    private static final Pattern NUMBER = Pattern.compile("\\s*([+-]?\\d+)\\s*(\\S{0,2}).*", Pattern.DOTALL);
    private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    private WrkArguments() {}

    /**
     * A count with an optional unit: k, M, G, T, P, each a thousand times the one before, in any case. Returned are the 64 bits of
     * wrk2's unsigned number: {@code -5} is accepted and wraps, a number that is too large is the largest.
     */
    public static OptionalLong metric(String text) {
        return scan(text, "kmgtp", new long[] {
            1_000L, 1_000_000L, 1_000_000_000L, 1_000_000_000_000L, 1_000_000_000_000_000L
        });
    }

    /** A time in seconds with an optional unit: s, m, h, in any case; the bits are those of {@link #metric}. */
    public static OptionalLong time(String text) {
        return scan(text, "smh", new long[] {1, 60, 3600});
    }

    private static OptionalLong scan(String text, String units, long[] scales) {
        Matcher matcher = NUMBER.matcher(text);
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        BigInteger exact = new BigInteger(matcher.group(1));
        long number = exact.abs().compareTo(LARGEST) > 0 ? LARGEST.longValue() : exact.longValue();
        String unit = matcher.group(2).toLowerCase(java.util.Locale.ROOT);
        if (unit.isEmpty()) {
            return OptionalLong.of(number);
        }
        int index = unit.length() == 1 ? units.indexOf(unit) : -1;
        return index < 0 ? OptionalLong.empty() : OptionalLong.of(number * scales[index]);
    }
}
