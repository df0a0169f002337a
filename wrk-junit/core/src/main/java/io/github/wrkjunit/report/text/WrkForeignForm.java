// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

import java.util.Optional;
import java.util.regex.Pattern;

/** Forms of a line in a report that wrk and wrk2 do not print, and that are no damage: what they are and what to do. Stateless. */
final class WrkForeignForm {

    private static final Pattern COMMA = Pattern.compile("\\d,\\d{2,3}(?:us|ms|s|m|%|[KMGT]?B|[kMGT])?(?:[ %]|$)");
    private static final Pattern MICRO = Pattern.compile("\\d[\u00B5\u03BC]s");

    private WrkForeignForm() {}

    /** What the line is, in whole sentences; empty if it has none of these forms. */
    static Optional<String> of(String line) {
        if (MICRO.matcher(line).find()) {
            return Optional.of("wrk and wrk2 write \"us\": another program, such as Hyperfoil, has printed this."
                    + " Read the text of wrk or wrk2 only.");
        }
        return COMMA.matcher(line).find()
                ? Optional.of(
                        "These numbers have decimal commas. Run the program with LC_ALL=C, and save its text as it is.")
                : Optional.empty();
    }
}
