// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.report.Cell;
import io.github.wrkjunit.report.Latency;
import io.github.wrkjunit.report.LatencyValue;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.spec.Durations;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** One line about a load that runs, for a person who waits: elapsed, rate of answers, p99, errors. Thread-safe. */
final class ProgressLine {

    private final WorkloadSpec spec;
    private final WorkloadReport.Builder soFar;
    private boolean told;

    ProgressLine(WorkloadSpec spec) {
        this.spec = spec;
        this.soFar = WorkloadReport.builder(spec);
    }

    synchronized void add(List<Cell> cells) {
        cells.forEach(soFar::add);
        told = true;
    }

    /**
     * Such as {@code checkout: 12 s of 30 s, 99.8/s, p99 41 ms, 3 errors}, and
     * {@code checkout: 30 s of 30 s, waiting for the last answers, ...} when no more requests become due.
     */
    synchronized String text(Duration elapsed) {
        boolean over = elapsed.compareTo(spec.duration()) >= 0;
        StringBuilder line = new StringBuilder(spec.name())
                .append(": ")
                .append(over ? Durations.readable(spec.duration()) : elapsed.toSeconds() + " s")
                .append(" of ")
                .append(Durations.readable(spec.duration()))
                .append(over ? ", waiting for the last answers" : "");
        if (!told) {
            return line.toString();
        }
        WorkloadReport report = soFar.build();
        double seconds = Math.max(1, elapsed.toNanos() / 1e9);
        line.append(", ").append(rate(report.counts().answered() / seconds)).append("/s");
        Latency latency = report.latency();
        if (latency.count() > 0) {
            LatencyValue p99 = latency.percentile(99);
            line.append(", p99 ").append(p99.duration().map(Durations::readable).orElse("unbounded"));
        }
        long errors = report.counts().knownErrors();
        return line.append(String.format(Locale.ROOT, ", %,d error%s", errors, errors == 1 ? "" : "s"))
                .toString();
    }

    private static String rate(double rate) {
        String text = String.format(Locale.ROOT, rate < 999.5 ? "%.1f" : "%,.0f", rate);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
