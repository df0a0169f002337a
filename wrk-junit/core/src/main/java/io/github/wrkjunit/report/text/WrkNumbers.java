// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** Numbers as wrk2 prints them, to the byte (wrk2/SPEC.md b.4). Stateless. */
final class WrkNumbers {

    private static final double NEXT_UNIT_FROM = 0.85;
    private static final int MANTISSA_BITS = 64;
    private static final MathContext EXACT_ENOUGH = new MathContext(60);

    private static final Scale TIME_US = new Scale(1000, "us", "ms");
    private static final Scale TIME_S = new Scale(60, "s", "m");
    private static final Scale METRIC = new Scale(1000, "", "k", "M", "G", "T");
    private static final Scale BINARY = new Scale(1024, "", "K", "M", "G", "T");

    private record Scale(double step, List<String> units) {

        Scale(double step, String... units) {
            this(step, List.of(units));
        }
    }

    private WrkNumbers() {}

    /** Microseconds: us and ms below a second, s and m from there on; never h. */
    static String timeUs(double us) {
        if (us < 1e6 || Double.isNaN(us)) {
            return scaled(us, TIME_US, 2);
        }
        return Double.isInfinite(us) ? scaled(us, TIME_S, 2) : scaled(quotient(new BigDecimal(us), 1e6), TIME_S, 2);
    }

    /** Whole seconds or minutes, as in the line {@code Running}. */
    static String durationS(double seconds) {
        return scaled(seconds, TIME_S, 0);
    }

    static String metric(double value) {
        return scaled(value, METRIC, 2);
    }

    static String binary(double bytes) {
        return scaled(bytes, BINARY, 2);
    }

    /**
     * A number in a column: right-aligned in width less padding, cut to that, then padded. The padding is two blanks less one
     * for each letter among the last two characters.
     */
    static String column(String number, int width) {
        int padding = 2;
        for (int i = Math.max(0, number.length() - 2); i < number.length(); i++) {
            padding -= Character.isLetter(number.charAt(i)) ? 1 : 0;
        }
        int room = width - padding;
        String cut = number.length() > room ? number.substring(0, room) : number;
        return " ".repeat(room - cut.length()) + cut + " ".repeat(padding);
    }

    /** C's {@code %.<digits>f}: the exact binary value, rounded half to even. */
    static String fixed(double value, int digits) {
        if (Double.isNaN(value)) {
            return "-nan"; // what 0/0 prints on x86
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        return new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    }

    /** {@link #fixed}, right-aligned. */
    static String fixed(double value, int digits, int width) {
        return right(fixed(value, digits), width);
    }

    static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    private static String scaled(double value, Scale scale, int digits) {
        if (Double.isInfinite(value)) {
            return fixed(value, digits) + scale.units.get(value > 0 ? scale.units.size() - 1 : 0);
        }
        return Double.isNaN(value)
                ? fixed(value, digits) + scale.units.get(0)
                : scaled(new BigDecimal(value), scale, digits);
    }

    private static String scaled(BigDecimal value, Scale scale, int digits) {
        BigDecimal nextUnitFrom = new BigDecimal(scale.step * NEXT_UNIT_FROM);
        BigDecimal number = value;
        int unit = 0;
        while (unit < scale.units.size() - 1 && number.compareTo(nextUnitFrom) >= 0) {
            number = quotient(number, scale.step);
            unit++;
        }
        return number.setScale(digits, RoundingMode.HALF_EVEN).toPlainString() + scale.units.get(unit);
    }

    /** Division as the C program does it, in x86's long double: 64 bits of mantissa, rounded half to even. */
    private static BigDecimal quotient(BigDecimal dividend, double divisor) {
        if (dividend.signum() == 0) {
            return dividend;
        }
        BigDecimal exact = dividend.divide(new BigDecimal(divisor), EXACT_ENOUGH);
        int exponent = Math.getExponent(exact.doubleValue()) - MANTISSA_BITS + 1;
        BigDecimal unit = exponent >= 0
                ? new BigDecimal(BigInteger.ONE.shiftLeft(exponent))
                : BigDecimal.ONE.divide(new BigDecimal(BigInteger.ONE.shiftLeft(-exponent)));
        return exact.divide(unit, 0, RoundingMode.HALF_EVEN).multiply(unit);
    }
}
