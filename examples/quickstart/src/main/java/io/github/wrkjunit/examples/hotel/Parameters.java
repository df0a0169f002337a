// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.examples.hotel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a request's query; each is checked when it is asked for. */
final class Parameters {

    private final Map<String, String> values = new HashMap<>();

    Parameters(@Nullable String rawQuery) {
        if (rawQuery == null) {
            return;
        }
        for (String pair : rawQuery.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(pair.substring(0, equals), decode(pair.substring(equals + 1)));
            }
        }
    }

    String text(String name) {
        String value = values.get(name);
        if (value == null || value.isEmpty()) {
            throw new BadRequestException("Please specify " + name + ".");
        }
        return value;
    }

    double number(String name) {
        String value = text(name);
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new BadRequestException(name + "=" + value + " is not a number.");
        }
    }

    /** A whole number from 1 to a limit. */
    int count(String name, int most) {
        double value = number(name);
        if (value != Math.rint(value) || value < 1 || value > most) {
            throw new BadRequestException(name + "=" + text(name) + " is not a whole number from 1 to " + most + ".");
        }
        return (int) value;
    }

    /** Checks that the guest leaves after the day of arrival. */
    void checkStay() {
        LocalDate arrival = date("inDate");
        LocalDate departure = date("outDate");
        if (!arrival.isBefore(departure)) {
            throw new BadRequestException("outDate=" + departure + " is not after inDate=" + arrival + ".");
        }
    }

    private LocalDate date(String name) {
        String value = text(name);
        try {
            return LocalDate.parse(value);
        } catch (DateTimeParseException e) {
            throw new BadRequestException(name + "=" + value + " is not a date such as 2015-04-09.");
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(text + " is not URL-encoded.");
        }
    }
}
