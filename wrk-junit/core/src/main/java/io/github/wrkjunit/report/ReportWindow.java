// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import io.github.wrkjunit.spec.Durations;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;

/**
 * A named stretch of a run. It is exact where the generator has set a mark at its begin and at its end: then it holds the requests
 * whose intended start is between the two. Otherwise it holds the whole seconds of the timeline that it touches.
 *
 * @param from when it began, from the start of the timeline, cut to microseconds
 * @param to when it ended, cut to microseconds
 * @param beginMark the number, from 1, of the generator's mark at its begin; empty if there is none
 * @param endMark the number of the mark at its end; empty if there is none, or if the load ended first
 */
public record ReportWindow(Duration from, Duration to, OptionalInt beginMark, OptionalInt endMark) {

    /** Cuts the times to microseconds. */
    public ReportWindow {
        from = from.truncatedTo(ChronoUnit.MICROS);
        to = to.truncatedTo(ChronoUnit.MICROS);
        if (from.isNegative() || to.compareTo(from) < 0 || (beginMark.isEmpty() && endMark.isPresent())) {
            throw new IllegalArgumentException(
                    "a window from " + from + " to " + to + ", between the marks " + beginMark + " and " + endMark);
        }
    }

    /** A window of whole seconds, the last one included. */
    public static ReportWindow ofSeconds(int firstSecond, int lastSecond) {
        return new ReportWindow(
                Duration.ofSeconds(firstSecond),
                Duration.ofSeconds(lastSecond),
                OptionalInt.empty(),
                OptionalInt.empty());
    }

    /** Whether it holds just the requests that were due in it. */
    public boolean isExact() {
        return beginMark.isPresent();
    }

    /** The second in which it began. */
    public int firstSecond() {
        return (int) from.toSeconds();
    }

    /** The second in which it ended. */
    public int lastSecond() {
        return (int) to.toSeconds();
    }

    /** When the requests that it holds begin to be due. */
    Duration begin() {
        return isExact() ? from : Duration.ofSeconds(firstSecond());
    }

    /** When the requests that it holds end to be due. */
    Duration end() {
        return isExact() ? to : Duration.ofSeconds(lastSecond() + 1L);
    }

    /** Whether this part of a timeline was due before it. */
    boolean isAfter(TimelinePart part) {
        return isExact() ? part.marks() < beginMark.getAsInt() : part.second() < firstSecond();
    }

    /** Whether this part of a timeline was due after it. */
    boolean isBefore(TimelinePart part) {
        return isExact() ? endMark.isPresent() && part.marks() >= endMark.getAsInt() : part.second() > lastSecond();
    }

    /** Such as {@code 5.2 s to 9.9 s}. */
    @Override
    public String toString() {
        return Durations.readable(from) + " to " + Durations.readable(to);
    }
}
