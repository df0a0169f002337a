// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Cuts a report at whole seconds; what is known of the whole run only does not get into a part. With full accounting a request
 * belongs to the second of its intended start, and the parts before, in and after a window are the whole run.
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

    private ReportSlice() {}

    static WorkloadReport within(WorkloadReport whole, ReportWindow window) {
        return whole.counts().isComplete()
                ? of(whole, window.firstSecond(), window.lastSecond())
                : of(whole, window.firstSecond() + 1 + LATE_NEWS_SECONDS, window.lastSecond() - 1);
    }

    static WorkloadReport before(WorkloadReport whole, ReportWindow window) {
        return of(whole, whole.counts().isComplete() ? 0 : 1, window.firstSecond() - 1);
    }

    static WorkloadReport after(WorkloadReport whole, ReportWindow window) {
        int late = whole.counts().isComplete() ? 0 : LATE_NEWS_SECONDS;
        return of(whole, window.lastSecond() + 1 + late, Integer.MAX_VALUE);
    }

    /** The seconds from first to last, as far as requests became due in them. */
    private static WorkloadReport of(WorkloadReport whole, int first, int last) {
        int end = Math.min(last, lastSecond(whole));
        Duration length = length(whole.offeredFor(), first, end);
        WorkloadReport.Builder part = WorkloadReport.builder(whole.spec())
                .generator(whole.generator())
                .startedAt(whole.startedAt().plusSeconds(first))
                .offeredFor(length)
                .elapsed(length)
                .latencyBasis(whole.latencyBasis())
                .rules(whole.rules());
        List<TimelineSecond> seconds = whole.timeline().stream()
                .filter(second -> second.second() >= first && second.second() <= end)
                .toList();
        seconds.forEach(second -> second.cells().forEach(cell -> part.addAt(second.second() - first, cell)));
        if (whole.counts().isComplete()) {
            seconds.forEach(second -> second.cells().forEach(part::add));
        } else {
            partial(seconds, part);
        }
        whole.health().map(ReportSlice::withoutWaits).ifPresent(part::addHealth);
        whole.throttled().ifPresent(part::addThrottled); // all of it may lie in this part
        whole.incompleteBecause().ifPresent(part::incompleteBecause);
        whole.evidence().ifPresent(part::evidence);
        whole.again().ifPresent(part::again);
        whole.warnings().forEach(part::addWarning);
        whole.doubts().forEach(part::addDoubt);
        return part.build();
    }

    private static void partial(List<TimelineSecond> seconds, WorkloadReport.Builder part) {
        CellTable table = new CellTable();
        seconds.forEach(second -> table.addAll(second.cells()));
        Counts counts = Counts.complete(table.cells(), new TreeMap<>());
        part.partialCounts(counts.answered(), OptionalLong.empty(), new TreeMap<>(), counts.knownErrors());
        part.plainLatency(CellTable.of(table.cells(), outcome -> outcome.group() == Outcome.Group.ANSWERED)
                .histogram());
        part.addDoubt(UNACCOUNTED);
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

    private static Duration length(Duration offeredFor, int first, int end) {
        if (end < first) {
            return Duration.ZERO;
        }
        Duration upTo = Duration.ofSeconds(end + 1L);
        return (upTo.compareTo(offeredFor) > 0 ? offeredFor : upTo).minusSeconds(first);
    }

    /** The last second in which requests became due; without full accounting the last that is not cut, which would read as a slower one. */
    private static int lastSecond(WorkloadReport whole) {
        Duration offeredFor = whole.offeredFor();
        return whole.counts().isComplete()
                ? (int) Math.max(0, (offeredFor.toNanos() + 999_999_999L) / 1_000_000_000L) - 1
                : (int) offeredFor.toSeconds() - 1;
    }
}
