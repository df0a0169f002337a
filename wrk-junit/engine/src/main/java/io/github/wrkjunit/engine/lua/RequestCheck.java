// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.lua;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Whether bytes are exactly one well-formed HTTP/1.x request (RFC 9112, sections 3, 5, 6 and 7.1). Allocates nothing while
 * they are. Confined to its worker.
 */
final class RequestCheck {
    private static final int SHOWN = 120;
    private static final int NO_LENGTH = -1;
    private static final byte[] LENGTH = "content-length".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ENCODING = "transfer-encoding".getBytes(StandardCharsets.US_ASCII);
    /** The characters of a token, RFC 9110 section 5.6.2. */
    private static final boolean[] TOKEN = new boolean[256];

    static {
        String characters = "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        for (int i = 0; i < characters.length(); i++) {
            TOKEN[characters.charAt(i)] = true;
        }
    }

    /** The request: an array is read several times faster than memory outside of the heap, without the best compiler at least. */
    private byte[] copy = new byte[4096];

    private int at;
    private int end;
    private long length;
    private boolean chunked;

    /** Returns null when the bytes from 0 to {@code size} are one request, otherwise what is wrong with them. */
    @Nullable
    Problem check(ByteBuffer request, int size) {
        if (size > copy.length) {
            copy = new byte[2 * size];
        }
        request.get(0, copy, 0, size);
        return check(copy, size);
    }

    @Nullable
    private Problem check(byte[] bytes, int size) {
        at = 0;
        end = size;
        length = NO_LENGTH;
        chunked = false;
        if (size == 0) {
            return Problem.EMPTY;
        }
        Problem problem = requestLine(bytes);
        while (problem == null) {
            if (at + 1 < end && bytes[at] == '\r' && bytes[at + 1] == '\n') {
                at += 2;
                return body(bytes);
            }
            problem = field(bytes);
        }
        return problem;
    }

    /** The problem in words, with the line or the bytes where it is. */
    String explain(Problem problem) {
        byte[] bytes = copy;
        if (problem == Problem.EMPTY) {
            return problem.text;
        }
        int from = Math.min(at, end);
        if (problem.ofLine) {
            while (from > 0 && bytes[from - 1] != '\n') {
                from--;
            }
        }
        StringBuilder shown = new StringBuilder();
        for (int i = from; i < end && shown.length() < SHOWN; i++) {
            int next = bytes[i] & 0xff;
            if (problem.ofLine && next == '\n') {
                break;
            }
            shown.append(
                    switch (next) {
                        case '\r' -> problem.ofLine && i + 1 < end && bytes[i + 1] == '\n' ? "" : "\\r";
                        case '\n' -> "\\n";
                        default -> next < ' ' || next > '~' ? "?" : String.valueOf((char) next);
                    });
        }
        return problem.text + ": " + (shown.isEmpty() ? "the text ends there" : "\"" + shown + "\"");
    }

    @Nullable
    private Problem requestLine(byte[] bytes) {
        int start = at;
        while (at < end && TOKEN[bytes[at] & 0xff]) {
            at++;
        }
        if (at == start || at == end || bytes[at] != ' ') {
            return Problem.METHOD;
        }
        int target = ++at;
        while (at < end && bytes[at] != ' ' && (bytes[at] & 0xe0) != 0 && bytes[at] != 0x7f) {
            at++;
        }
        if (at == target || at == end || bytes[at] != ' ') {
            return at < end && bytes[at] == ' ' ? Problem.NO_PATH : Problem.VERSION;
        }
        int version = ++at;
        if (at + 10 > end) {
            return Problem.VERSION;
        }
        if (bytes[at] == 'H'
                && bytes[at + 1] == 'T'
                && bytes[at + 2] == 'T'
                && bytes[at + 3] == 'P'
                && bytes[at + 4] == '/'
                && bytes[at + 5] == '1'
                && bytes[at + 6] == '.'
                && (bytes[at + 7] == '1' || bytes[at + 7] == '0')) {
            at += 8;
            if (bytes[at] == '\r' && bytes[at + 1] == '\n') {
                at += 2;
                return null;
            }
            return bytes[at] == '\n' ? Problem.LINE_END : Problem.BLANK_IN_PATH;
        }
        for (int i = version; i + 6 < end && bytes[i] != '\r' && bytes[i] != '\n'; i++) {
            if (bytes[i] == ' ' && bytes[i + 1] == 'H' && bytes[i + 5] == '/') {
                return Problem.BLANK_IN_PATH;
            }
        }
        return Problem.VERSION;
    }

    @Nullable
    private Problem field(byte[] bytes) {
        int name = at;
        while (at < end && TOKEN[bytes[at] & 0xff]) {
            at++;
        }
        if (at == end) {
            return Problem.UNFINISHED;
        }
        if (bytes[at] == '\n' && at == name) {
            return Problem.LINE_END;
        }
        if (at == name || bytes[at] != ':') {
            return Problem.FIELD_NAME;
        }
        int colon = at++;
        int value = at;
        while (at < end) {
            byte next = bytes[at];
            if ((next & 0xe0) == 0 && next != '\t') {
                break;
            }
            at++;
        }
        if (at == end) {
            return Problem.UNFINISHED;
        }
        if (bytes[at] == '\n') {
            return Problem.LINE_END;
        }
        if (bytes[at] != '\r' || (at + 1 < end && bytes[at + 1] != '\n')) {
            return Problem.CONTROL;
        }
        if (at + 1 == end) {
            return Problem.UNFINISHED;
        }
        if (colon - name == LENGTH.length && same(bytes, name, LENGTH)) {
            Problem problem = contentLength(bytes, value, at);
            if (problem != null) {
                return problem;
            }
        } else if (colon - name == ENCODING.length && same(bytes, name, ENCODING)) {
            chunked = true;
        }
        at += 2;
        return null;
    }

    private static boolean same(byte[] bytes, int from, byte[] lowerCase) {
        for (int i = 0; i < lowerCase.length; i++) {
            if ((bytes[from + i] | 0x20) != (lowerCase[i] | 0x20)) {
                return false;
            }
        }
        return true;
    }

    @Nullable
    private Problem contentLength(byte[] bytes, int from, int to) {
        int first = from;
        int last = to;
        while (first < last && isBlank(bytes[first])) {
            first++;
        }
        while (last > first && isBlank(bytes[last - 1])) {
            last--;
        }
        long value = 0;
        for (int i = first; i < last; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || value > Integer.MAX_VALUE) {
                return Problem.LENGTH;
            }
            value = 10 * value + digit;
        }
        if (first == last || (length != NO_LENGTH && length != value)) {
            return Problem.LENGTH;
        }
        length = value;
        return null;
    }

    private static boolean isBlank(byte next) {
        return next == ' ' || next == '\t';
    }

    @Nullable
    private Problem body(byte[] bytes) {
        if (chunked) {
            return length != NO_LENGTH || !chunks(bytes) ? Problem.CHUNKS : at < end ? Problem.MORE : null;
        }
        long declared = Math.max(0, length);
        if (end - at < declared) {
            return Problem.SHORT_BODY;
        }
        at += (int) declared;
        return at < end ? Problem.MORE : null;
    }

    /** Goes over chunks and trailer fields; false when they are not as RFC 9112 section 7.1 has them. */
    private boolean chunks(byte[] bytes) {
        while (true) {
            long size = 0;
            int start = at;
            while (at < end && Character.digit(bytes[at], 16) >= 0 && size < Integer.MAX_VALUE) {
                size = 16 * size + Character.digit(bytes[at++], 16);
            }
            if (at == start || !skipLine(bytes)) {
                return false;
            }
            if (size == 0) {
                break;
            }
            if (end - at < size + 2 || bytes[(int) (at + size)] != '\r' || bytes[(int) (at + size + 1)] != '\n') {
                return false;
            }
            at += (int) size + 2;
        }
        while (at < end) {
            int start = at;
            if (!skipLine(bytes)) {
                return false;
            }
            if (at == start + 2) {
                return true;
            }
        }
        return false;
    }

    private boolean skipLine(byte[] bytes) {
        while (at + 1 < end) {
            if (bytes[at] == '\r' && bytes[at + 1] == '\n') {
                at += 2;
                return true;
            }
            at++;
        }
        return false;
    }

    /** What can be wrong with a request. */
    enum Problem {
        EMPTY(false, "an empty text"),
        METHOD(true, "a text whose first line does not begin with a method and a blank"),
        NO_PATH(true, "a request line without a path"),
        BLANK_IN_PATH(true, "a blank in the path (write %20 for it)"),
        VERSION(true, "a request line that does not end with a path, a blank and HTTP/1.1"),
        LINE_END(true, "a line that does not end with \\r\\n"),
        FIELD_NAME(true, "a header line that does not begin with a name and a colon"),
        CONTROL(true, "a header line with a control character"),
        LENGTH(true, "a Content-Length that is no number, or a second one that differs"),
        UNFINISHED(true, "headers that no empty line ends"),
        CHUNKS(false, "a chunked body that is not well-formed"),
        SHORT_BODY(false, "a body that is shorter than its Content-Length"),
        MORE(false, "more than one request, or a body without Content-Length (one request a call); what is left over");

        private final boolean ofLine;
        private final String text;

        Problem(boolean ofLine, String text) {
            this.ofLine = ofLine;
            this.text = text;
        }
    }
}
