// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.scripts;

import java.util.Map;
import java.util.TreeMap;

/**
 * One request as it goes over the wire.
 *
 * @param line method and target, as far as the version
 * @param headers all headers
 * @param body what follows the empty line
 */
record Request(String line, Map<String, String> headers, String body) {
    static Request of(String bytes) {
        int end = bytes.indexOf("\r\n\r\n");
        String[] lines = bytes.substring(0, end).split("\r\n", -1);
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            String[] parts = lines[i].split(": ", 2);
            headers.put(parts[0], parts[1]);
        }
        return new Request(lines[0].replaceFirst(" HTTP/1\\.1$", ""), headers, bytes.substring(end + 4));
    }

    /** Method and path without query: the operation. */
    String operation() {
        return line.replaceFirst("\\?.*", "");
    }
}
