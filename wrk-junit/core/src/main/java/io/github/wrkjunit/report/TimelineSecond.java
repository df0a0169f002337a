// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import java.util.List;
import java.util.TreeMap;

/**
 * The requests whose intended start lies in one second of the run.
 *
 * @param second seconds since the clock's start, from 0
 * @param cells their outcomes per operation
 */
public record TimelineSecond(int second, List<Cell> cells) {

    /** Copies the list. */
    public TimelineSecond {
        cells = List.copyOf(cells);
    }

    /** What became of the second's requests; status codes are known for the whole load only. */
    public Counts counts() {
        return Counts.complete(cells, new TreeMap<>());
    }

    /** The latency of all its offered requests; without a good answer one counts as infinitely slow. */
    public Latency latency() {
        return CellTable.ofAllOffered(cells);
    }
}
