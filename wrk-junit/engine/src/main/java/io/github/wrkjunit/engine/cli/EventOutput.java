// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.wrkjunit.report.export.EventNonce;
import io.github.wrkjunit.report.export.EventWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Standard output, and whether events go there. Immutable.
 *
 * @param out standard output
 * @param isOn whether events are printed
 * @param nonce what each event carries; empty if the parent has agreed on none
 */
record EventOutput(PrintStream out, boolean isOn, Optional<EventNonce> nonce) {

    private static final int LONGEST_NONCE = 64;

    /** Looks for the options that matter before all others are read; takes the nonce from the first line of the input. */
    static EventOutput of(String[] arguments, InputStream in, PrintStream out) {
        List<String> words = Arrays.asList(arguments);
        int scripts = words.indexOf("--"); // a script's words are no options
        List<String> options = scripts < 0 ? words : words.subList(0, scripts);
        return new EventOutput(
                out,
                options.contains("--events"),
                options.contains("--nonce") ? Optional.of(read(in)) : Optional.empty());
    }

    /** The same events on another stream. */
    EventOutput on(PrintStream other) {
        return new EventOutput(other, isOn, nonce);
    }

    EventWriter writer() {
        return new EventWriter(isOn ? out::println : line -> {}, nonce);
    }

    /** Byte by byte, because what follows the line belongs to others. */
    private static EventNonce read(InputStream in) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int next = in.read(); next >= 0 && next != '\n' && line.size() <= LONGEST_NONCE; next = in.read()) {
                line.write(next);
            }
            return new EventNonce(line.toString(US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException("The nonce could not be read from standard input: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    List.of("--nonce wants the nonce as the first line of standard input: " + e.getMessage()));
        }
    }
}
