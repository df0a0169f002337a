// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.spec;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the text of one attribute, as settings and annotations hold it; says what is wrong with it in one sentence. */
final class AttributeText {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private AttributeText() {}

    /** The value of the attribute's type; throws {@link IllegalArgumentException} with the sentence. */
    static Object parse(Attribute attribute, String text) {
        return switch (attribute) {
            case NAME -> name(text);
            case RATE -> rate(text);
            case DIST ->
                Distribution.ofWord(text.trim())
                        .orElseThrow(
                                () -> problem(attribute, text, "is not a distribution. Use fixed, exp, norm or zipf."));
            case THREADS, CONNECTIONS, WORKERS -> count(attribute, text);
            case DURATION, TIMEOUT -> positive(attribute, text);
            case WARMUP -> time(attribute, text);
            case SEED -> seed(text);
            case ARGS ->
                List.of(text.trim().isEmpty() ? new String[0] : text.trim().split("\\s+"));
            case HEADERS ->
                headers(text.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList());
            case SCRIPT, URL, PATH -> text;
        };
    }

    static String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw problem(
                    Attribute.NAME,
                    text,
                    "is not a name. Use up to 100 letters, digits, dots, underscores and hyphens.");
        }
        return text;
    }

    static Double rate(String text) {
        try {
            return checkedRate(Double.parseDouble(text.trim()));
        } catch (NumberFormatException e) {
            throw problem(
                    Attribute.RATE, text, "is not a number. Use requests per second above 0, such as 100 or 0.5.");
        }
    }

    static Double checkedRate(double rate) {
        if (!(rate > 0)) {
            throw problem(
                    Attribute.RATE,
                    Double.toString(rate),
                    "is not above 0. Use requests per second, such as 100 or 0.5.");
        }
        if (!Bounds.isRate(rate)) {
            throw problem(Attribute.RATE, Double.toString(rate), Bounds.RATE);
        }
        return rate;
    }

    static Map<String, String> headers(List<String> lines) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon < 1 || !HEADER_NAME.matcher(line.substring(0, colon)).matches()) {
                throw problem(Attribute.HEADERS, Redaction.header(line), "is not a header. Use \"Name: value\".");
            }
            headers.put(
                    line.substring(0, colon),
                    checkedHeaderValue(line, line.substring(colon + 1).trim()));
        }
        return headers;
    }

    static Map<String, String> checkedHeaders(Map<String, String> headers) {
        List<String> lines = new ArrayList<>();
        headers.forEach((name, value) -> lines.add(name + ": " + value));
        return headers(lines);
    }

    private static String checkedHeaderValue(String line, String value) {
        if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f || c > 0xff)) {
            throw problem(
                    Attribute.HEADERS,
                    Redaction.header(line).replaceAll("\\p{Cntrl}", "?"),
                    "holds a character that a header cannot carry. Use one line of Latin-1 text.");
        }
        return value;
    }

    static Integer checkedCount(Attribute attribute, int count) {
        if (count < 1) {
            throw problem(attribute, Integer.toString(count), "is below 1. Use a whole number of 1 or more.");
        }
        int most = attribute == Attribute.CONNECTIONS ? Bounds.MOST_CONNECTIONS : Bounds.MOST_THREADS;
        if (count > most) {
            throw problem(
                    attribute,
                    Integer.toString(count),
                    String.format(Locale.ROOT, "is more than can be run. Use at most %,d.", most));
        }
        return count;
    }

    static Duration checkedPositive(Attribute attribute, Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw problem(attribute, duration.toString(), "is not above 0. Use a time such as 500ms, 30s, 2m or 1h.");
        }
        return checkedLength(attribute, duration);
    }

    static Duration checkedLength(Attribute attribute, Duration duration) {
        if (duration.compareTo(Bounds.LONGEST) > 0) {
            throw problem(attribute, duration.toString(), Bounds.TIME);
        }
        return duration;
    }

    private static Integer count(Attribute attribute, String text) {
        try {
            return checkedCount(attribute, Integer.parseInt(text.trim()));
        } catch (NumberFormatException e) {
            throw problem(attribute, text, "is not a whole number. Use 1 or more.");
        }
    }

    private static Duration positive(Attribute attribute, String text) {
        Duration duration = time(attribute, text);
        if (duration.isZero()) {
            throw problem(attribute, text, "is not above 0. Use a time such as 500ms, 30s, 2m or 1h.");
        }
        return duration;
    }

    private static Duration time(Attribute attribute, String text) {
        Optional<Duration> duration = Durations.parse(text);
        if (duration.isPresent() && duration.get().compareTo(Bounds.LONGEST) > 0) {
            throw problem(attribute, text, Bounds.TIME);
        }
        return duration.orElseThrow(() -> problem(attribute, text, "is not a time. Use 500ms, 30s, 2m or 1h."));
    }

    private static Long seed(String text) {
        try {
            return Long.parseLong(text.trim());
        } catch (NumberFormatException e) {
            throw problem(Attribute.SEED, text, "is not a whole number. Use one such as 7.");
        }
    }

    private static IllegalArgumentException problem(Attribute attribute, String text, String rest) {
        return new IllegalArgumentException(attribute.key() + " \"" + text + "\" " + rest);
    }
}
