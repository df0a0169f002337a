// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.measure;

import io.github.wrkjunit.report.Cell;
import io.github.wrkjunit.report.LatencyHistogram;
import io.github.wrkjunit.report.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Counts and latencies per operation and outcome. One thread at a time. */
final class CellGrid {

    private final long[] counts = new long[OperationTable.MOST * OutcomeIndex.COUNT];
    private final @Nullable Histogram[] latencies = new @Nullable Histogram[counts.length];

    void add(int operation, Outcome outcome, long count, long latencyUs) {
        int index = operation * OutcomeIndex.COUNT + OutcomeIndex.of(outcome);
        counts[index] += count;
        if (latencyUs != FinishedRequests.NO_LATENCY) {
            Histogram histogram = latencies[index];
            if (histogram == null) {
                histogram = new Histogram(3); // resizes itself: most cells see short times only
                latencies[index] = histogram;
            }
            histogram.recordValueWithCount(latencyUs, count);
        }
    }

    long count() {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    List<Cell> cells(OperationTable names) {
        List<Cell> cells = new ArrayList<>();
        for (int index = 0; index < counts.length; index++) {
            if (counts[index] > 0) {
                Histogram histogram = latencies[index];
                boolean measured = histogram != null && histogram.getTotalCount() > 0;
                cells.add(new Cell(
                        names.name(index / OutcomeIndex.COUNT),
                        OutcomeIndex.outcome(index % OutcomeIndex.COUNT),
                        counts[index],
                        measured ? LatencyHistogram.of(histogram) : null));
            }
        }
        return cells;
    }
}
