// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import io.github.wrkjunit.spec.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Cuts a report; what is known of the whole run only does not get into a part. With full accounting a request belongs to the part
 * in which its intended start is, and the parts before, in and after a window are the whole run.
 *
 * <p>Who does not account for each request in the whole does not do so in a part either, and no verdict rests on one. The seconds
 * of such a timeline are those of the day's clock in which answers came: the first and the last are cut by the run, those in which
 * a window begins and ends belong to two parts, and so may the second that follows on each of these, because the news of the load's
 * start reaches the test up to a second late. All of these are in no part. Stateless.
 */
final class ReportSlice {

    /** How many seconds more may belong to two parts, because the test learns of the start after it. */
    private static final int LATE_NEWS_SECONDS = 1;

    private static final Validity.Problem UNACCOUNTED = new Validity.Problem(
            Validity.Reason.PART_OF_RUN,
            "This is a part of the run, and the generator does not tell when a request was due: neither the errors nor the"
                    + " latencies of a part are known. Judge the whole load, or use the runtime \"local\".");

    /** What to cut out: a stretch of time, which of the timeline belongs to it, and what to call it. */
    private record Cut(Duration from, Duration to, Predicate<TimelinePart> holds, String name) {

        static Cut seconds(int first, int last, String name) {
            return new Cut(
                    Duration.ofSeconds(first),
                    Duration.ofSeconds(Math.max(first, last + 1L)),
                    part -> part.second() >= first && part.second() <= last,
                    name);
        }
    }

    private ReportSlice() {}

    static WorkloadReport within(WorkloadReport whole, String name, ReportWindow window) {
        String title = "window \"" + name + "\"";
        return of(
                whole,
                whole.counts().isComplete()
                        ? new Cut(
                                window.begin(),
                                earlier(window.end(), whole.offeredFor()),
                                part -> !window.isAfter(part) && !window.isBefore(part),
                                title)
                        : Cut.seconds(
                                window.firstSecond() + 1 + LATE_NEWS_SECONDS,
                                Math.min(window.lastSecond() - 1, lastWholeSecond(whole)),
                                title));
    }

    static WorkloadReport before(WorkloadReport whole, String name, ReportWindow window) {
        String title = "before window \"" + name + "\"";
        return of(
                whole,
                whole.counts().isComplete()
                        ? new Cut(Duration.ZERO, earlier(window.begin(), whole.offeredFor()), window::isAfter, title)
                        : Cut.seconds(1, Math.min(window.firstSecond() - 1, lastWholeSecond(whole)), title));
    }

    static WorkloadReport after(WorkloadReport whole, String name, ReportWindow window) {
        String title = "after window \"" + name + "\"";
        return of(
                whole,
                whole.counts().isComplete()
                        ? new Cut(window.end(), whole.offeredFor(), window::isBefore, title)
                        : Cut.seconds(window.lastSecond() + 1 + LATE_NEWS_SECONDS, lastWholeSecond(whole), title));
    }

    private static WorkloadReport of(WorkloadReport whole, Cut cut) {
        List<TimelinePart> parts =
                whole.timelineParts().stream().filter(cut.holds()).toList();
        // of several workers each has its own clock, so that a part may begin a little before
        int first = parts.stream()
                .mapToInt(TimelinePart::second)
                .reduce((int) cut.from().toSeconds(), Math::min);
        Duration length = cut.to().compareTo(cut.from()) > 0 ? cut.to().minus(cut.from()) : Duration.ZERO;
        WorkloadReport.Builder part = WorkloadReport.builder(whole.spec())
                .generator(whole.generator())
                .startedAt(whole.startedAt().plusSeconds(first))
                .offeredFor(length)
                .elapsed(length)
                .latencyBasis(whole.latencyBasis())
                .rules(whole.rules())
                .part(cut.name() + (length.isZero() ? "" : " (" + place(cut) + ")"));
        parts.forEach(one -> one.cells().forEach(cell -> part.addAt(one.second() - first, one.marks(), cell)));
        if (whole.counts().isComplete()) {
            parts.forEach(one -> one.cells().forEach(part::add));
        } else {
            partial(parts, part);
        }
        health(whole, cut, first, part);
        whole.throttled().ifPresent(part::addThrottled); // all of it may lie in this part
        whole.incompleteBecause().ifPresent(part::incompleteBecause);
        whole.evidence().ifPresent(part::evidence);
        whole.again().ifPresent(part::again);
        whole.warnings().forEach(part::addWarning);
        whole.doubts().forEach(part::addDoubt);
        return part.build();
    }

    /** Such as {@code 10 s to 20.5 s}, which are times of the whole run. */
    private static String place(Cut cut) {
        return (cut.from().isZero() ? "0 s" : Durations.readable(cut.from())) + " to " + Durations.readable(cut.to());
    }

    private static void partial(List<TimelinePart> parts, WorkloadReport.Builder part) {
        CellTable table = new CellTable();
        parts.forEach(one -> table.addAll(one.cells()));
        Counts counts = Counts.complete(table.cells(), new TreeMap<>(), 0);
        part.partialCounts(counts.answered(), OptionalLong.empty(), new TreeMap<>(), counts.knownErrors());
        part.plainLatency(CellTable.of(table.cells(), outcome -> outcome.group() == Outcome.Group.ANSWERED)
                .histogram());
        part.addDoubt(UNACCOUNTED);
    }

    /** The health of the seconds that the part touches; that of the whole run where it is not known by second. */
    private static void health(WorkloadReport whole, Cut cut, int first, WorkloadReport.Builder part) {
        if (whole.health().isEmpty()) {
            return;
        }
        if (whole.secondHealth().isEmpty()) {
            part.addHealth(withoutWaits(whole.health().get()));
            return;
        }
        LatencyHistogram lag = LatencyHistogram.create();
        Duration longestStall = Duration.ZERO;
        Duration cpuDelay = Duration.ZERO;
        int end = Math.max(first, (int) Math.ceil(cut.to().toNanos() / 1e9));
        for (Map.Entry<Integer, SecondHealth> second :
                whole.secondHealth().subMap(first, end).entrySet()) {
            SecondHealth health = second.getValue();
            part.addHealthAt(second.getKey() - first, health);
            health.addSendLagTo(lag);
            longestStall = SecondHealth.longer(longestStall, health.longestStall());
            cpuDelay = cpuDelay.plus(health.cpuDelay());
        }
        part.addHealth(
                new GeneratorHealth(lag, LatencyHistogram.create(), 0, longestStall, Duration.ZERO, cpuDelay, 0, 0));
    }

    /** How long requests waited for connections is known of the whole run only. */
    private static GeneratorHealth withoutWaits(GeneratorHealth health) {
        return new GeneratorHealth(
                health.sendLag(),
                LatencyHistogram.create(),
                0,
                health.longestStall(),
                health.gcPause(),
                health.cpuDelay(),
                health.connectionsOpened(),
                health.connectFailures());
    }

    private static Duration earlier(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    /** The last second that the end of the run does not cut: it would read as a slower one. */
    private static int lastWholeSecond(WorkloadReport whole) {
        return (int) whole.offeredFor().toSeconds() - 1;
    }
}
