// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

import io.github.wrkjunit.engine.loop.LoadResult;
import io.github.wrkjunit.report.Cell;
import io.github.wrkjunit.report.LatencyHistogram;
import io.github.wrkjunit.report.Outcome;
import org.HdrHistogram.Histogram;

/** Sums over a result that wrk2's text and scripts want. Stateless. */
final class RunTotals {

    private RunTotals() {}

    /** Complete answers, whatever their status. */
    static long answered(LoadResult result) {
        return result.cells().stream()
                .filter(cell -> cell.outcome().group() == Outcome.Group.ANSWERED)
                .mapToLong(Cell::count)
                .sum();
    }

    /** Their latencies from the intended start, in wrk2's own range. */
    static Histogram answeredLatencyUs(LoadResult result) {
        LatencyHistogram sum = LatencyHistogram.create();
        result.cells().stream()
                .filter(cell -> cell.outcome().group() == Outcome.Group.ANSWERED)
                .forEach(cell -> cell.latencies().ifPresent(sum::add));
        return sum.toHistogram();
    }
}
