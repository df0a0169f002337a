// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.spec;

/** Strings as they stand in JSON, quotes included (RFC 8259, section 7). Stateless. */
final class JsonString {

    private static final String SHORT = "\"\\/bfnrt";
    private static final String MEANT = "\"\\/\b\f\n\r\t";
    private static final int HEX_DIGITS = 4;
    private static final int HEX = 16;

    private JsonString() {}

    /** Where the string ends that begins at this quote, its last quote included; -1 if it does not end. */
    static int end(String text, int begin) {
        for (int at = begin + 1; at < text.length(); at++) {
            if (text.charAt(at) == '\\') {
                at++;
            } else if (text.charAt(at) == '"') {
                return at + 1;
            }
        }
        return -1;
    }

    /** What the string means; an escape that JSON does not know is taken as it stands. */
    static String decoded(String literal) {
        StringBuilder meant = new StringBuilder();
        int last = literal.length() - 1;
        for (int at = 1; at < last; at++) {
            char letter = literal.charAt(at);
            if (letter != '\\') {
                meant.append(letter);
                continue;
            }
            char escape = literal.charAt(++at);
            int known = SHORT.indexOf(escape);
            int code = escape == 'u' ? code(literal, at + 1, last) : -1;
            if (known >= 0) {
                meant.append(MEANT.charAt(known));
            } else if (code >= 0) {
                meant.append((char) code);
                at += HEX_DIGITS;
            } else {
                meant.append('\\').append(escape);
            }
        }
        return meant.toString();
    }

    static String encoded(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter == '"' || letter == '\\' || letter < ' ') {
                literal.append(String.format("\\u%04x", (int) letter));
            } else {
                literal.append(letter);
            }
        }
        return literal.append('"').toString();
    }

    private static int code(String literal, int from, int last) {
        if (from + HEX_DIGITS > last) {
            return -1;
        }
        int code = 0;
        for (int at = from; at < from + HEX_DIGITS; at++) {
            int digit = Character.digit(literal.charAt(at), HEX);
            if (digit < 0) {
                return -1;
            }
            code = code * HEX + digit;
        }
        return code;
    }
}
