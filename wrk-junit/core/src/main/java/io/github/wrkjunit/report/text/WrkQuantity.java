// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads printed numbers with their units. Stateless. */
final class WrkQuantity {

    private static final Pattern NUMBER = Pattern.compile("(\\d{1,15}\\.\\d{2})([a-zA-Z]{0,2})");
    private static final Pattern NO_NUMBER = Pattern.compile("-?(nan|inf)(us|m|T)?");
    private static final Pattern CUT = Pattern.compile("\\d{1,15}(\\.(\\d{1,2}[a-zA-Z]?)?)?");
    private static final double LAST_DIGIT = 0.01;

    /**
     * A printed number.
     *
     * @param value what it says
     * @param step what one more in its last digit would add; the number that was rounded lies within half of it
     */
    record Printed(double value, double step) {

        private static final double NOISE = 1e-9;

        static Printed ofMs(String text) {
            return new Printed(Double.parseDouble(text) * 1000, 1);
        }

        /** Whether both can be the same number. */
        boolean agreesWith(Printed other) {
            return Math.abs(value - other.value) <= (step + other.step) / 2 + NOISE * Math.abs(value);
        }

        double least() {
            return Math.max(0, value - step / 2);
        }

        double most() {
            return value + step / 2;
        }
    }

    private WrkQuantity() {}

    /** Microseconds of {@code 3.75} and {@code ms}. */
    static Printed timeUs(String number, String unit) {
        return scaled(number, timeScale(unit));
    }

    /** Bytes of {@code 1.22} and {@code K}, by 1024. */
    static Printed binary(String number, String unit) {
        return scaled(number, Math.pow(1024, " KMGT".indexOf(unit.isEmpty() ? " " : unit)));
    }

    /**
     * A cell of a fixed-width column; absent for {@code -nan}, and where the column has cut the number, which then reads as
     * another one.
     *
     * @throws IllegalArgumentException if the program prints no such cell
     */
    static Optional<Printed> cell(String cell, boolean time) {
        String text = cell.trim();
        Matcher matcher = NUMBER.matcher(text);
        double scale =
                !matcher.matches() ? Double.NaN : time ? timeScale(matcher.group(2)) : metricScale(matcher.group(2));
        boolean whole = WrkNumbers.column(text, cell.length()).equals(cell);
        if (whole && !Double.isNaN(scale)) {
            return Optional.of(scaled(matcher.group(1), scale));
        }
        boolean cut = !whole && !cell.startsWith(" ") && CUT.matcher(text).matches();
        if (cut || (whole && NO_NUMBER.matcher(text).matches())) {
            return Optional.empty();
        }
        throw new IllegalArgumentException("\"" + text + "\" is no " + (time ? "time." : "number of its column."));
    }

    private static Printed scaled(String number, double scale) {
        return new Printed(Double.parseDouble(number) * scale, LAST_DIGIT * scale);
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
