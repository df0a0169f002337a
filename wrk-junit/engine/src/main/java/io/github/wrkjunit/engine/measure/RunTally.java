// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.measure;

import io.github.wrkjunit.report.Cell;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Adds up what the threads of a run have finished, as totals and per second of the intended start. Confined to its reporter. */
public final class RunTally {

    private final List<ThreadMeasures> threads;
    private final int[][] numbers;
    private final OperationTable operations = new OperationTable();
    private final CellGrid totals = new CellGrid();
    private final TreeMap<Integer, CellGrid> untold = new TreeMap<>();

    /** A tally of these threads. */
    public RunTally(List<ThreadMeasures> threads) {
        this.threads = List.copyOf(threads);
        numbers = new int[threads.size()][OperationNames.MOST + 2];
        for (int[] ofThread : numbers) {
            Arrays.fill(ofThread, -1);
        }
    }

    /** Takes what the threads have handed over; each batch is shown before it is recycled, with the number of its thread. */
    public void drain(BiConsumer<Integer, FinishedRequests> reader) {
        for (int i = 0; i < threads.size(); i++) {
            int thread = i;
            threads.get(i).drain(batch -> {
                add(thread, batch);
                reader.accept(thread, batch);
            });
        }
    }

    /** Tells, per second of the intended start, what was drained since the last call; each request is told exactly once. */
    public void tell(BiConsumer<Integer, List<Cell>> listener) {
        untold.forEach((second, grid) -> listener.accept(second, grid.cells(operations)));
        untold.clear();
    }

    /** All that was drained so far. */
    public List<Cell> cells() {
        return totals.cells(operations);
    }

    /** The number of requests that were drained so far. */
    public long count() {
        return totals.count();
    }

    private void add(int thread, FinishedRequests batch) {
        int second = -1;
        CellGrid grid = totals;
        for (int i = 0; i < batch.size(); i++) {
            if (batch.second(i) != second) {
                second = batch.second(i);
                grid = untold.computeIfAbsent(second, key -> new CellGrid());
            }
            int operation = numberOf(thread, batch.operation(i));
            totals.add(operation, batch.outcome(i), batch.count(i), batch.latencyUs(i));
            grid.add(operation, batch.outcome(i), batch.count(i), batch.latencyUs(i));
        }
    }

    private int numberOf(int thread, int operation) {
        int number = numbers[thread][operation];
        if (number < 0) {
            number = operations.numberOf(threads.get(thread).names().name(operation));
            numbers[thread][operation] = number;
        }
        return number;
    }
}
