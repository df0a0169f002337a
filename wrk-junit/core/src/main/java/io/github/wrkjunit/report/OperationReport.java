// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import java.util.List;

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

    /** What became of the operation's requests; status codes as far as the generator tells them apart by operation. */
    public Counts counts() {
        report.read();
        return report.counted(name, cells);
    }

    /** The latency of all offered requests of the operation; without a good answer one counts as infinitely slow. */
    public Latency latency() {
        report.read();
        return report.judged(CellTable.ofAllOffered(cells, counts().notSentByGenerator()), "requests of " + name);
    }

    /** The latency of its answered requests, whatever the status. */
    public Latency answeredLatency() {
        report.read();
        return report.judged(
                CellTable.of(cells, outcome -> outcome.group() == Outcome.Group.ANSWERED),
                "answered requests of " + name);
    }

    /** The latency of its requests with this outcome. */
    public Latency latency(Outcome outcome) {
        report.read();
        return report.judged(
                CellTable.of(cells, outcome::equals), "requests of " + name + " with the outcome " + outcome.key());
    }

    /** How long its requests waited for a free connection; nothing where the generator does not tell. */
    public Waits waits() {
        report.read();
        return CellTable.waits(cells);
    }

    /** The operation with its accounting and latency, in one line. */
    @Override
    public String toString() {
        return name + ": " + counts() + "; latency of all offered requests: " + ReportText.percentiles(latency());
    }
}
