// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of the fork from {@code Test Results} or {@code Overall Statistics} up to, not with, Thread Stats. */
final class WrkHeading {

    private static final Pattern RESULTS = Pattern.compile("Test Results @ (\\S.*)");
    private static final String OVERALL = "-".repeat(27) + "Overall Statistics" + "-".repeat(26);
    private static final String DASHES = "-".repeat(71);
    private static final Pattern SENT = Pattern.compile("Sent (\\d{1,15}) requests");

    private enum Expected {
        DASHES("a line of 71 dashes"),
        SENT_OR_STATISTICS("Sent N requests or Thread Stats"),
        EMPTY("an empty line"),
        STATISTICS("Thread Stats");

        private final String words;

        Expected(String words) {
            this.words = words;
        }
    }

    private final Optional<String> url;
    private OptionalLong sent = OptionalLong.empty();
    private Expected expected;

    private WrkHeading(Optional<String> url) {
        this.url = url;
        expected = url.isPresent() ? Expected.SENT_OR_STATISTICS : Expected.DASHES;
    }

    /** The heading that this line begins. */
    static Optional<WrkHeading> of(String line) {
        Matcher results = RESULTS.matcher(line);
        if (results.matches()) {
            return Optional.of(new WrkHeading(Optional.of(results.group(1))));
        }
        return line.equals(OVERALL) ? Optional.of(new WrkHeading(Optional.empty())) : Optional.empty();
    }

    /** The target; empty for the sum over several. */
    Optional<String> url() {
        return url;
    }

    OptionalLong sent() {
        return sent;
    }

    /** Whether Thread Stats may be next. */
    boolean complete() {
        return expected == Expected.SENT_OR_STATISTICS || expected == Expected.STATISTICS;
    }

    /** Reads a line that is not Thread Stats. */
    void line(long number, String line) {
        Matcher count = SENT.matcher(line);
        if (expected == Expected.DASHES && line.equals(DASHES)) {
            expected = Expected.SENT_OR_STATISTICS;
        } else if (expected == Expected.SENT_OR_STATISTICS && count.matches()) {
            sent = OptionalLong.of(Long.parseLong(count.group(1)));
            expected = Expected.EMPTY;
        } else if (expected == Expected.EMPTY && line.isEmpty()) {
            expected = Expected.STATISTICS;
        } else {
            throw new WrkTextException(
                    number,
                    line,
                    "expected was " + expected.words
                            + ". The report is damaged or mixed with other output: keep each run's apart.");
        }
    }
}
