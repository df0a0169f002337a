// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import java.util.List;
import java.util.TreeMap;

/** What was measured of one operation, that is of one method and path without query. Immutable. */
public final class OperationReport {

    private final WorkloadReport report;
    private final String name;
    private final List<Cell> cells;

    OperationReport(WorkloadReport report, String name, List<Cell> cells) {
        this.report = report;
        this.name = name;
        this.cells = cells;
    }

    /** Method and path, such as {@code GET /hotels}; numeric path parts are folded. */
    public String name() {
        return name;
    }

    /** The report of the whole load; its validity holds for the operation too. */
    public WorkloadReport report() {
        return report;
    }

    /** What became of the operation's requests; status codes are known for the whole load only. */
    public Counts counts() {
        return Counts.complete(cells, new TreeMap<>());
    }

    /** The latency of all offered requests of the operation; without a good answer one counts as infinitely slow. */
    public Latency latency() {
        return CellTable.ofAllOffered(cells);
    }

    /** The latency of its answered requests, whatever the status. */
    public Latency answeredLatency() {
        return CellTable.of(cells, outcome -> outcome.group() == Outcome.Group.ANSWERED);
    }

    /** The latency of its requests with this outcome. */
    public Latency latency(Outcome outcome) {
        return CellTable.of(cells, outcome::equals);
    }

    /** The operation with its accounting and latency, in one line. */
    @Override
    public String toString() {
        return name + ": " + counts() + "; latency of all offered requests: " + ReportText.percentiles(latency());
    }
}
