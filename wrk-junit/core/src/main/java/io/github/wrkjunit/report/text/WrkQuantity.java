// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads printed numbers with their units. Stateless. */
final class WrkQuantity {

    private static final Pattern NUMBER = Pattern.compile("(\\d{1,18}\\.\\d{2})([a-zA-Z]{0,2})");

    private WrkQuantity() {}

    /** Microseconds of {@code 3.75ms}; absent for {@code -nanus} and for what is no time. */
    static OptionalDouble timeUs(String text) {
        return scaled(text, true);
    }

    /** A number of {@code 1.22k}, by thousands; absent for {@code -nan} and for what is no number. */
    static OptionalDouble metric(String text) {
        return scaled(text, false);
    }

    /** Bytes of {@code 1.22K}, by 1024. */
    static double binary(String number, String unit) {
        return Double.parseDouble(number) * Math.pow(1024, " KMGT".indexOf(unit.isEmpty() ? " " : unit));
    }

    /** A cell of a fixed-width column; absent where the column has cut the number, which then reads as another one. */
    static OptionalDouble cell(String cell, boolean time) {
        String text = cell.trim();
        return WrkNumbers.column(text, cell.length()).equals(cell) ? scaled(text, time) : OptionalDouble.empty();
    }

    private static OptionalDouble scaled(String text, boolean time) {
        Matcher matcher = NUMBER.matcher(text);
        if (!matcher.matches()) {
            return OptionalDouble.empty();
        }
        double number = Double.parseDouble(matcher.group(1));
        double scale = time ? timeScale(matcher.group(2)) : metricScale(matcher.group(2));
        return Double.isNaN(scale) ? OptionalDouble.empty() : OptionalDouble.of(number * scale);
    }

    private static double timeScale(String unit) {
        return switch (unit) {
            case "us" -> 1;
            case "ms" -> 1e3;
            case "s" -> 1e6;
            case "m" -> 60e6;
            default -> Double.NaN;
        };
    }

    private static double metricScale(String unit) {
        return switch (unit) {
            case "" -> 1;
            case "k" -> 1e3;
            case "M" -> 1e6;
            case "G" -> 1e9;
            case "T" -> 1e12;
            default -> Double.NaN;
        };
    }
}
