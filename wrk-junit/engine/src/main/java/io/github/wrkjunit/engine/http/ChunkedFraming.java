// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.http;

/**
 * Finds the data in a chunked body (RFC 9112, section 7.1); extensions and trailers are read over. Confined to its worker
 * thread.
 */
final class ChunkedFraming {

    private static final int MOST_HEX_DIGITS = 15;
    private static final int LONGEST_LINE = 64 * 1024;

    private enum Phase {
        SIZE,
        EXTENSION,
        DATA,
        DATA_END,
        TRAILER,
        DONE,
        BAD
    }

    private Phase phase = Phase.SIZE;
    private long remaining;
    private int digits;
    private int lineLength;
    private int overhead;

    void begin() {
        phase = Phase.SIZE;
        remaining = 0;
        digits = 0;
        lineLength = 0;
        overhead = 0;
    }

    boolean isDone() {
        return phase == Phase.DONE;
    }

    boolean isBad() {
        return phase == Phase.BAD;
    }

    /** How many bytes of data come next; 0 if framing comes next. */
    long dataAhead() {
        return phase == Phase.DATA ? remaining : 0;
    }

    /** Notes that so many of {@link #dataAhead()} were taken. */
    void dataTaken(int count) {
        remaining -= count;
        if (remaining == 0) {
            phase = Phase.DATA_END;
            lineLength = 0;
        }
    }

    /** Takes one byte of framing. */
    void take(byte b) {
        switch (phase) {
            case SIZE -> size(b);
            case EXTENSION -> {
                overhead(b == '\n');
                if (b == '\n') {
                    endOfSize();
                }
            }
            case DATA_END -> dataEnd(b);
            case TRAILER -> trailer(b);
            default -> phase = Phase.BAD;
        }
    }

    private void size(byte b) {
        int digit = Character.digit(b, 16);
        if (digit >= 0) {
            remaining = 16 * remaining + digit;
            if (++digits > MOST_HEX_DIGITS) {
                phase = Phase.BAD;
            }
        } else if (digits == 0) {
            phase = Phase.BAD;
        } else if (b == '\n') {
            endOfSize();
        } else if (b == ';' || b == '\r' || b == ' ' || b == '\t') {
            phase = Phase.EXTENSION;
        } else {
            phase = Phase.BAD;
        }
    }

    private void endOfSize() {
        phase = remaining > 0 ? Phase.DATA : Phase.TRAILER;
        digits = 0;
        lineLength = 0;
    }

    private void dataEnd(byte b) {
        if (b == '\n') {
            phase = Phase.SIZE;
        } else if (b != '\r' || ++lineLength > 1) {
            phase = Phase.BAD;
        }
    }

    private void trailer(byte b) {
        overhead(false);
        if (b != '\n') {
            lineLength += b == '\r' ? 0 : 1;
        } else if (lineLength == 0) {
            phase = Phase.DONE;
        } else {
            lineLength = 0;
        }
    }

    /** Bounds what a server may send without any data; an extension's end starts anew. */
    private void overhead(boolean end) {
        overhead = end ? 0 : overhead + 1;
        if (overhead > LONGEST_LINE) {
            phase = Phase.BAD;
        }
    }
}
