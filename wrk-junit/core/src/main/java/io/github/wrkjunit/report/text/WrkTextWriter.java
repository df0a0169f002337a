// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.AbstractHistogram;

/** Writes what the stock programs write, byte for byte (wrk2/SPEC.md b.1 to b.4). Immutable. */
public final class WrkTextWriter {

    private static final double[] ROWS = {50, 75, 90, 99, 99.9, 99.99, 99.999, 100};

    /** Which of the two programs is written. */
    public enum Dialect {
        /** DeathStarBench's fork. */
        DSB("99%", 71, "  "),
        /** The original wrk2. */
        GILTENE("Max", 58, "");

        private final String lastColumn;
        private final int dashes;
        private final String trailing;

        Dialect(String lastColumn, int dashes, String trailing) {
            this.lastColumn = lastColumn;
            this.dashes = dashes;
            this.trailing = trailing;
        }

        /** How many dashes follow a latency block. */
        int dashes() {
            return dashes;
        }
    }

    /**
     * The numbers below the statistics.
     *
     * @param requests answers
     * @param durationUs microseconds from start to end
     * @param bytes bytes read
     * @param connect errors of connecting
     * @param read errors of reading
     * @param write errors of writing
     * @param timeout timeouts
     * @param badStatus answers with a status above 399
     */
    public record Totals(
            long requests,
            long durationUs,
            long bytes,
            long connect,
            long read,
            long write,
            long timeout,
            long badStatus) {}

    private final Dialect dialect;

    /** A writer of this dialect. */
    public WrkTextWriter(Dialect dialect) {
        this.dialect = dialect;
    }

    /** The lines at the start. */
    public List<String> running(String url, long threads, long connections, double durationSeconds) {
        List<String> lines = new ArrayList<>();
        lines.add("Running " + WrkNumbers.durationS(durationSeconds) + " test @ " + url);
        lines.add("  " + threads + " threads and " + connections + " connections");
        if (dialect == Dialect.DSB) {
            lines.add("");
        }
        return lines;
    }

    /** The head of the results of a URL; none in the original. */
    public List<String> head(String url) {
        return dialect == Dialect.DSB ? List.of("", "-".repeat(71), "Test Results @ " + url + " ") : List.of();
    }

    /** The lines of option {@code -r}. */
    public List<String> sent(long requests) {
        return List.of("Sent " + requests + " requests", "");
    }

    /** The two rows of thread statistics. */
    public List<String> threadStatistics(AbstractHistogram latencyUs, AbstractHistogram requestsPerSecond) {
        return List.of(
                "  Thread Stats   Avg      Stdev     " + dialect.lastColumn + "   +/- Stdev",
                latencyRow(latencyUs),
                requestsRow(requestsPerSecond));
    }

    String latencyRow(AbstractHistogram latencyUs) {
        WrkStatistics statistics = new WrkStatistics(latencyUs);
        return row(
                "Latency",
                WrkNumbers.timeUs(statistics.mean()),
                WrkNumbers.timeUs(statistics.deviation()),
                WrkNumbers.timeUs(last(statistics)),
                statistics);
    }

    private String requestsRow(AbstractHistogram requestsPerSecond) {
        WrkStatistics statistics = new WrkStatistics(requestsPerSecond);
        return row(
                "Req/Sec",
                WrkNumbers.metric(statistics.mean()),
                WrkNumbers.metric(statistics.deviation()),
                WrkNumbers.metric(last(statistics)),
                statistics);
    }

    /** The latency block of option {@code -L}. */
    public List<String> latency(String description, AbstractHistogram latencyUs) {
        List<String> lines = new ArrayList<>(distribution(description, latencyUs));
        lines.add("-".repeat(dialect.dashes));
        return lines;
    }

    List<String> distribution(String description, AbstractHistogram latencyUs) {
        WrkStatistics statistics = new WrkStatistics(latencyUs);
        List<String> lines = new ArrayList<>();
        lines.add("  Latency Distribution (HdrHistogram - " + description + ")");
        for (double row : ROWS) {
            lines.add(WrkNumbers.fixed(row, 3, 7) + "%"
                    + WrkNumbers.column(WrkNumbers.timeUs(statistics.percentile(row)), 10));
        }
        lines.add("");
        lines.add("  Detailed Percentile spectrum:");
        lines.add("       Value   Percentile   TotalCount 1/(1-Percentile)");
        lines.add("");
        for (WrkStatistics.Tick tick : statistics.spectrum()) {
            lines.add(WrkNumbers.fixed(tick.us() / 1000.0, 3, 12)
                    + WrkNumbers.fixed(tick.share(), 6, 13)
                    + WrkNumbers.right(Long.toString(tick.count()), 13)
                    + WrkNumbers.fixed(1 / (1 - tick.share()), 2, 13));
        }
        lines.add("#[Mean    = " + WrkNumbers.fixed(statistics.mean() / 1000, 3, 12) + ", StdDeviation   = "
                + WrkNumbers.fixed(statistics.deviation() / 1000, 3, 12) + "]");
        lines.add("#[Max     = " + WrkNumbers.fixed(statistics.max() / 1000.0, 3, 12) + ", Total count    = "
                + WrkNumbers.right(Long.toString(statistics.count()), 12) + "]");
        lines.add("#[Buckets =           27, SubBuckets     =         2048]");
        return lines;
    }

    /** The lines from {@code requests in} to {@code Transfer/sec}. */
    public List<String> totals(Totals totals) {
        List<String> lines = new ArrayList<>();
        lines.add("  " + totals.requests + " requests in " + WrkNumbers.timeUs(totals.durationUs) + ", "
                + WrkNumbers.binary(totals.bytes) + "B read");
        if (totals.connect != 0 || totals.read != 0 || totals.write != 0 || totals.timeout != 0) {
            lines.add("  Socket errors: connect " + totals.connect + ", read " + totals.read + ", write " + totals.write
                    + ", timeout " + totals.timeout);
        }
        if (totals.badStatus != 0) {
            lines.add("  Non-2xx or 3xx responses: " + totals.badStatus);
        }
        double seconds = totals.durationUs / 1e6;
        lines.add("Requests/sec: " + WrkNumbers.fixed(totals.requests / seconds, 2, 9) + dialect.trailing);
        lines.add("Transfer/sec: " + WrkNumbers.right(WrkNumbers.binary(totals.bytes / seconds), 10) + "B");
        return lines;
    }

    private static String row(String name, String mean, String deviation, String last, WrkStatistics statistics) {
        return "    " + name + "   "
                + WrkNumbers.column(mean, 8)
                + WrkNumbers.column(deviation, 10)
                + WrkNumbers.column(last, 9)
                + WrkNumbers.fixed(statistics.withinDeviation(), 2, 8) + "%";
    }

    private long last(WrkStatistics statistics) {
        return dialect == Dialect.DSB ? statistics.percentile(99) : statistics.max();
    }
}
