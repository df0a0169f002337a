// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

import java.nio.charset.StandardCharsets;

/**
 * The first line of a request, as it came.
 *
 * @param text the line, without its end; what is not printable ASCII is written as {@code \xNN}
 */
record RequestLine(String text) {

    /** Reads a line whose characters are its bytes (ISO-8859-1). */
    static RequestLine of(String line) {
        var printable = new StringBuilder(line.length());
        for (byte b : line.getBytes(StandardCharsets.ISO_8859_1)) {
            if (b >= ' ' && b < 0x7f) {
                printable.append((char) b);
            } else {
                printable.append("\\x");
                printable.append(Character.forDigit((b >> 4) & 0xf, 16));
                printable.append(Character.forDigit(b & 0xf, 16));
            }
        }
        return new RequestLine(printable.toString());
    }

    String method() {
        return word(0);
    }

    String target() {
        return word(1);
    }

    String path() {
        String target = target();
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** The value of the query parameter {@code id}; empty if there is none. */
    String id() {
        String target = target();
        int query = target.indexOf('?');
        if (query >= 0) {
            for (String parameter : target.substring(query + 1).split("&", -1)) {
                if (parameter.startsWith("id=")) {
                    return parameter.substring(3);
                }
            }
        }
        return "";
    }

    private String word(int index) {
        String[] words = text.split(" ", -1);
        return index < words.length ? words[index] : "";
    }
}
