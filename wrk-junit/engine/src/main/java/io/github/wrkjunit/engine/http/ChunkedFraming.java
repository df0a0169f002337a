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
        BEHIND_SIZE,
        EXTENSION,
        SIZE_END,
        DATA,
        DATA_END,
        TRAILER,
        TRAILER_END,
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
            case BEHIND_SIZE, EXTENSION -> behindSize(b);
            case SIZE_END -> {
                if (isLineFeed(b)) {
                    overhead(true);
                    endOfSize();
                }
            }
            case DATA_END -> dataEnd(b);
            case TRAILER -> trailer(b);
            case TRAILER_END -> {
                if (isLineFeed(b)) {
                    endOfTrailer();
                }
            }
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
        } else {
            behindSize(b);
        }
    }

    /** Blanks, then an extension or the line's end. */
    private void behindSize(byte b) {
        overhead(b == '\n');
        if (phase == Phase.BAD) {
            return;
        }
        if (b == '\n') {
            endOfSize();
        } else if (b == '\r') {
            phase = Phase.SIZE_END;
        } else if (b == ';') {
            phase = Phase.EXTENSION;
        } else if (phase != Phase.EXTENSION) {
            phase = b == ' ' || b == '\t' ? Phase.BEHIND_SIZE : Phase.BAD;
        }
    }

    /** A return that no feed follows ends no line, and is read differently by every program. */
    private boolean isLineFeed(byte b) {
        if (b != '\n') {
            phase = Phase.BAD;
        }
        return b == '\n';
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
        if (phase == Phase.BAD) {
            return;
        }
        if (b == '\n') {
            endOfTrailer();
        } else if (b == '\r') {
            phase = Phase.TRAILER_END;
        } else {
            lineLength++;
        }
    }

    private void endOfTrailer() {
        phase = lineLength == 0 ? Phase.DONE : Phase.TRAILER;
        lineLength = 0;
    }

    /** Bounds what a server may send without any data; an extension's end starts anew. */
    private void overhead(boolean end) {
        overhead = end ? 0 : overhead + 1;
        if (overhead > LONGEST_LINE) {
            phase = Phase.BAD;
        }
    }
}
