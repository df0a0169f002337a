// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.spec;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Values that must not be shown or kept, and texts without them. Immutable.
 *
 * @param values the values, none of them empty; kept with the longest first, so that one within another does not spoil it
 */
public record HiddenValues(List<String> values) {

    /** Nothing to hide. */
    public static final HiddenValues NONE = new HiddenValues(List.of());

    /** The fields of events whose values are words and numbers of the events themselves. */
    private static final Set<String> FIXED_WORDS = Set.of(
            "nonce", "event", "kind", "dist", "basis", "reason", "outcome", "histogram", "send_lag", "connection_wait");

    /** Copies and sorts the list. */
    public HiddenValues {
        values = values.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /**
     * The values of a load's secret headers, of its URL and of its scripts' arguments, also in the parts that a program may print
     * alone: a token without its scheme, a cookie without its name, a password out of Basic authentication.
     */
    public static HiddenValues of(WorkloadSpec spec) {
        return new HiddenValues(SecretValues.of(spec));
    }

    /** The text without the values. */
    public String text(String text) {
        String shown = text;
        for (String value : values) {
            shown = shown.replace(value, Redaction.HIDDEN);
        }
        return shown;
    }

    /**
     * A text with JSON in it, without the values in its strings, however these are escaped. What is JSON stays JSON: the names of
     * fields, numbers, and the words by which events are told apart are not touched.
     */
    public String json(String text) {
        return values.isEmpty() ? text : json(text, this::text);
    }

    /** The JSON without the values, and without what looks like a secret in its strings. */
    public String jsonAndShapes(String text) {
        return json(text, string -> Redaction.text(text(string)));
    }

    private String json(String text, UnaryOperator<String> hiding) {
        StringBuilder shown = new StringBuilder();
        String field = "";
        int at = 0;
        while (at < text.length()) {
            if (text.charAt(at) != '"') {
                shown.append(text.charAt(at++));
                continue;
            }
            int end = JsonString.end(text, at);
            if (end < 0) {
                return shown.append(hiding.apply(text.substring(at))).toString(); // it was cut
            }
            String literal = text.substring(at, end);
            if (end < text.length() && text.charAt(end) == ':') {
                field = JsonString.decoded(literal);
                shown.append(literal);
            } else if (FIXED_WORDS.contains(field)) {
                shown.append(literal);
            } else {
                String decoded = JsonString.decoded(literal);
                String hidden = hiding.apply(decoded);
                shown.append(hidden.equals(decoded) ? literal : JsonString.encoded(hidden));
            }
            at = end;
        }
        return shown.toString();
    }
}
