// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Splits what a program prints into lines, in bounded memory. A line ends with {@code \n}, and a {@code \r} just before it belongs
 * to that end. Nothing else ends a line: not a {@code \r} alone, {@code \f}, {@code \u000B}, U+0085, U+2028 or U+2029. Bytes that are not
 * UTF-8 are replaced. A longer line is read to its end, so that the program can go on, but only its beginning is kept. One thread at a time.
 */
public final class OutputLines implements AutoCloseable {

    /** The most bytes that are kept of a line of text: {@value}. */
    public static final int LONGEST_TEXT_BYTES = 1 << 20;

    /** The most bytes that are kept of a line that holds an event: {@value}. */
    public static final int LONGEST_EVENT_BYTES = 1 << 25;

    private static final byte[] EVENT = "##wrk ".getBytes(UTF_8);
    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream source;
    private final int longestTextBytes;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private byte[] line = new byte[256];
    private int kept;
    private long length;
    private boolean last;
    private int at;
    private int end;

    /** The lines of this stream, which {@link #close} closes. */
    public OutputLines(InputStream source) {
        this(source, LONGEST_TEXT_BYTES);
    }

    /**
     * The lines of this stream, which {@link #close} closes.
     *
     * @param longestTextBytes the most bytes that are kept of a line that does not begin like an event; for lines with a prefix in
     *     front of an event, {@link #LONGEST_EVENT_BYTES}
     */
    public OutputLines(InputStream source, int longestTextBytes) {
        this.source = source;
        this.longestTextBytes = longestTextBytes;
    }

    /**
     * Returns the next line without its end, or null after the last one. A line that is longer than is kept ends with a note of
     * its length. The last line needs no line break.
     *
     * @throws IOException if the stream cannot be read
     */
    public @Nullable String next() throws IOException {
        kept = 0;
        length = 0;
        while (true) {
            if (at == end && !fill()) {
                return length == 0 ? null : text();
            }
            int from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            keep(from, at - from);
            if (at < end) {
                at++;
                return text();
            }
        }
    }

    /** Whether the last line is longer than is kept. */
    public boolean isCut() {
        return length > kept;
    }

    /** Whether the last line was ended by the end of the stream and not by a line break. */
    public boolean isUnfinished() {
        return last;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, source.read(buffer));
        last = end == 0;
        return !last;
    }

    private void keep(int from, int count) {
        length += count;
        int most = most();
        int room = Math.min(count, most - kept);
        if (room > 0) {
            if (line.length - kept < room) {
                line = Arrays.copyOf(line, Math.min(most, Math.max(kept + room, line.length * 2)));
            }
            System.arraycopy(buffer, from, line, kept, room);
            kept += room;
        }
    }

    private int most() {
        boolean event = kept >= EVENT.length && Arrays.equals(line, 0, EVENT.length, EVENT, 0, EVENT.length);
        return event ? LONGEST_EVENT_BYTES : longestTextBytes;
    }

    private String text() {
        if (isCut()) {
            return new String(line, 0, kept, UTF_8)
                    + String.format(
                            Locale.ROOT,
                            " ... (wrk-junit has cut this line: it has %,d bytes, the first %,d are kept)",
                            length,
                            kept);
        }
        return new String(line, 0, kept > 0 && line[kept - 1] == '\r' ? kept - 1 : kept, UTF_8);
    }
}
