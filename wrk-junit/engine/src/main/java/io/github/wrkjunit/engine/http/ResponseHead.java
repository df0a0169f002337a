// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.http;

import java.util.Arrays;

/**
 * The head of an answer, collected until its empty line and then read as a whole. Allocates only when it grows. Lines may end
 * in a bare LF, as some servers send them (RFC 9112, section 2.2). Confined to its worker thread.
 */
final class ResponseHead {

    /** What the body's framing says; a number of bytes otherwise. */
    static final long CHUNKED = -1;

    static final long UNTIL_CLOSE = -2;

    private static final int HIGHEST_LENGTH = 64 * 1024;
    private static final String PROTOCOL = "HTTP/1.";
    private static final int STATUS_LINE = 12; // HTTP/1.1 200

    private final FieldReader reader = new FieldReader();
    private byte[] bytes;
    private int[] fields;
    private int length;
    private int lineStart;
    private int firstLineEnd;
    private int fieldCount;
    private boolean complete;

    private int status;
    private boolean keepAlive;
    private long bodyLength;

    ResponseHead(ReceivedAnswer answer) {
        bytes = answer.head;
        fields = answer.fields;
    }

    void clear() {
        length = 0;
        lineStart = 0;
        firstLineEnd = 0;
        fieldCount = 0;
        complete = false;
    }

    /** Whether the empty line has come. */
    boolean isComplete() {
        return complete;
    }

    /** The status of a complete head. */
    int status() {
        return status;
    }

    /** Whether the connection stays open after this answer, as far as the head says. */
    boolean keepAlive() {
        return keepAlive;
    }

    /** {@link #CHUNKED}, {@link #UNTIL_CLOSE} or the number of bytes. */
    long bodyLength() {
        return bodyLength;
    }

    /**
     * Takes bytes up to the end of the head.
     *
     * @return the index behind the last byte taken; negative if this cannot be the head of an HTTP/1 answer
     */
    int take(byte[] input, int from, int to) {
        int at = from;
        while (at < to) {
            int end = at;
            while (end < to && input[end] != '\n') {
                end++;
            }
            boolean lineComplete = end < to;
            int next = lineComplete ? end + 1 : end;
            if (!append(input, at, next) || !beginsWell()) {
                return -1;
            }
            at = next;
            if (lineComplete && !endOfLine()) {
                return -1;
            }
            if (complete) {
                break;
            }
        }
        return at;
    }

    private boolean append(byte[] input, int from, int to) {
        int added = to - from;
        if (length + added > HIGHEST_LENGTH) {
            return false;
        }
        if (length + added > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + added, 2 * bytes.length));
        }
        System.arraycopy(input, from, bytes, length, added);
        length += added;
        return true;
    }

    /** Garbage is known as soon as it differs, so that it is not taken for a slow answer. */
    private boolean beginsWell() {
        int known = Math.min(length, PROTOCOL.length());
        for (int i = 0; i < known; i++) {
            if (bytes[i] != PROTOCOL.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Reads the status line at once, and the fields when their end has come; returns false if they are malformed. */
    private boolean endOfLine() {
        boolean statusLine = firstLineEnd == 0;
        boolean emptyLine = withoutLineEnd(lineStart, length) == lineStart;
        lineStart = length;
        if (statusLine) {
            firstLineEnd = length;
            return readStatusLine();
        }
        complete = emptyLine;
        return !emptyLine || readFields();
    }

    private int withoutLineEnd(int start, int behind) {
        int end = behind - 1;
        return end > start && bytes[end - 1] == '\r' ? end - 1 : end;
    }

    /** {@code HTTP/1.x SP 3DIGIT [SP reason]}. */
    private boolean readStatusLine() {
        int end = withoutLineEnd(0, firstLineEnd);
        if (end < STATUS_LINE || bytes[8] != ' ' || (end > STATUS_LINE && bytes[STATUS_LINE] != ' ')) {
            return false;
        }
        int minor = bytes[7];
        if (minor != '0' && minor != '1') {
            return false;
        }
        int code = 0;
        for (int i = 9; i < STATUS_LINE; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
            code = 10 * code + bytes[i] - '0';
        }
        status = code;
        keepAlive = minor == '1';
        return code >= 100;
    }

    private boolean readFields() {
        reader.begin(keepAlive);
        int at = firstLineEnd;
        while (at < length) {
            int behind = endOfField(at);
            int end = withoutLineEnd(at, behind);
            if (end == at) {
                break;
            }
            if (bytes[at] == ' ' || bytes[at] == '\t' || !readField(at, end)) {
                return false;
            }
            at = behind;
        }
        keepAlive = reader.keepAlive();
        bodyLength = reader.bodyLength();
        return true;
    }

    /** The index behind a field's last line; folded lines (RFC 9112, section 5.2) are joined by blanks in place. */
    private int endOfField(int start) {
        int at = start;
        while (true) {
            while (bytes[at] != '\n') {
                at++;
            }
            boolean emptyLine = withoutLineEnd(start, at + 1) == start;
            if (emptyLine || at + 1 >= length || (bytes[at + 1] != ' ' && bytes[at + 1] != '\t')) {
                return at + 1;
            }
            if (bytes[at - 1] == '\r') {
                bytes[at - 1] = ' ';
            }
            bytes[at] = ' ';
        }
    }

    private boolean readField(int start, int end) {
        int colon = start;
        while (colon < end && bytes[colon] != ':') {
            colon++;
        }
        int nameEnd = trimEnd(start, colon);
        if (colon == end || nameEnd == start) {
            return false;
        }
        int valueEnd = trimEnd(colon + 1, end);
        int valueStart = colon + 1;
        while (valueStart < valueEnd && isBlank(bytes[valueStart])) {
            valueStart++;
        }
        if (4 * (fieldCount + 1) > fields.length) {
            fields = Arrays.copyOf(fields, 2 * fields.length);
        }
        int at = 4 * fieldCount++;
        fields[at] = start;
        fields[at + 1] = nameEnd;
        fields[at + 2] = valueStart;
        fields[at + 3] = valueEnd;
        return reader.read(bytes, start, nameEnd, valueStart, valueEnd);
    }

    private int trimEnd(int start, int end) {
        int at = end;
        while (at > start && isBlank(bytes[at - 1])) {
            at--;
        }
        return at;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    /** Lends the collected bytes to a view; valid until the next answer on this connection. */
    void show(ReceivedAnswer answer) {
        answer.status = status;
        answer.head = bytes;
        answer.fields = fields;
        answer.fieldCount = fieldCount;
    }
}
