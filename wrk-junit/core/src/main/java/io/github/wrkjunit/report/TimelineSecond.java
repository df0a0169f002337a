// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import java.util.List;

/**
 * The requests whose intended start lies in one second of the run; of a wrapped wrk2, the answers that came in it.
 *
 * @param second seconds since {@link WorkloadReport#startedAt()}, from 0
 * @param cells their outcomes per operation
 */
public record TimelineSecond(int second, List<Cell> cells) {

    /** Copies the list. */
    public TimelineSecond {
        cells = List.copyOf(cells);
    }

    /** What became of the second's requests, as far as they are in it; status codes as far as they are told apart. */
    public Counts counts() {
        return Counts.complete(cells, CellTable.statuses(cells), 0);
    }

    /** The latency of all its offered requests; without a good answer one counts as infinitely slow. */
    public Latency latency() {
        return CellTable.ofAllOffered(cells, 0);
    }

    /** The second with its accounting and latency, in one line. */
    @Override
    public String toString() {
        return "second " + second + ": " + counts() + "; latency of all offered requests: "
                + ReportText.percentiles(latency());
    }
}
