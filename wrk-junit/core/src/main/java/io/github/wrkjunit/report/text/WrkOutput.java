// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * All that a run of wrk or wrk2 has printed. Immutable.
 *
 * @param urls the targets that it announces, in the order of the text
 * @param reports one complete report for each URL that has one, in the order of the text; empty only where a run on several
 *     URLs printed nothing but the sum
 * @param overall the sum over several URLs, if it was printed
 * @param calibrations the lines {@code Thread calibration}, one for each thread that ran for 10 s
 * @param reconnects lines {@code reconnect_socket}, that is reconnections of the fork
 * @param scriptOutput the first 1000 lines that the script has printed, the first 1000 characters of each
 * @param scriptLines how many lines the script has printed
 */
public record WrkOutput(
        List<String> urls,
        List<WrkTextReport> reports,
        Optional<WrkTextReport> overall,
        List<Calibration> calibrations,
        long reconnects,
        List<String> scriptOutput,
        long scriptLines) {

    /**
     * What a thread has found in its first 10 s, which it then forgets.
     *
     * @param meanUs the mean latency in microseconds; absent where nothing was recorded
     * @param intervalMs milliseconds between two samples of Req/Sec
     */
    public record Calibration(OptionalDouble meanUs, long intervalMs) {}

    /** Copies the lists. */
    public WrkOutput {
        urls = List.copyOf(urls);
        reports = List.copyOf(reports);
        calibrations = List.copyOf(calibrations);
        scriptOutput = List.copyOf(scriptOutput);
    }
}
