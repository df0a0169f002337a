// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.export;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * The word with which the events of one worker begin, so that nothing else in its output is taken for one: not what a script
 * prints, nor what it has read of a server or of another run. The runtime draws it and hands it to the worker on a way that
 * other processes cannot read. Immutable.
 *
 * @param value letters and digits
 */
public record EventNonce(String value) {

    /** The first field of an event that carries one. */
    static final String FIELD = "nonce";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9]{1,64}");
    private static final int BITS = 128;

    /** Checks that the word needs no quoting anywhere. */
    public EventNonce {
        if (!WORD.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "nonce \"" + value + "\" is not a word. Use 1 to 64 of the letters A to Z and a to z, and digits.");
        }
    }

    /** A word that nobody can guess. */
    public static EventNonce random() {
        return new EventNonce(new BigInteger(BITS, RANDOM).toString(36));
    }

    /** The line as core may read it: one that only looks like an event of this worker becomes text, by a blank before it. */
    public String admitted(String line) {
        boolean own = line.startsWith(EventReader.PREFIX + "{\"" + FIELD + "\":\"" + value + "\",");
        return own || !EventReader.isEvent(line) ? line : " " + line;
    }
}
