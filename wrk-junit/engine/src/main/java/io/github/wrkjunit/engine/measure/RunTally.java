// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.measure;

import io.github.wrkjunit.report.Cell;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/**
 * Adds up what the threads of a run have finished, as totals and per second of the intended start. Confined to its reporter, except
 * {@link #mark}, which any thread may call.
 */
public final class RunTally {

    private final List<ThreadMeasures> threads;
    private final Marks marks;
    private final int[][] numbers;
    private final OperationTable operations = new OperationTable();
    private final CellGrid totals = new CellGrid();
    private final TreeMap<Integer, TreeMap<Integer, CellGrid>> untold = new TreeMap<>();
    private final HealthTally health;

    /**
     * A tally of these threads.
     *
     * @param marks those of the run, which the threads know too
     * @param lastSecond the last second in which a request is due
     */
    public RunTally(List<ThreadMeasures> threads, Marks marks, int lastSecond) {
        this.threads = List.copyOf(threads);
        this.marks = marks;
        health = new HealthTally(threads.size(), lastSecond);
        numbers = new int[threads.size()][OperationNames.MOST + 2];
        for (int[] ofThread : numbers) {
            Arrays.fill(ofThread, -1);
        }
    }

    /**
     * Sets a mark. No request that is due behind it can have been drained before, because it is not even sent; so each request is
     * told on the right side of it.
     *
     * @param number one more than that of the mark before, from 1
     * @param offsetNs asked for the time since the clock's start
     * @param set takes the mark's number and its offset; not called for another number, or if there are too many marks
     */
    public synchronized void mark(int number, LongSupplier offsetNs, BiConsumer<Integer, Long> set) {
        long nowNs = offsetNs.getAsLong();
        if (marks.add(number, nowNs)) {
            set.accept(number, nowNs);
        }
    }

    /** Takes what the threads have handed over; each batch is shown before it is recycled, with the number of its thread. */
    public synchronized void drain(BiConsumer<Integer, FinishedRequests> reader) {
        for (int i = 0; i < threads.size(); i++) {
            int thread = i;
            threads.get(i).drain(batch -> {
                add(thread, batch);
                reader.accept(thread, batch);
            });
            drainHealth(i);
        }
    }

    /**
     * Tells, per second of the intended start, what was drained since the last call; each request is told exactly once.
     *
     * @param last whether there is no more to come; before, the health of a second is told when all threads are through with it
     */
    public void tell(IntervalListener listener, boolean last) {
        health.settle(last);
        untold.forEach((second, parts) -> parts.forEach(
                (before, grid) -> listener.interval(second, before, grid.cells(operations), health.take(second))));
        untold.clear();
        for (int second : health.seconds()) {
            listener.interval(second, 0, List.of(), health.take(second));
        }
    }

    /** All that was drained so far. */
    public List<Cell> cells() {
        return totals.cells(operations);
    }

    /** The number of requests that were drained so far. */
    public long count() {
        return totals.count();
    }

    private void drainHealth(int thread) {
        ThreadMeasures measures = threads.get(thread);
        measures.drainHealth(
                sample -> { // none while it is away; it tells when it is back
                    long delayNs =
                            sample.cpuDelayNs() == HealthSample.ASK ? measures.runQueueDelayNs() : sample.cpuDelayNs();
                    health.add(thread, sample, delayNs);
                });
    }

    private void add(int thread, FinishedRequests batch) {
        int second = -1;
        int before = -1;
        CellGrid grid = totals;
        Histogram lagsUs = null;
        for (int i = 0; i < batch.size(); i++) {
            int ofSecond = batch.second(i);
            int ofMarks = marks.before(batch.offsetNs(i));
            if (ofSecond != second || ofMarks != before) {
                lagsUs = ofSecond == second ? lagsUs : null;
                second = ofSecond;
                before = ofMarks;
                grid = untold.computeIfAbsent(second, key -> new TreeMap<>())
                        .computeIfAbsent(before, key -> new CellGrid());
            }
            int operation = numberOf(thread, batch.operation(i));
            totals.add(operation, batch, i);
            grid.add(operation, batch, i);
            if (batch.lagUs(i) != FinishedRequests.NO_LATENCY) {
                lagsUs = lagsUs != null ? lagsUs : health.lagsUs(second);
                lagsUs.recordValueWithCount(batch.lagUs(i), batch.count(i));
            }
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
