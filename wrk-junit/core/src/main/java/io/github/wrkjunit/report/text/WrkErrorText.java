// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Why a run of wrk or wrk2 has failed, as the program says it on standard error (usage on standard output). Immutable.
 *
 * @param kind what has failed
 * @param text the line that says it, without blanks around it
 */
public record WrkErrorText(Kind kind, String text) {

    /** What can fail. */
    public enum Kind {
        /** A script's error while it ran, {@code PANIC}: the program has ended without a report. */
        SCRIPT("PANIC: unprotected error in call to Lua API \\(.*"),
        /** The target does not accept a connection. */
        CONNECT("unable to connect to .*"),
        /** The target's name has no address. */
        RESOLVE("unable to resolve .*"),
        /** A word of the command line is no URL. */
        URL("invalid URL: .*"),
        /** The script's first request is no HTTP; the text is the parser's, with line and column. */
        REQUEST("[A-Za-z][A-Za-z ,'/-]* at \\d+:\\d+"),
        /** The command line is refused; {@code Usage:} if there is no better reason. */
        USAGE(
                "Throughput MUST be specified .*|number of connections must be >= threads"
                        + "|\\S+: (invalid|unrecognized|ambiguous) option.*|\\S+: option .*(require|allow|ambiguous).*|Usage: wrk .*"),
        /** A check of the program's own failed, and it aborted without a report; the form is glibc's. */
        ABORT("\\S+: \\S+:\\d+: \\w+: Assertion `.*' failed\\..*"),
        /** A script that could not be read or compiled: the program goes on, with {@code GET /}, and ends with code 0. */
        SCRIPT_NOT_LOADED("(\\S+): (cannot open .*|\\1:\\d+: .*)");

        private final Pattern form;

        Kind(String form) {
            this.form = Pattern.compile(form);
        }
    }

    /** The failure that this line tells; empty for any other line. */
    public static Optional<WrkErrorText> of(String line) {
        return Stream.of(Kind.values())
                .filter(kind -> kind.form.matcher(line).matches())
                .map(kind -> new WrkErrorText(kind, line.strip()))
                .findFirst();
    }
}
