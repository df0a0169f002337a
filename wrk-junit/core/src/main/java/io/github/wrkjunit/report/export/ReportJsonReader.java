// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.export;

import io.github.wrkjunit.report.Cell;
import io.github.wrkjunit.report.ReportWindow;
import io.github.wrkjunit.report.SecondHealth;
import io.github.wrkjunit.report.Validity;
import io.github.wrkjunit.report.ValidityRules;
import io.github.wrkjunit.report.WorkloadReport;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what was measured from a report file; what follows from that, the summary, is worked out anew. Stateless. */
final class ReportJsonReader {

    private ReportJsonReader() {}

    static WorkloadReport read(JsonObject json) throws JsonValueException {
        WorkloadReport.Builder report = WorkloadReport.builder(SpecJson.read(json))
                .generator(json.text("generator"))
                .startedAt(startedAt(json))
                .offeredFor(JsonCells.us(json, "offered_for_us"))
                .elapsed(JsonCells.us(json, "elapsed_us"))
                .latencyBasis(JsonCells.basis(json))
                .rules(rules(json.object("rules")));
        for (String warning : json.texts("warnings")) {
            report.addWarning(warning);
        }
        if (json.has("doubts")) {
            for (JsonObject doubt : json.objects("doubts")) {
                report.addDoubt(new Validity.Problem(reason(doubt), doubt.text("sentence")));
            }
        }
        if (json.has("incomplete_because")) {
            report.incompleteBecause(json.text("incomplete_because"));
        }
        if (json.has("again")) {
            report.again(json.text("again"));
        }
        if (json.has("evidence")) {
            report.evidence(evidence(json));
        }
        for (JsonObject window : json.objects("windows")) {
            report.window(window.text("name"), window(window));
        }
        measured(json, report);
        try {
            WorkloadReport read = report.build();
            ReportJsonCheck.check(json, read);
            return read;
        } catch (IllegalArgumentException e) {
            throw new JsonValueException(json.placeOf("unsplit_histogram") + " does not fit: " + e.getMessage());
        }
    }

    private static ReportWindow window(JsonObject json) throws JsonValueException {
        int first = JsonCells.small(json, "first_second");
        int last = JsonCells.small(json, "last_second");
        try {
            return json.has("from_us")
                    ? new ReportWindow(
                            JsonCells.us(json, "from_us"),
                            JsonCells.us(json, "to_us"),
                            number(json, "begin_mark"),
                            number(json, "end_mark"))
                    : ReportWindow.ofSeconds(first, last);
        } catch (IllegalArgumentException e) {
            throw new JsonValueException(json.placeOf("name") + " does not fit: " + e.getMessage());
        }
    }

    private static OptionalInt number(JsonObject json, String name) throws JsonValueException {
        return json.has(name) ? OptionalInt.of(JsonCells.small(json, name)) : OptionalInt.empty();
    }

    private static void measured(JsonObject json, WorkloadReport.Builder report) throws JsonValueException {
        if (json.has("bytes_read")) {
            report.addBytesRead(JsonCells.bytes(json, "bytes_read"));
        }
        if (json.has("health")) {
            report.addHealth(JsonCells.health(json));
        }
        if (json.has("throttled_us")) {
            report.addThrottled(JsonCells.us(json, "throttled_us"));
        }
        SortedMap<Integer, Long> statuses = JsonCells.statuses(json);
        if (json.has("partial")) {
            partial(json.object("partial"), statuses, report);
        } else {
            statuses.forEach(report::addStatus);
        }
        if (json.has("bounded")) {
            report.bounded(json.object("bounded").count("unresolved"));
        }
        if (json.has("unsplit_histogram")) {
            report.addUnsplitLatencies(JsonCells.histogram(json, "unsplit_histogram"));
        }
        JsonCells.read(json, "cells").forEach(report::add);
        for (JsonObject second : json.objects("timeline")) {
            for (Cell cell : JsonCells.read(second, "cells")) {
                report.addAt(JsonCells.small(second, "second"), JsonCells.marks(second), cell);
            }
        }
        if (json.has("seconds")) {
            for (JsonObject second : json.objects("seconds")) {
                Optional<SecondHealth> health = JsonCells.secondHealth(second);
                if (health.isPresent()) {
                    report.addHealthAt(JsonCells.small(second, "second"), health.get());
                }
            }
        }
    }

    private static void partial(JsonObject json, SortedMap<Integer, Long> statuses, WorkloadReport.Builder report)
            throws JsonValueException {
        OptionalLong sent = json.has("sent") ? OptionalLong.of(json.count("sent")) : OptionalLong.empty();
        report.partialCounts(json.count("answered"), sent, statuses, json.count("known_errors"));
        if (json.has("histogram")) {
            report.plainLatency(JsonCells.histogram(json, "histogram"));
        } else {
            NavigableMap<Double, Long> rowsUs = new TreeMap<>();
            for (JsonObject row : json.objects("printed_us")) {
                rowsUs.put(row.number("percentile"), JsonCells.us(row, "us").toNanos() / 1000);
            }
            checkRows(json, rowsUs);
            report.printedLatency(rowsUs, json.count("recorded"));
        }
    }

    private static void checkRows(JsonObject json, NavigableMap<Double, Long> rowsUs) throws JsonValueException {
        long before = 0;
        for (Map.Entry<Double, Long> row : rowsUs.entrySet()) {
            if (!(row.getKey() > 0 && row.getKey() <= 100) || row.getValue() < before) {
                throw new JsonValueException(
                        json.placeOf("printed_us") + " holds " + row.getValue() + " us at percentile " + row.getKey()
                                + ", which is outside of (0, 100], or lower than the row before");
            }
            before = row.getValue();
        }
    }

    private static Validity.Reason reason(JsonObject json) throws JsonValueException {
        String key = json.text("reason");
        for (Validity.Reason reason : Validity.Reason.values()) {
            if (JsonCells.key(reason).equals(key)) {
                return reason;
            }
        }
        throw new JsonValueException(json.placeOf("reason") + " is \"" + key + "\", which is no reason");
    }

    private static ValidityRules rules(JsonObject json) throws JsonValueException {
        return new ValidityRules(json.number("rate_tolerance"), SpecJson.time(json, "lag_tolerance"));
    }

    private static Instant startedAt(JsonObject json) throws JsonValueException {
        String text = json.text("started_at");
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new JsonValueException(
                    json.placeOf("started_at") + " is \"" + text + "\", not a time such as 2026-03-01T12:00:00Z");
        }
    }

    private static Path evidence(JsonObject json) throws JsonValueException {
        String text = json.text("evidence");
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new JsonValueException(json.placeOf("evidence") + " is \"" + text + "\", which is no path here");
        }
    }
}
