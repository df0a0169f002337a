// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wrkjunit.runtime.EngineArguments;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.util.List;
import java.util.stream.Stream;

/**
 * Words of a command line that nobody shall see in the list of processes: the first line of standard input holds them,
 * percent-encoded and with a blank between them, as {@link EngineArguments#line} writes them. At run time it uses nothing but the JDK. Stateless.
 */
public final class HiddenWords {

    /** The option that asks for them; they take their place behind all other words. */
    public static final String OPTION = EngineArguments.HIDDEN_WORDS;

    private HiddenWords() {}

    /**
     * Reads the line and not a byte more: what follows are orders.
     *
     * @throws IOException if the stream ends before the line does
     */
    public static List<String> read(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("standard input ended before the words of " + OPTION);
            }
            line.write(next);
        }
        return Stream.of(line.toString(UTF_8).strip().split(" "))
                .filter(word -> word.startsWith("="))
                .map(word -> URLDecoder.decode(word.substring(1), UTF_8))
                .toList();
    }
}
