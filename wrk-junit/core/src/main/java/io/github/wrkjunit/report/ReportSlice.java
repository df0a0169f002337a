// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Cuts a report at whole seconds of the intended start; what is known of the whole run only does not get into a part. Stateless. */
final class ReportSlice {

    private ReportSlice() {}

    /** The seconds from first to last, as far as requests became due in them. */
    static WorkloadReport of(WorkloadReport whole, int first, int last) {
        int end = Math.min(last, secondsOf(whole.offeredFor()) - 1);
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
        return part.build();
    }

    /** Who does not account for each request in the whole does not do so in a part either. */
    private static void partial(List<TimelineSecond> seconds, WorkloadReport.Builder part) {
        CellTable table = new CellTable();
        seconds.forEach(second -> table.addAll(second.cells()));
        Counts counts = Counts.complete(table.cells(), new TreeMap<>());
        part.partialCounts(counts.answered(), OptionalLong.empty(), new TreeMap<>(), counts.knownErrors());
        part.plainLatency(CellTable.of(table.cells(), outcome -> outcome.group() == Outcome.Group.ANSWERED)
                .histogram());
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

    private static int secondsOf(Duration duration) {
        return (int) Math.max(0, (duration.toNanos() + 999_999_999L) / 1_000_000_000L);
    }
}
