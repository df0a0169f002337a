// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.export;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.wrkjunit.report.Counts;
import io.github.wrkjunit.report.Latency;
import io.github.wrkjunit.report.LatencyValue;
import io.github.wrkjunit.report.OperationReport;
import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.report.ReportText;
import io.github.wrkjunit.report.ReportWindow;
import io.github.wrkjunit.report.SecondHealth;
import io.github.wrkjunit.report.TimelinePart;
import io.github.wrkjunit.report.Validity;
import io.github.wrkjunit.report.Waits;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.spec.Attribute;
import io.github.wrkjunit.spec.Durations;
import io.github.wrkjunit.spec.Redaction;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Writes report files: first what people look for, then what was measured, which alone is read back. Stateless. */
final class ReportJsonWriter {

    private static final double[] PERCENTILES = {50, 90, 99, 99.9};

    private ReportJsonWriter() {}

    static void write(JsonGenerator json, WorkloadReport report) throws IOException {
        json.writeStartObject();
        json.writeStringField("format", JsonReport.FORMAT);
        json.writeNumberField("version", JsonReport.VERSION);
        json.writeStringField("name", report.name());
        json.writeStringField("generator", report.generator());
        json.writeStringField("started_at", report.startedAt().toString());
        JsonCells.writeUs(json, "offered_for_us", report.offeredFor());
        JsonCells.writeUs(json, "elapsed_us", report.elapsed());
        json.writeStringField("basis", JsonCells.key(report.latencyBasis()));
        summary(json, report);
        writeText(json, "incomplete_because", report.incompleteBecause());
        writeTexts(json, "warnings", report.warnings());
        if (!report.doubts().isEmpty()) {
            json.writeArrayFieldStart("doubts");
            problems(json, report.doubts());
        }
        writeText(json, "again", report.again());
        writeText(json, "evidence", report.evidence().map(Object::toString));
        SpecJson.write(json, report.spec());
        measured(json, report);
        json.writeEndObject();
    }

    private static void summary(JsonGenerator json, WorkloadReport report) throws IOException {
        json.writeObjectFieldStart("summary");
        Validity validity = report.validity();
        json.writeBooleanField("valid", validity.isValid());
        json.writeArrayFieldStart("problems");
        problems(json, validity.problems());
        json.writeStringField("accounting", ReportText.accounting(report));
        counts(json, report.counts());
        if (report.spec().has(Attribute.RATE)) {
            json.writeNumberField("asked_rate", report.spec().rate());
        }
        writeNumber(json, "offered_rate", report.offeredRate());
        writeNumber(json, "achieved_rate", report.achievedRate());
        writeNumber(json, "connections_needed", report.connectionsNeeded());
        waits(json, report.waits());
        latency(json, "latency", report.latency());
        latency(json, "answered_latency", report.answeredLatency());
        json.writeArrayFieldStart("operations");
        for (OperationReport operation : report.operations()) {
            json.writeStartObject();
            json.writeStringField("operation", operation.name());
            counts(json, operation.counts());
            waits(json, operation.waits());
            latency(json, "latency", operation.latency());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** How many requests waited for a free connection, and how long. */
    private static void waits(JsonGenerator json, Waits waits) throws IOException {
        json.writeObjectFieldStart("waited");
        json.writeNumberField("count", waits.count());
        JsonCells.writeUs(json, "mean_us", waits.mean());
        JsonCells.writeUs(json, "longest_us", waits.longest());
        json.writeEndObject();
    }

    private static void problems(JsonGenerator json, List<Validity.Problem> problems) throws IOException {
        for (Validity.Problem problem : problems) {
            json.writeStartObject();
            json.writeStringField("reason", JsonCells.key(problem.reason()));
            json.writeStringField("sentence", Redaction.text(problem.sentence()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void counts(JsonGenerator json, Counts counts) throws IOException {
        json.writeObjectFieldStart("counts");
        writeNumber(json, "offered", counts.offered());
        writeNumber(json, "sent", counts.sent());
        json.writeNumberField("answered", counts.answered());
        writeNumber(json, "failed", counts.failed());
        writeNumber(json, "unanswered", counts.unanswered());
        writeNumber(json, "not_sent", counts.notSent());
        writeNumber(json, "errors", counts.errors());
        json.writeNumberField("known_errors", counts.knownErrors());
        if (counts.notSentByGenerator() > 0) {
            json.writeNumberField("not_sent_by_generator", counts.notSentByGenerator());
            writeNumber(json, "errors_at_most", counts.errorsAtMost());
        }
        if (!counts.isComplete() && counts.unresolved().isPresent()) {
            writeNumber(json, "errors_at_most", counts.errorsAtMost());
            writeNumber(json, "unresolved", counts.unresolved());
        }
        json.writeObjectFieldStart("outcomes");
        for (Outcome outcome : Outcome.values()) {
            long count = counts.of(outcome).orElse(counts.atLeast(outcome));
            if (count > 0) {
                json.writeNumberField(outcome.key(), count);
            }
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void latency(JsonGenerator json, String name, Latency latency) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("count", latency.count());
        json.writeNumberField("without_good_answer", latency.unboundedCount());
        if (latency.uncertainCount() > 0) {
            json.writeNumberField("uncertain", latency.uncertainCount());
        }
        for (double percentile : PERCENTILES) {
            if (latency.count() > 0
                    && (latency.isExact() || latency.printedRowsUs().containsKey(percentile))) {
                json.writeObjectFieldStart(ReportText.row(percentile));
                percentile(json, latency.percentile(percentile));
                LatencyValue least = latency.percentileAtLeast(percentile);
                if (least.duration().isPresent()
                        && (latency.uncertainCount() > 0
                                || !least.duration()
                                        .equals(latency.percentile(percentile).duration()))) {
                    JsonCells.writeUs(json, "at_least_us", least.duration().get());
                }
                json.writeEndObject();
            }
        }
        if (latency.isExact() && latency.count() > latency.unboundedCount() + latency.uncertainCount()) {
            JsonCells.writeUs(json, "mean_us", latency.mean());
            JsonCells.writeUs(json, "max_us", latency.max());
        }
        json.writeEndObject();
    }

    private static void percentile(JsonGenerator json, LatencyValue value) throws IOException {
        if (value.duration().isPresent()) {
            JsonCells.writeUs(json, "us", value.duration().get());
        } else {
            json.writeNullField("us");
            json.writeBooleanField("unbounded", true);
            json.writeNumberField("share", value.unboundedShare());
        }
    }

    private static void measured(JsonGenerator json, WorkloadReport report) throws IOException {
        json.writeObjectFieldStart("rules");
        json.writeNumberField("rate_tolerance", report.rules().rateTolerance());
        json.writeStringField("lag_tolerance", Durations.text(report.rules().lagTolerance()));
        json.writeEndObject();
        json.writeArrayFieldStart("windows");
        for (String name : report.windows()) {
            ReportWindow window = report.windowBounds(name);
            json.writeStartObject();
            json.writeStringField("name", name);
            json.writeNumberField("first_second", window.firstSecond());
            json.writeNumberField("last_second", window.lastSecond());
            JsonCells.writeUs(json, "from_us", window.from());
            JsonCells.writeUs(json, "to_us", window.to());
            writeNumber(json, "begin_mark", window.beginMark());
            writeNumber(json, "end_mark", window.endMark());
            json.writeEndObject();
        }
        json.writeEndArray();
        writeNumber(json, "bytes_read", report.bytesRead());
        if (report.health().isPresent()) {
            JsonCells.writeHealth(json, report.health().get());
        }
        if (report.throttled().isPresent()) {
            JsonCells.writeUs(json, "throttled_us", report.throttled().get());
        }
        JsonCells.writeStatuses(json, report.counts().statuses());
        if (report.counts().unresolved().isEmpty()) {
            partial(json, report);
        } else if (!report.counts().isComplete()) {
            bounded(json, report.counts());
        }
        if (report.unsplitLatencies().isPresent()) {
            json.writeStringField(
                    "unsplit_histogram", report.unsplitLatencies().get().encode());
        }
        JsonCells.write(json, "cells", report.cells());
        json.writeArrayFieldStart("timeline");
        for (TimelinePart part : report.timelineParts()) {
            json.writeStartObject();
            json.writeNumberField("second", part.second());
            JsonCells.writeMarks(json, part.marks());
            JsonCells.write(json, "cells", part.cells());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("seconds");
        for (Map.Entry<Integer, SecondHealth> second : report.secondHealth().entrySet()) {
            json.writeStartObject();
            json.writeNumberField("second", second.getKey());
            JsonCells.writeSecondHealth(json, second.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** What is known beyond the cells when they hold answers only. */
    private static void bounded(JsonGenerator json, Counts counts) throws IOException {
        json.writeObjectFieldStart("bounded");
        writeNumber(json, "unresolved", counts.unresolved());
        json.writeEndObject();
    }

    /** What takes the place of cells when the generator does not account for each request. */
    private static void partial(JsonGenerator json, WorkloadReport report) throws IOException {
        json.writeObjectFieldStart("partial");
        json.writeNumberField("answered", report.counts().answered());
        writeNumber(json, "sent", report.counts().sent());
        json.writeNumberField("known_errors", report.counts().knownErrors());
        Latency latency = report.answeredLatency();
        if (latency.isExact()) {
            json.writeStringField("histogram", latency.histogram().encode());
        } else {
            json.writeNumberField("recorded", latency.count());
            json.writeArrayFieldStart("printed_us");
            for (Map.Entry<Double, Long> row : latency.printedRowsUs().entrySet()) {
                json.writeStartObject();
                json.writeNumberField("percentile", row.getKey());
                json.writeNumberField("us", row.getValue());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void writeText(JsonGenerator json, String name, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            json.writeStringField(name, Redaction.text(text.get()));
        }
    }

    private static void writeTexts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(Redaction.text(text));
        }
        json.writeEndArray();
    }

    private static void writeNumber(JsonGenerator json, String name, OptionalInt number) throws IOException {
        if (number.isPresent()) {
            json.writeNumberField(name, number.getAsInt());
        }
    }

    private static void writeNumber(JsonGenerator json, String name, OptionalLong number) throws IOException {
        if (number.isPresent()) {
            json.writeNumberField(name, number.getAsLong());
        } else {
            json.writeNullField(name);
        }
    }

    private static void writeNumber(JsonGenerator json, String name, OptionalDouble number) throws IOException {
        if (number.isPresent()) {
            json.writeNumberField(name, number.getAsDouble());
        } else {
            json.writeNullField(name);
        }
    }
}
