// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * The word with which the events of one wrapped wrk2 begin, so that nothing else in the pod's log is taken for one: not what a
 * script prints, nor what it has read of another run. Immutable.
 *
 * @param value letters and digits
 */
public record WrapperNonce(String value) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9]{1,64}");
    private static final String EVENT = "##wrk ";

    /** Checks that the word needs no quoting anywhere. */
    public WrapperNonce {
        if (!WORD.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "nonce \"" + value + "\" is not a word. Use 1 to 64 of the letters A to Z and a to z, and digits.");
        }
    }

    /** A word that nobody can guess. */
    public static WrapperNonce random() {
        return new WrapperNonce(Long.toUnsignedString(RANDOM.nextLong(), 36));
    }

    /** The line as core may read it: one that only looks like an event of this worker becomes text, by a blank before it. */
    public String admitted(String line) {
        return !line.startsWith(EVENT) || line.startsWith(EVENT + "{\"nonce\":\"" + value + "\",") ? line : " " + line;
    }
}
