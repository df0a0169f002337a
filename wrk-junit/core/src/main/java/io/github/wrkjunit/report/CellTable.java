// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Cells added up by operation and outcome; adding is exact. One thread at a time. */
public final class CellTable {

    private record Key(String operation, Outcome outcome) {}

    private static final class Sum {
        private long count;
        private @Nullable LatencyHistogram latencies;
        private final SortedMap<Integer, Long> statuses = new TreeMap<>();
        private Waits waits = Waits.NONE;
    }

    private final Map<Key, Sum> sums =
            new TreeMap<>(Comparator.comparing(Key::operation).thenComparing(Key::outcome));

    /** An empty table. */
    public CellTable() {}

    /** Adds a cell to the sum of its operation and outcome. */
    public void add(Cell cell) {
        Sum sum = sums.computeIfAbsent(new Key(cell.operation(), cell.outcome()), key -> new Sum());
        if (cell.count() > Long.MAX_VALUE - sum.count) {
            throw new IllegalArgumentException("more than " + Long.MAX_VALUE + " requests in all");
        }
        sum.count += cell.count();
        cell.statuses().forEach((status, count) -> sum.statuses.merge(status, count, Long::sum));
        sum.waits = sum.waits.plus(cell.waits());
        if (cell.hasLatencies()) {
            LatencyHistogram latencies = sum.latencies == null ? LatencyHistogram.create() : sum.latencies;
            cell.addLatenciesTo(latencies);
            sum.latencies = latencies;
        }
    }

    /** Adds all these cells. */
    public void addAll(Collection<Cell> cells) {
        cells.forEach(this::add);
    }

    /** The sums, by operation and outcome. */
    public List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        sums.forEach((key, sum) ->
                cells.add(new Cell(key.operation(), key.outcome(), sum.count, sum.latencies, sum.statuses, sum.waits)));
        return List.copyOf(cells);
    }

    /**
     * All requests of these cells; one without a good answer counts as infinitely slow, and a good one whose latency is
     * not known may have taken any time.
     *
     * @param notSentByGenerator so many of those that were not sent may be the generator's doing, and have taken any time
     */
    static Latency ofAllOffered(Collection<Cell> cells, long notSentByGenerator) {
        long bad = cells.stream()
                .filter(cell -> !cell.outcome().isGood())
                .mapToLong(Cell::count)
                .sum();
        return Latency.exact(
                histogram(cells, Outcome::isGood),
                bad - notSentByGenerator,
                unmeasured(cells, Outcome::isGood) + notSentByGenerator);
    }

    /** Those requests of the cells that should have a latency and have one of these outcomes. */
    static Latency of(Collection<Cell> cells, Predicate<Outcome> outcomes) {
        return Latency.exact(histogram(cells, outcomes), 0, unmeasured(cells, outcomes));
    }

    /** The answers of the cells per status code, as far as they are told apart. */
    static SortedMap<Integer, Long> statuses(Collection<Cell> cells) {
        SortedMap<Integer, Long> sums = new TreeMap<>();
        cells.forEach(cell -> cell.statuses().forEach((status, count) -> sums.merge(status, count, Long::sum)));
        return sums;
    }

    /** The waits for a connection of all requests of the cells. */
    static Waits waits(Collection<Cell> cells) {
        return cells.stream().map(Cell::waits).reduce(Waits.NONE, Waits::plus);
    }

    private static long unmeasured(Collection<Cell> cells, Predicate<Outcome> outcomes) {
        return cells.stream()
                .filter(cell -> outcomes.test(cell.outcome()))
                .mapToLong(Cell::unmeasured)
                .sum();
    }

    private static LatencyHistogram histogram(Collection<Cell> cells, Predicate<Outcome> outcomes) {
        LatencyHistogram sum = LatencyHistogram.create();
        for (Cell cell : cells) {
            if (outcomes.test(cell.outcome())) {
                cell.addLatenciesTo(sum);
            }
        }
        return sum;
    }
}
