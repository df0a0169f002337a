// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.lua;

import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What one state prints, passed on by whole lines: an unfinished line would otherwise run into a line of another thread or
 * into an event. Among true events, a line that looks like one gets a blank before it. Confined to its state.
 */
final class LineOutput {
    private static final byte[] EVENT = "##wrk ".getBytes(StandardCharsets.US_ASCII);
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
        boolean event =
                escapeEvents && length >= EVENT.length && Arrays.equals(line, 0, EVENT.length, EVENT, 0, EVENT.length);
        byte[] whole = event ? new byte[length + 1] : Arrays.copyOf(line, length);
        if (event) {
            whole[0] = ' ';
            System.arraycopy(line, 0, whole, 1, length);
        }
        length = 0;
        output.write(whole, 0, whole.length);
        output.flush();
    }
}
