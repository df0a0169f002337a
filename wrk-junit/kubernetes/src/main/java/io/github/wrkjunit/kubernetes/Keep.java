// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the Job is kept after its run, until its time to live is over. */
enum Keep {
    /** It is deleted. */
    NEVER,
    /** It is kept if the run has failed. */
    ON_FAILURE,
    /** It is kept. */
    ALWAYS;

    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Keep> of(String text) {
        return Stream.of(values())
                .filter(keep -> keep.text().equalsIgnoreCase(text))
                .findFirst();
    }
}
