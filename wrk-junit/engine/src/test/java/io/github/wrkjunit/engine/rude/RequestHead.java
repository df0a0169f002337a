// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

import java.net.ProtocolException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Request line and headers.
 *
 * @param line the request line
 * @param headers values by lower-case name; of a name that came twice, the last
 */
record RequestHead(RequestLine line, Map<String, String> headers) {

    static RequestHead parse(String head) {
        String[] lines = head.split("\r\n", -1);
        var headers = new HashMap<String, String>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.put(
                        lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).strip());
            }
        }
        return new RequestHead(RequestLine.of(lines[0]), Map.copyOf(headers));
    }

    boolean isHead() {
        return line.method().equals("HEAD");
    }

    /** The query parameter {@code id}, else the header X-Request-Id; empty if there is neither. */
    String id() {
        String id = line.id();
        return id.isEmpty() ? headers.getOrDefault("x-request-id", "") : id;
    }

    /** Whether the connection ends after the answer, RFC 9112 section 9.3. */
    boolean isLast() {
        String connection = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
        return connection.equals("close") || (line.text().endsWith("HTTP/1.0") && !connection.equals("keep-alive"));
    }

    int bodyBytes() throws ProtocolException {
        String length = headers.getOrDefault("content-length", "0");
        try {
            return Math.toIntExact(Integer.toUnsignedLong(Integer.parseUnsignedInt(length)));
        } catch (NumberFormatException | ArithmeticException e) {
            throw new ProtocolException("Content-Length \"" + length + "\" is no number of bytes below 2 GiB");
        }
    }
}
