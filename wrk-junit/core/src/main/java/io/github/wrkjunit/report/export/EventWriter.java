// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.export;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes events as lines of ASCII, so that they survive any encoding of standard output. Each call gives one line to the
 * consumer; not synchronized.
 */
public final class EventWriter {

    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Consumer<String> lines;
    private final Optional<EventNonce> nonce;

    /** A writer to this consumer; the lines have no line break. */
    public EventWriter(Consumer<String> lines) {
        this(lines, Optional.empty());
    }

    /** A writer to this consumer whose events carry the nonce, if one was agreed. */
    public EventWriter(Consumer<String> lines, Optional<EventNonce> nonce) {
        this.lines = requireNonNull(lines, "lines");
        this.nonce = requireNonNull(nonce, "nonce");
    }

    /**
     * Writes one event.
     *
     * @throws IllegalArgumentException for events that only a wrapped wrk2 or a later version writes
     */
    public void write(WorkerEvent event) {
        StringWriter text = new StringWriter().append(EventReader.PREFIX);
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            if (nonce.isPresent()) {
                json.writeStringField(EventNonce.FIELD, nonce.get().value());
            }
            json.writeNumberField("v", WorkerEvent.VERSION);
            fields(json, event);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be written", e);
        }
        lines.accept(text.toString());
    }

    private static void fields(JsonGenerator json, WorkerEvent event) throws IOException {
        if (event instanceof WorkerEvent.Armed) {
            json.writeStringField("event", "armed");
        } else if (event instanceof WorkerEvent.Started started) {
            started(json, started);
        } else if (event instanceof WorkerEvent.Interval interval) {
            json.writeStringField("event", "interval");
            json.writeNumberField("second", interval.second());
            JsonCells.writeMarks(json, interval.marks());
            JsonCells.write(json, "cells", interval.cells());
            if (interval.health().isPresent()) {
                JsonCells.writeSecondHealth(json, interval.health().get());
            }
        } else if (event instanceof WorkerEvent.Mark mark) {
            json.writeStringField("event", "mark");
            json.writeNumberField("number", mark.number());
            JsonCells.writeUs(json, "offset_us", mark.offset());
        } else if (event instanceof WorkerEvent.End end) {
            end(json, end);
        } else if (event instanceof WorkerEvent.Failure failure) {
            failure(json, failure);
        } else {
            throw new IllegalArgumentException(event + " is no event of this version's workers.");
        }
    }

    private static void started(JsonGenerator json, WorkerEvent.Started started) throws IOException {
        json.writeStringField("event", "started");
        json.writeStringField("generator", started.generator());
        json.writeNumberField("worker", started.worker());
        json.writeNumberField("workers", started.workers());
        json.writeNumberField("epoch_us", ChronoUnit.MICROS.between(Instant.EPOCH, started.startedAt()));
        json.writeStringField("url", started.url());
        json.writeNumberField("rate", started.rate());
        json.writeStringField("dist", started.dist().word());
        json.writeNumberField("threads", started.threads());
        json.writeNumberField("connections", started.connections());
        JsonCells.writeUs(json, "duration_us", started.duration());
        JsonCells.writeUs(json, "timeout_us", started.timeout());
        json.writeNumberField("seed", started.seed());
        json.writeStringField("basis", JsonCells.key(started.basis()));
    }

    private static void end(JsonGenerator json, WorkerEvent.End end) throws IOException {
        json.writeStringField("event", "end");
        json.writeStringField("reason", end.reason().key());
        JsonCells.writeUs(json, "offered_for_us", end.offeredFor());
        JsonCells.writeUs(json, "elapsed_us", end.elapsed());
        JsonCells.write(json, "cells", end.cells());
        JsonCells.writeStatuses(json, end.statuses());
        json.writeNumberField("bytes_read", end.bytesRead());
        JsonCells.writeHealth(json, end.health());
        if (end.throttled() != null) {
            JsonCells.writeUs(json, "throttled_us", end.throttled());
        }
        json.writeArrayFieldStart("warnings");
        for (String warning : end.warnings()) {
            json.writeString(warning);
        }
        json.writeEndArray();
    }

    private static void failure(JsonGenerator json, WorkerEvent.Failure failure) throws IOException {
        json.writeStringField("event", "error");
        json.writeStringField("kind", failure.kind().key());
        json.writeStringField("message", failure.message());
        if (failure.file() != null) {
            json.writeStringField("file", failure.file());
        }
        if (failure.line().isPresent()) {
            json.writeNumberField("line", failure.line().getAsInt());
        }
        if (failure.request().isPresent()) {
            json.writeNumberField("request", failure.request().getAsLong());
        }
    }
}
