// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

import io.github.wrkjunit.engine.loop.LoadResult;
import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.report.text.WrkTextWriter;
import io.github.wrkjunit.report.text.WrkTextWriter.Dialect;
import io.github.wrkjunit.report.text.WrkTextWriter.Totals;
import java.io.PrintStream;
import org.HdrHistogram.Histogram;

/** Prints wrk2's text, in the form of DeathStarBench's fork. One thread at a time. */
final class RunText {

    /** As giltene's wrk2 words it: from the actual send. */
    private static final String UNCORRECTED =
            "Uncorrected Latency (measured without taking delayed starts into account)";

    private final WrkTextWriter writer = new WrkTextWriter(Dialect.DSB);
    private final Arguments arguments;
    private final PrintStream out;

    RunText(Arguments arguments, PrintStream out) {
        this.arguments = arguments;
        this.out = out;
    }

    void running() {
        double seconds = arguments.duration().toNanos() / 1e9;
        writer.running(arguments.shownUrl(), arguments.threads(), arguments.connections(), seconds)
                .forEach(out::println);
    }

    void results(LoadResult result) {
        Histogram latencyUs = RunTotals.answeredLatencyUs(result);
        writer.head(arguments.shownUrl()).forEach(out::println);
        if (arguments.requests()) {
            writer.sent(result.sent()).forEach(out::println);
        }
        writer.threadStatistics(latencyUs, result.answersPerSecond()).forEach(out::println);
        if (arguments.latency()) {
            writer.latency("Recorded Latency", latencyUs).forEach(out::println);
        }
        if (arguments.uncorrectedLatency()) {
            out.println();
            writer.latency(UNCORRECTED, result.serviceTime().toHistogram()).forEach(out::println);
        }
        writer.totals(totals(result)).forEach(out::println);
    }

    private static Totals totals(LoadResult result) {
        return new Totals(
                RunTotals.answered(result),
                result.elapsedNs() / 1000,
                result.bytesRead(),
                result.count(Outcome.CONNECT),
                result.count(Outcome.RESET) + result.count(Outcome.MALFORMED),
                0,
                result.count(Outcome.TIMEOUT),
                result.count(Outcome.CLIENT_ERROR) + result.count(Outcome.SERVER_ERROR));
    }
}
