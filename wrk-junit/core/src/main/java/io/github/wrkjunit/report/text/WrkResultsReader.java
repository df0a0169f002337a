// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

import io.github.wrkjunit.report.text.WrkTextReport.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads one report from the line after Thread Stats to Transfer/sec, and checks that its numbers fit together. */
final class WrkResultsReader {

    /** What is between the two rows and the totals. */
    private enum Between {
        FIRST,
        BLOCK,
        DASHES,
        SECOND,
        SECOND_BLOCK,
        LAST
    }

    private final boolean dsb;
    private final String dashes;
    private final List<WrkLatencyBlock> blocks = new ArrayList<>();
    private final WrkTotalsReader totals;
    private Between between = Between.FIRST;
    private @Nullable WrkLatencyReader block;
    private @Nullable WrkStatisticsRow latencyRow;
    private @Nullable WrkStatisticsRow requestsRow;
    private boolean wrk;

    WrkResultsReader(boolean dsb, boolean overall) {
        this.dsb = dsb;
        dashes = "-".repeat((dsb ? WrkTextWriter.Dialect.DSB : WrkTextWriter.Dialect.GILTENE).dashes());
        totals = new WrkTotalsReader(overall);
    }

    /** Reads a line; true if it was the last one. */
    boolean line(long number, String line) {
        try {
            return read(line);
        } catch (IllegalArgumentException e) {
            throw new WrkTextException(
                    number,
                    line,
                    e.getMessage() + " "
                            + WrkForeignForm.of(line)
                                    .orElse(
                                            "The report is damaged or mixed with other output: keep each run's apart."));
        }
    }

    WrkTextReport report(WrkAnnouncement of, OptionalLong sent, boolean calibrated) {
        if (latencyRow == null || requestsRow == null) {
            throw new IllegalStateException("the report is not complete");
        }
        return new WrkTextReport(
                program(requestsRow, calibrated),
                of.url(),
                of.threads(),
                of.connections(),
                of.duration(),
                sent,
                latencyRow.values(),
                requestsRow.values(),
                blocks,
                totals.requests(),
                Math.round(totals.durationUs().value()),
                totals.durationUs().step(),
                Math.round(totals.bytes().value()),
                totals.bytes().step(),
                totals.errors(),
                totals.badStatus(),
                totals.requestsPerSecond());
    }

    /**
     * The original wrk2 samples Req/Sec only after it has told of its calibration, wrk from the start and without one; wrk alone
     * has no number for the share of no samples.
     */
    private Program program(WrkStatisticsRow requests, boolean calibrated) {
        if (dsb) {
            return Program.DSB;
        }
        boolean sampled =
                requests.mean().isPresent() || requests.withinDeviation().isEmpty();
        return wrk || (blocks.isEmpty() && !calibrated && sampled) ? Program.WRK : Program.GILTENE;
    }

    private boolean read(String line) {
        if (latencyRow == null) {
            latencyRow = WrkStatisticsRow.of("Latency", line);
        } else if (requestsRow == null) {
            requestsRow = WrkStatisticsRow.of("Req/Sec", line);
        } else if (block != null) {
            block(block, latencyRow, line);
        } else if (between == Between.DASHES) {
            if (!line.equals(dashes)) {
                throw new IllegalArgumentException("expected was a line of " + dashes.length() + " dashes.");
            }
            between = blocks.size() > 1 ? Between.LAST : Between.SECOND;
        } else if (between == Between.SECOND && line.isEmpty()) {
            between = Between.SECOND_BLOCK;
        } else if (between == Between.SECOND_BLOCK || (between == Between.FIRST && WrkLatencyReader.begins(line))) {
            begin(line);
        } else {
            return totals(line);
        }
        return false;
    }

    private void begin(String line) {
        WrkLatencyReader begun = new WrkLatencyReader(line);
        if (!WrkLatencyReader.begins(line) || (begun.isWrk() && (dsb || !blocks.isEmpty()))) {
            throw new IllegalArgumentException("expected was the head of a latency block.");
        }
        wrk = begun.isWrk();
        block = begun;
        between = Between.BLOCK;
    }

    private void block(WrkLatencyReader open, WrkStatisticsRow row, String line) {
        if (open.line(line)) {
            if (blocks.isEmpty()) { // a second block, the uncorrected one, is of other latencies than the row
                row.check(open, dsb);
            }
            blocks.add(open.block());
            block = null;
            between = wrk ? Between.LAST : Between.DASHES;
        }
    }

    private boolean totals(String line) {
        boolean last = totals.line(line);
        for (WrkLatencyBlock each : blocks) {
            if (each.count().orElse(0) > totals.requests()) {
                throw new IllegalArgumentException(totals.requests() + " requests cannot have "
                        + each.count().getAsLong() + " latencies.");
            }
        }
        return last;
    }
}
