// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.measure;

import io.github.wrkjunit.report.Cell;
import io.github.wrkjunit.report.LatencyHistogram;
import io.github.wrkjunit.report.Waits;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Counts and latencies per operation and outcome. One thread at a time. */
final class CellGrid {

    private final long[] counts = new long[OperationTable.MOST * OutcomeIndex.COUNT];
    private final @Nullable Histogram[] latencies = new @Nullable Histogram[counts.length];
    private final @Nullable StatusCounts[] statuses = new @Nullable StatusCounts[counts.length];
    private final long[] waited = new long[counts.length];
    private final long[] waitsUs = new long[counts.length];
    private final long[] longestWaitsUs = new long[counts.length];

    /** Adds an entry of a batch, whose operation has this number here. */
    void add(int operation, FinishedRequests batch, int entry) {
        int index = operation * OutcomeIndex.COUNT + OutcomeIndex.of(batch.outcome(entry));
        long count = batch.count(entry);
        counts[index] += count;
        addLatency(index, count, batch.latencyUs(entry));
        if (batch.status(entry) != FinishedRequests.NO_STATUS) {
            StatusCounts ofCell = statuses[index];
            if (ofCell == null) {
                ofCell = new StatusCounts();
                statuses[index] = ofCell;
            }
            ofCell.add(batch.status(entry), count);
        }
        long waitUs = batch.waitUs(entry);
        if (waitUs > 0) {
            waited[index] += count;
            waitsUs[index] += waitUs;
            longestWaitsUs[index] = Math.max(longestWaitsUs[index], waitUs);
        }
    }

    private void addLatency(int index, long count, long latencyUs) {
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
                        measured ? LatencyHistogram.of(histogram) : null,
                        statuses(index),
                        new Waits(
                                waited[index],
                                Duration.of(waitsUs[index], ChronoUnit.MICROS),
                                Duration.of(longestWaitsUs[index], ChronoUnit.MICROS))));
            }
        }
        return cells;
    }

    private SortedMap<Integer, Long> statuses(int index) {
        StatusCounts ofCell = statuses[index];
        return ofCell == null ? Collections.emptySortedMap() : ofCell.toMap();
    }
}
