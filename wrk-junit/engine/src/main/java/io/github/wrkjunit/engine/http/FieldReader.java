// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.http;

/**
 * Reads the header fields that say where a body ends and whether the connection stays (RFC 9112, sections 6 and 9.3). Confined
 * to its worker thread.
 */
final class FieldReader {

    private static final int MOST_DIGITS = 18;

    // held in fields: a method reference at the call would be an object per header
    private final Element connectionOption = this::connectionOption;
    private final Element length = this::length;
    private final Element coding = this::coding;

    private boolean keepAlive;
    private boolean close;
    private boolean transferEncoding;
    private boolean chunked;
    private boolean otherCoding;
    private long contentLength;

    void begin(boolean keepAliveByVersion) {
        keepAlive = keepAliveByVersion;
        close = false;
        transferEncoding = false;
        chunked = false;
        otherCoding = false;
        contentLength = -1;
    }

    /** Reads one field; returns false if it makes the answer malformed. */
    boolean read(byte[] bytes, int name, int nameEnd, int value, int valueEnd) {
        return switch (nameEnd - name) {
            case 10 -> !is(bytes, name, nameEnd, "connection") || list(bytes, value, valueEnd, connectionOption);
            case 14 ->
                !is(bytes, name, nameEnd, "content-length")
                        || (value < valueEnd && list(bytes, value, valueEnd, length));
            case 17 -> !is(bytes, name, nameEnd, "transfer-encoding") || list(bytes, value, valueEnd, coding);
            default -> true;
        };
    }

    /**
     * Whether the connection may be used again. Not with both framings: such an answer may have been smuggled (RFC 9112,
     * section 6.3).
     */
    boolean keepAlive() {
        return keepAlive && !close && !(transferEncoding && contentLength >= 0);
    }

    long bodyLength() {
        if (chunked) {
            return ResponseHead.CHUNKED;
        }
        return otherCoding || contentLength < 0 ? ResponseHead.UNTIL_CLOSE : contentLength;
    }

    private interface Element {
        boolean read(byte[] bytes, int from, int to);
    }

    /** Reads a comma-separated list; empty elements are no elements. */
    private static boolean list(byte[] bytes, int from, int to, Element element) {
        int at = from;
        while (at < to) {
            int end = at;
            while (end < to && bytes[end] != ',') {
                end++;
            }
            int start = at;
            int behind = end;
            while (start < behind && isBlank(bytes[start])) {
                start++;
            }
            while (behind > start && isBlank(bytes[behind - 1])) {
                behind--;
            }
            if (start < behind && !element.read(bytes, start, behind)) {
                return false;
            }
            at = end + 1;
        }
        return true;
    }

    private boolean connectionOption(byte[] bytes, int from, int to) {
        if (is(bytes, from, to, "close")) {
            close = true;
        } else if (is(bytes, from, to, "keep-alive")) {
            keepAlive = true;
        }
        return true;
    }

    private boolean length(byte[] bytes, int from, int to) {
        if (to - from > MOST_DIGITS) {
            return false;
        }
        long number = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
            number = 10 * number + bytes[i] - '0';
        }
        if (contentLength >= 0 && contentLength != number) {
            return false;
        }
        contentLength = number;
        return true;
    }

    /** The last coding decides: chunked, or until the connection closes. The coding identity of old servers is none. */
    private boolean coding(byte[] bytes, int from, int to) {
        if (chunked) {
            return false;
        }
        if (is(bytes, from, to, "identity")) {
            return true;
        }
        transferEncoding = true;
        chunked = is(bytes, from, to, "chunked");
        otherCoding |= !chunked;
        return true;
    }

    private static boolean is(byte[] bytes, int from, int to, String lowerCase) {
        if (to - from != lowerCase.length()) {
            return false;
        }
        for (int i = 0; i < lowerCase.length(); i++) {
            int b = bytes[from + i];
            int lower = b >= 'A' && b <= 'Z' ? b + 32 : b;
            if (lower != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }
}
