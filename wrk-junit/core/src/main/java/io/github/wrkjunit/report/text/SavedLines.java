// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The lines of saved output as the program has printed them: without the colors of a terminal, and without what {@code kubectl logs}
 * and {@code docker compose logs} put in front of each line, a time stamp or a name. Lines of other services are left out. The
 * lines are those of {@link OutputLines}; memory is bounded. One thread at a time.
 */
public final class SavedLines implements AutoCloseable {

    private static final long MOST_BYTES = 1L << 30;
    private static final int SHOWN = 1000;
    private static final String MARK = "\uFEFF";
    private static final Pattern COLOR = Pattern.compile("\u001B\\[[0-?]*[ -/]*[@-~]");
    private static final String NAMED = "\\[pod/[^\\]\\s]{1,500}\\] |[A-Za-z0-9][\\w.-]{0,200} {0,200}\\| ";
    private static final String STAMP =
            "\\[?\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?:Z|[+-]\\d\\d:?\\d\\d)\\]?";
    private static final Pattern NAME = Pattern.compile("^(" + NAMED + ")");
    private static final Pattern TIME = Pattern.compile("^" + STAMP + "(?: |$)");
    private static final Pattern FIRST =
            Pattern.compile("^(" + NAMED + ")?(" + STAMP + " )?(?:Running \\d{1,15}[sm] test @ |##wrk \\{)");

    private final OutputLines lines;
    private long number;
    private long skipped;
    private boolean begun;
    private String name = "";
    private boolean stamped;

    private SavedLines(InputStream stream, long mostBytes) {
        lines = new OutputLines(new BoundedStream(stream, mostBytes), OutputLines.LONGEST_EVENT_BYTES);
    }

    /**
     * Opens a file.
     *
     * @throws IOException if it cannot be opened
     * @throws WrkTextException if it holds text in UTF-16
     */
    public static SavedLines of(Path file) throws IOException {
        return of(Files.newInputStream(file));
    }

    /**
     * The lines of a stream, which {@link #close} closes.
     *
     * @throws IOException if it cannot be read
     * @throws WrkTextException if it holds text in UTF-16
     */
    public static SavedLines of(InputStream stream) throws IOException {
        return of(stream, MOST_BYTES);
    }

    /** With a limit for the whole; a device may have no end. */
    static SavedLines of(InputStream stream, long mostBytes) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(stream);
        bytes.mark(2);
        int first = bytes.read();
        int second = bytes.read();
        bytes.reset();
        if ((first == 0xFF && second == 0xFE) || (first == 0xFE && second == 0xFF)) {
            bytes.close();
            throw new WrkTextException(1, "", "the text is UTF-16, as PowerShell writes it. Save it as UTF-8.");
        }
        return new SavedLines(bytes, mostBytes);
    }

    /**
     * Returns the next line of the program, or null after the last one.
     *
     * @throws IOException if the stream cannot be read
     * @throws WrkTextException if a line or the whole is longer than any output, or if the outputs of two services are in the file
     */
    public @Nullable String next() throws IOException {
        skipped = 0;
        for (String line = read(); line != null; line = read()) {
            Optional<String> own = program(plain(line));
            if (own.isPresent()) {
                return own.get();
            }
            skipped++;
        }
        return null;
    }

    /** How many lines of other services there are between the line before and the last one. */
    public long skipped() {
        return skipped;
    }

    private @Nullable String read() throws IOException {
        String line;
        try {
            line = lines.next();
        } catch (BoundedStream.TooLongException e) {
            throw new WrkTextException(number, "", e.getMessage() + " Name a file with saved output.");
        }
        number++;
        if (lines.isCut()) {
            throw new WrkTextException(
                    number,
                    String.valueOf(line).substring(0, SHOWN),
                    "the line is longer than any that wrk, wrk2 or the engine prints. Name a file with saved output.");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private String plain(String line) {
        String text = number == 1 && line.startsWith(MARK) ? line.substring(MARK.length()) : line;
        return text.indexOf('\u001B') < 0 ? text : COLOR.matcher(text).replaceAll("");
    }

    /** The line as the program has printed it; empty if another service did. */
    private Optional<String> program(String line) {
        if (!begun) {
            Matcher first = FIRST.matcher(line);
            if (first.find()) {
                begun = true;
                name = first.group(1) == null ? "" : first.group(1);
                stamped = first.group(2) != null;
            }
        }
        return begun ? withoutName(line).map(this::withoutStamp) : Optional.of(line);
    }

    private Optional<String> withoutName(String line) {
        if (name.isEmpty()) {
            return Optional.of(line);
        }
        if (line.startsWith(name)) {
            return Optional.of(line.substring(name.length()));
        }
        if (line.equals(name.stripTrailing())) {
            return Optional.of(""); // an editor has taken the blank away
        }
        Matcher other = NAME.matcher(line);
        if (!other.find()) {
            return Optional.of(line);
        }
        if (FIRST.matcher(line).find()) {
            throw new WrkTextException(
                    number,
                    line,
                    "a second run, of \"" + shown(other.group(1)) + "\" after that of \"" + shown(name)
                            + "\". Save the log of each in a file of its own.");
        }
        return Optional.empty();
    }

    private String withoutStamp(String line) {
        if (!stamped) {
            return line;
        }
        Matcher stamp = TIME.matcher(line);
        return stamp.find() ? line.substring(stamp.end()) : line;
    }

    private static String shown(String prefix) {
        return prefix.replaceAll("[|\\[\\]]", "").strip();
    }
}
