// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

import java.util.List;
import java.util.Optional;

/**
 * All that a run of wrk or wrk2 has printed. Immutable.
 *
 * @param reports one complete report for each URL that has one, in the order of the text; empty only where a run on several
 *     URLs printed nothing but the sum
 * @param overall the sum over several URLs, if it was printed
 * @param reconnects lines {@code reconnect_socket}, that is reconnections of the fork
 * @param scriptOutput the first lines that the script has printed
 * @param scriptLines how many lines the script has printed
 */
public record WrkOutput(
        List<WrkTextReport> reports,
        Optional<WrkTextReport> overall,
        long reconnects,
        List<String> scriptOutput,
        long scriptLines) {

    /** Copies the lists. */
    public WrkOutput {
        reports = List.copyOf(reports);
        scriptOutput = List.copyOf(scriptOutput);
    }
}
