// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.spec;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as people write and read them: {@code 500ms}, {@code 1.5s}, {@code 30s}, {@code 2m}, {@code 1h}; the case of the unit does not count. */
public final class Durations {

    private static final Pattern TIME =
            Pattern.compile("\\s*(\\d{1,12}(?:\\.\\d{1,9})?)\\s*(us|ms|s|m|h)\\s*", Pattern.CASE_INSENSITIVE);
    private static final BigDecimal LONGEST_NS = BigDecimal.valueOf(Long.MAX_VALUE);

    private Durations() {}

    /** The time that the text means; empty if it is none, or longer than 292 years. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal ns = new BigDecimal(matcher.group(1))
                .multiply(BigDecimal.valueOf(unitNs(matcher.group(2).toLowerCase(Locale.ROOT))))
                .setScale(0, RoundingMode.HALF_UP);
        return ns.compareTo(LONGEST_NS) > 0 ? Optional.empty() : Optional.of(Duration.ofNanos(ns.longValueExact()));
    }

    /** A text that {@link #parse} reads back to the same time, in the largest unit without a fraction. */
    public static String text(Duration duration) {
        long ns = duration.toNanos();
        if (ns % 1_000_000_000L == 0) {
            long s = ns / 1_000_000_000L;
            return s != 0 && s % 3600 == 0 ? s / 3600 + "h" : s != 0 && s % 60 == 0 ? s / 60 + "m" : s + "s";
        }
        return ns % 1_000_000L == 0
                ? ns / 1_000_000L + "ms"
                : BigDecimal.valueOf(ns).movePointLeft(3).stripTrailingZeros().toPlainString() + "us";
    }

    /** The time with about three digits, for people: {@code 480 us}, {@code 12.3 ms}, {@code 1.84 s}, {@code 90 s}. */
    public static String readable(Duration duration) {
        double us = duration.toNanos() / 1e3;
        if (Math.abs(us) < 999.5) {
            return digits(us) + " us";
        }
        return Math.abs(us) < 999_500 ? digits(us / 1e3) + " ms" : digits(us / 1e6) + " s";
    }

    /** The time with all of its digits, for people: {@code 250 ms}, {@code 41.015 ms}, {@code 6.983678 s}. */
    public static String exact(Duration duration) {
        long ns = duration.toNanos();
        int digits = Math.abs(ns) < 1_000_000 ? 3 : Math.abs(ns) < 1_000_000_000 ? 6 : 9;
        String number = BigDecimal.valueOf(ns)
                .movePointLeft(digits)
                .stripTrailingZeros()
                .toPlainString();
        return number + (digits == 3 ? " us" : digits == 6 ? " ms" : " s");
    }

    private static String digits(double value) {
        double size = Math.abs(value);
        String text = String.format(Locale.ROOT, size >= 99.95 ? "%,.0f" : size >= 9.995 ? "%.1f" : "%.2f", value);
        return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
    }

    private static long unitNs(String unit) {
        return switch (unit) {
            case "us" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            default -> 3_600_000_000_000L;
        };
    }
}
