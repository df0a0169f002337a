// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import io.github.wrkjunit.spec.Durations;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The seconds in which the generator may have been the slower one of the two. What a thread does that never waits is its own
 * speed, and what it does without a processor is its machine's; neither says anything about the system. Immutable.
 */
final class GeneratorLimit {

    /** A thread that waits for less than this share of a second may be what everybody else waits for. */
    private static final double IDLE_SHARE = 0.25;

    /** From this share of such seconds on nobody can tell who has kept requests from being sent. */
    private static final double LIMITED_SHARE = 0.1;

    /** So many tolerated lags without a processor within a second cannot go unnoticed. */
    private static final int DELAYS = 5;

    private final SortedMap<Integer, SecondHealth> seconds;
    private final SortedSet<Integer> busy = new TreeSet<>();
    private final SortedSet<Integer> starved = new TreeSet<>();
    private final SortedSet<Integer> limited = new TreeSet<>();

    GeneratorLimit(SortedMap<Integer, SecondHealth> seconds, Duration lagTolerance) {
        this.seconds = seconds;
        Duration longestDelay = lagTolerance.multipliedBy(DELAYS);
        seconds.forEach((second, health) -> {
            if (health.idleShare().orElse(1) < IDLE_SHARE) {
                busy.add(second);
            }
            if (health.cpuDelay().compareTo(longestDelay) > 0) {
                starved.add(second);
            }
        });
        limited.addAll(busy);
        limited.addAll(starved);
    }

    /**
     * How many requests that were not sent may be the generator's own doing: those that were due in the seconds in question, or all,
     * if there are many of these seconds.
     *
     * @param cells all requests that are looked at
     * @param parts the timeline in which they are, with others
     * @param which which requests of the timeline are looked at
     */
    long notSent(Collection<Cell> cells, Collection<TimelinePart> parts, Predicate<Cell> which) {
        if (limited.isEmpty()) {
            return 0;
        }
        Stream<Cell> doubtful = limited.size() >= LIMITED_SHARE * seconds.size()
                ? cells.stream()
                : parts.stream()
                        .filter(part -> limited.contains(part.second()))
                        .flatMap(part -> part.cells().stream())
                        .filter(which);
        return doubtful.filter(cell -> cell.outcome() == Outcome.NOT_SENT)
                .mapToLong(Cell::count)
                .sum();
    }

    /**
     * Why a percentile may show the generator's own limit and not the system's, in whole sentences; empty if more requests lie
     * above it than became due in the seconds in question.
     */
    Optional<String> at(WorkloadReport report, double percentile) {
        if (limited.isEmpty()) {
            return Optional.empty();
        }
        long all = 0;
        long doubtful = 0;
        for (TimelinePart part : report.timelineParts()) {
            long count = part.cells().stream().mapToLong(Cell::count).sum();
            all += count;
            doubtful += limited.contains(part.second()) ? count : 0;
        }
        return doubtful > (1 - percentile / 100) * all
                ? Optional.of(sentence(report, doubtful, all))
                : Optional.empty();
    }

    private String sentence(WorkloadReport report, long doubtful, long all) {
        Duration delay =
                seconds.values().stream().map(SecondHealth::cpuDelay).reduce(Duration.ZERO, SecondHealth::longer);
        String seen = busy.isEmpty()
                ? String.format(
                        Locale.ROOT,
                        "A thread of it was ready to run and had no processor for up to %s of a second in %,d of %,d seconds",
                        Durations.readable(delay),
                        starved.size(),
                        seconds.size())
                : String.format(
                        Locale.ROOT,
                        "A thread of it had no time to spare in %,d of %,d seconds",
                        busy.size(),
                        seconds.size());
        return String.format(
                Locale.ROOT,
                "The generator was at its own limit. %s, in which %,d of %,d requests were due, so it may be the generator that was slow. Offer less, use more threads (now %d), or give it a quieter machine.",
                seen,
                doubtful,
                all,
                report.spec().threads());
    }
}
