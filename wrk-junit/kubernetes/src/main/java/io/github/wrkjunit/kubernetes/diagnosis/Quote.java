// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import io.github.wrkjunit.spec.Redaction;
import org.jspecify.annotations.Nullable;

/** Words of others as they may stand in a message: on one line, without secrets, not too long. Stateless. */
final class Quote {

    private static final int LONGEST = 800;

    private Quote() {}

    /** The words; empty text for none. */
    static String of(@Nullable String words) {
        return of(words, LONGEST);
    }

    /** The words, shortened to a number of characters. */
    static String of(@Nullable String words, int longest) {
        String shown = Redaction.text(words == null ? "" : words.strip()).replaceAll("\\s*\\R\\s*", " | ");
        return shown.length() > longest ? shown.substring(0, longest - 3) + "..." : shown;
    }

    /** The words as the end of a sentence. */
    static String sentence(@Nullable String words) {
        String shown = of(words);
        return shown.endsWith(".") ? shown : shown + ".";
    }
}
