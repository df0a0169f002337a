// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import io.github.wrkjunit.spec.HiddenValues;
import io.github.wrkjunit.spec.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * Puts words of others as they may stand in a message: on one line, without secrets, not too long. Immutable.
 *
 * @param hidden values that must not be shown
 */
record Quote(HiddenValues hidden) {

    private static final int LONGEST = 800;

    /** The words; empty text for none. */
    String of(@Nullable String words) {
        return of(words, LONGEST);
    }

    /** The words, shortened to a number of characters. */
    String of(@Nullable String words, int longest) {
        String shown =
                Redaction.text(hidden.text(words == null ? "" : words.strip())).replaceAll("\\s*\\R\\s*", " | ");
        return shown.length() > longest ? shown.substring(0, longest - 3) + "..." : shown;
    }

    /** The words as the end of a sentence. */
    String sentence(@Nullable String words) {
        return ended(of(words));
    }

    /** Words that were put already, as the end of a sentence. */
    static String ended(String words) {
        return words.endsWith(".") ? words : words + ".";
    }
}
