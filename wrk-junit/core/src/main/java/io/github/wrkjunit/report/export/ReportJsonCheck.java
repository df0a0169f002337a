// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.export;

import io.github.wrkjunit.report.Cell;
import io.github.wrkjunit.report.CellTable;
import io.github.wrkjunit.report.Counts;
import io.github.wrkjunit.report.Latency;
import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.report.WorkloadReport;
import java.util.List;
import java.util.OptionalLong;

/** Sees to it that what a report file tells twice is told alike: a file that was edited is no evidence. Stateless. */
final class ReportJsonCheck {

    private ReportJsonCheck() {}

    static void check(JsonObject json, WorkloadReport read) throws JsonValueException {
        Counts counts = read.counts();
        if (json.has("partial") && json.has("bounded")) {
            throw new JsonValueException(
                    "it has both \"partial\" and \"bounded\", and a report has one of them at most");
        }
        Latency answered = read.answeredLatency();
        long latencies = answered.count() - answered.uncertainCount();
        if (latencies > counts.answered()) {
            throw new JsonValueException(
                    "it holds " + latencies + " latencies of " + counts.answered() + " answered requests");
        }
        if (counts.isComplete()) {
            complete(read);
        }
        if (json.has("summary")) {
            summary(json.object("summary").object("counts"), counts);
        }
    }

    private static void complete(WorkloadReport read) throws JsonValueException {
        for (Cell cell : read.cells()) {
            boolean measured = cell.outcome().group() == Outcome.Group.ANSWERED
                    || cell.outcome().group() == Outcome.Group.FAILED;
            long latencies = cell.latencies().map(of -> of.count()).orElse(0L);
            if (measured && latencies != cell.count()) {
                throw new JsonValueException("\"cells\" holds " + cell.count() + " requests of " + cell.operation()
                        + " " + cell.outcome().key() + " with " + latencies + " latencies");
            }
        }
        CellTable seconds = new CellTable();
        read.timelineParts().forEach(part -> seconds.addAll(part.cells()));
        if (!read.timelineParts().isEmpty() && !nonEmpty(seconds.cells()).equals(nonEmpty(read.cells()))) {
            throw new JsonValueException("\"timeline\" adds up to other requests than \"cells\"");
        }
    }

    private static void summary(JsonObject told, Counts counts) throws JsonValueException {
        same(told, "offered", counts.offered());
        same(told, "sent", counts.sent());
        same(told, "answered", OptionalLong.of(counts.answered()));
        same(told, "errors", counts.errors());
        same(told, "known_errors", OptionalLong.of(counts.knownErrors()));
    }

    private static void same(JsonObject told, String name, OptionalLong counted) throws JsonValueException {
        OptionalLong number = told.has(name) ? OptionalLong.of(told.whole(name)) : OptionalLong.empty();
        if (!number.equals(counted)) {
            throw new JsonValueException(
                    told.placeOf(name) + " is " + shown(number) + ", what was measured adds up to " + shown(counted));
        }
    }

    private static String shown(OptionalLong number) {
        return number.isPresent() ? Long.toString(number.getAsLong()) : "unknown";
    }

    private static List<Cell> nonEmpty(List<Cell> cells) {
        return cells.stream().filter(cell -> cell.count() > 0).toList();
    }
}
