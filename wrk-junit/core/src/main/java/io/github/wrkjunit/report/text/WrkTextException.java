// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

import java.util.Locale;

/** A text that is no report of wrk or wrk2, or a damaged one; the message names line number and line. */
public final class WrkTextException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 120;

    private final long lineNumber;

    WrkTextException(long lineNumber, String line, String problem) {
        super("Line " + String.format(Locale.ROOT, "%,d", lineNumber) + " of the output, \"" + shown(line) + "\": "
                + problem);
        this.lineNumber = lineNumber;
    }

    /** The line, from 1; the last one where the end is missing; 0 if there is no line at all. */
    public long lineNumber() {
        return lineNumber;
    }

    /** The line as messages show it: short, and without control characters. */
    static String shown(String line) {
        String printable =
                (line.length() > 2 * SHOWN ? line.substring(0, 2 * SHOWN) : line).replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= SHOWN ? printable : printable.substring(0, SHOWN) + "...";
    }
}
