// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The Lua script that runs a user's script inside an unmodified wrk2 and makes it tell more than its text does: exact
 * latencies of the whole run, by second and status. Its environment is described at the top of {@code wrapper.lua}. Stateless.
 */
public final class WrapperScript {

    /** The name of its file. */
    public static final String FILE = "wrapper.lua";

    /** The word with which its events begin, {@link WrapperNonce}. */
    public static final String NONCE = "WRAP_NONCE";

    /** The path of the user's script; absent: wrk2's own GET of the URL. */
    public static final String SCRIPT = "WRAP_SCRIPT";

    /** {@code 1}: answers are counted per status code. */
    public static final String STATUS = "WRAP_STATUS";

    /** {@code 1}: latencies of the whole run, per second and status; needs {@code -P} and a writable working directory. */
    public static final String SERIES = "WRAP_SERIES";

    /** A number from 0 to 4,294,967,295: the seed of the arrivals. */
    public static final String SEED = "WRAP_SEED";

    /** {@code 1}: SIGTERM ends the run with a report. */
    public static final String TERM = "WRAP_TERM";

    /** The second since 1970 in which several workers begin together. */
    public static final String START = "WRAP_START";

    private WrapperScript() {}

    /** The text of the script. */
    public static String text() {
        try (InputStream stream = WrapperScript.class.getResourceAsStream(FILE)) {
            if (stream == null) {
                throw new IllegalStateException(FILE + " is missing beside " + WrapperScript.class.getName());
            }
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
