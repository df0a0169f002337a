// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.lua;

import io.github.wrkjunit.report.export.EventReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What one state prints, passed on by whole lines: an unfinished line would otherwise run into a line of another thread or
 * into an event. Among true events, what looks like one at a line's begin gets a blank before it, whatever a reader takes for a
 * line's end: each byte that is no visible ASCII, so that none of {@code \r}, {@code \f}, U+0085 and U+2028 is forgotten.
 * Confined to its state.
 */
final class LineOutput {
    private static final byte[] EVENT = EventReader.PREFIX.getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_LINE = 1 << 20;

    private final PrintStream output;
    private final boolean escapeEvents;
    private byte[] line = new byte[256];
    private int length;

    LineOutput(ScriptEnvironment environment) {
        this.output = environment.output();
        this.escapeEvents = environment.escapeEvents();
    }

    void write(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (length == line.length) {
                line = Arrays.copyOf(line, 2 * length);
            }
            line[length++] = next;
            if (next == '\n') {
                pass();
            } else if (length == LONGEST_LINE) {
                finish();
            }
        }
    }

    /** Ends a line that is not ended yet. */
    void finish() {
        if (length > 0) {
            write(ByteBuffer.wrap(new byte[] {'\n'}));
        }
    }

    private void pass() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(length + 1);
        int from = 0;
        for (int at = 0; escapeEvents && at + EVENT.length <= length; at++) {
            if (looksLikeEvent(at)) {
                whole.write(line, from, at - from);
                whole.write(' ');
                from = at;
            }
        }
        whole.write(line, from, length - from);
        length = 0;
        output.write(whole.toByteArray(), 0, whole.size());
        output.flush();
    }

    private boolean looksLikeEvent(int at) {
        boolean begins = at == 0 || line[at - 1] < ' ' || line[at - 1] == 0x7f; // a byte above 127 is negative
        return begins && Arrays.equals(line, at, at + EVENT.length, EVENT, 0, EVENT.length);
    }
}
