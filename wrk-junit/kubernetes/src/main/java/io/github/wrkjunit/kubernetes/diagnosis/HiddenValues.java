// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import io.github.wrkjunit.spec.Redaction;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

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
                return shown.append(text(text.substring(at))).toString(); // it was cut
            }
            String literal = text.substring(at, end);
            String decoded = JsonString.decoded(literal);
            if (end < text.length() && text.charAt(end) == ':') {
                field = decoded;
                shown.append(literal);
            } else {
                String hidden = FIXED_WORDS.contains(field) ? decoded : text(decoded);
                shown.append(hidden.equals(decoded) ? literal : JsonString.encoded(hidden));
            }
            at = end;
        }
        return shown.toString();
    }
}
