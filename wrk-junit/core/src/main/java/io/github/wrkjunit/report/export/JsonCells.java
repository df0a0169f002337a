// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.export;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.wrkjunit.report.Cell;
import io.github.wrkjunit.report.GeneratorHealth;
import io.github.wrkjunit.report.LatencyBasis;
import io.github.wrkjunit.report.LatencyHistogram;
import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.report.SecondHealth;
import io.github.wrkjunit.report.Waits;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** The parts that events and report files have in common. Stateless. */
final class JsonCells {

    private static final long MOST_BYTES = 1_000_000_000_000_000L;
    private static final long LONGEST_US = 1_000_000_000_000_000L;

    private JsonCells() {}

    static void write(JsonGenerator json, String name, List<Cell> cells) throws IOException {
        json.writeArrayFieldStart(name);
        for (Cell cell : cells) {
            json.writeStartObject();
            json.writeStringField("operation", cell.operation());
            json.writeStringField("outcome", cell.outcome().key());
            json.writeNumberField("count", cell.count());
            if (cell.latencies().isPresent()) {
                json.writeStringField("histogram", cell.latencies().get().encode());
            }
            if (!cell.statuses().isEmpty()) {
                writeStatuses(json, cell.statuses());
            }
            if (cell.waits().count() > 0) {
                json.writeObjectFieldStart("waits");
                json.writeNumberField("count", cell.waits().count());
                writeUs(json, "total_us", cell.waits().total());
                writeUs(json, "longest_us", cell.waits().longest());
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static List<Cell> read(JsonObject json, String name) throws JsonValueException {
        List<Cell> cells = new ArrayList<>();
        for (JsonObject cell : json.objects(name)) {
            String key = cell.text("outcome");
            Outcome outcome = Outcome.ofKey(key)
                    .orElseThrow(() -> new JsonValueException(
                            cell.placeOf("outcome") + " is \"" + key + "\", which is no outcome"));
            LatencyHistogram latencies = cell.has("histogram") ? histogram(cell, "histogram") : null;
            SortedMap<Integer, Long> statuses = cell.has("statuses") ? statuses(cell) : new TreeMap<>();
            try {
                cells.add(new Cell(
                        cell.text("operation"), outcome, cell.count("count"), latencies, statuses, waits(cell)));
            } catch (IllegalArgumentException e) {
                throw new JsonValueException(cell.placeOf("count") + " does not fit: " + e.getMessage());
            }
        }
        return cells;
    }

    private static Waits waits(JsonObject cell) throws JsonValueException {
        if (!cell.has("waits")) {
            return Waits.NONE;
        }
        JsonObject waits = cell.object("waits");
        try {
            return new Waits(waits.count("count"), us(waits, "total_us"), us(waits, "longest_us"));
        } catch (IllegalArgumentException e) {
            throw new JsonValueException(cell.placeOf("waits") + " does not fit: " + e.getMessage());
        }
    }

    /** Writes how many marks came before, if any did. */
    static void writeMarks(JsonGenerator json, int marks) throws IOException {
        if (marks > 0) {
            json.writeNumberField("marks", marks);
        }
    }

    static int marks(JsonObject json) throws JsonValueException {
        return json.has("marks") ? small(json, "marks") : 0;
    }

    static void writeSecondHealth(JsonGenerator json, SecondHealth health) throws IOException {
        json.writeObjectFieldStart("health");
        json.writeStringField("send_lag", health.sendLag().encode());
        writeUs(json, "longest_stall_us", health.longestStall());
        writeUs(json, "stalled_us", health.stalled());
        writeUs(json, "cpu_delay_us", health.cpuDelay());
        if (health.idleShare().isPresent()) {
            json.writeNumberField("idle_share", health.idleShare().getAsDouble());
        }
        json.writeEndObject();
    }

    static Optional<SecondHealth> secondHealth(JsonObject json) throws JsonValueException {
        if (!json.has("health")) {
            return Optional.empty();
        }
        JsonObject health = json.object("health");
        OptionalDouble idle =
                health.has("idle_share") ? OptionalDouble.of(health.number("idle_share")) : OptionalDouble.empty();
        try {
            return Optional.of(new SecondHealth(
                    histogram(health, "send_lag"),
                    us(health, "longest_stall_us"),
                    us(health, "stalled_us"),
                    us(health, "cpu_delay_us"),
                    idle));
        } catch (IllegalArgumentException e) {
            throw new JsonValueException(health.placeOf("idle_share") + " does not fit: " + e.getMessage());
        }
    }

    static LatencyHistogram histogram(JsonObject json, String name) throws JsonValueException {
        try {
            LatencyHistogram histogram = LatencyHistogram.decode(json.text(name));
            if (histogram.count() > JsonObject.LARGEST_COUNT) {
                throw new JsonValueException(json.placeOf(name) + " holds " + histogram.count()
                        + " latencies, more than " + JsonObject.LARGEST_COUNT);
            }
            return histogram;
        } catch (IllegalArgumentException e) {
            throw new JsonValueException(json.placeOf(name) + " is damaged: " + e.getMessage());
        }
    }

    static void writeStatuses(JsonGenerator json, SortedMap<Integer, Long> statuses) throws IOException {
        json.writeObjectFieldStart("statuses");
        for (Map.Entry<Integer, Long> status : statuses.entrySet()) {
            json.writeNumberField(Integer.toString(status.getKey()), status.getValue());
        }
        json.writeEndObject();
    }

    /** Adds the answers per status code in this object to the sums. */
    static void addStatuses(JsonObject statuses, SortedMap<Integer, Long> sums) throws JsonValueException {
        for (String status : statuses.names()) {
            sums.merge(status(statuses, status), statuses.count(status), Long::sum);
        }
    }

    /** The status code that the name of this field is. */
    static Integer status(JsonObject statuses, String name) throws JsonValueException {
        if (!name.matches("\\d{1,4}")) {
            throw new JsonValueException(statuses.placeOf(name) + " is no status code");
        }
        return Integer.valueOf(name);
    }

    static SortedMap<Integer, Long> statuses(JsonObject json) throws JsonValueException {
        SortedMap<Integer, Long> sums = new TreeMap<>();
        addStatuses(json.object("statuses"), sums);
        return sums;
    }

    static void writeHealth(JsonGenerator json, GeneratorHealth health) throws IOException {
        json.writeObjectFieldStart("health");
        json.writeStringField("send_lag", health.sendLag().encode());
        json.writeStringField("connection_wait", health.connectionWait().encode());
        json.writeNumberField("waited", health.waited());
        writeUs(json, "longest_stall_us", health.longestStall());
        writeUs(json, "gc_pause_us", health.gcPause());
        writeUs(json, "cpu_delay_us", health.cpuDelay());
        json.writeNumberField("connections_opened", health.connectionsOpened());
        json.writeNumberField("connect_failures", health.connectFailures());
        json.writeEndObject();
    }

    static GeneratorHealth health(JsonObject json) throws JsonValueException {
        JsonObject health = json.object("health");
        return new GeneratorHealth(
                histogram(health, "send_lag"),
                histogram(health, "connection_wait"),
                health.count("waited"),
                us(health, "longest_stall_us"),
                us(health, "gc_pause_us"),
                us(health, "cpu_delay_us"),
                health.count("connections_opened"),
                health.count("connect_failures"));
    }

    static void writeUs(JsonGenerator json, String name, Duration duration) throws IOException {
        json.writeNumberField(name, duration.toNanos() / 1000);
    }

    static Duration us(JsonObject json, String name) throws JsonValueException {
        long us = json.amount(name);
        if (us > LONGEST_US) {
            throw new JsonValueException(json.placeOf(name) + " is " + us + ", more than 30 years");
        }
        return Duration.of(us, ChronoUnit.MICROS);
    }

    static long bytes(JsonObject json, String name) throws JsonValueException {
        long bytes = json.amount(name);
        if (bytes > MOST_BYTES) {
            throw new JsonValueException(json.placeOf(name) + " is " + bytes + ", more than " + MOST_BYTES);
        }
        return bytes;
    }

    static LatencyBasis basis(JsonObject json) throws JsonValueException {
        String key = json.text("basis");
        for (LatencyBasis basis : LatencyBasis.values()) {
            if (key(basis).equals(key)) {
                return basis;
            }
        }
        throw new JsonValueException(json.placeOf("basis") + " is \"" + key + "\", which is no latency basis");
    }

    static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static int small(JsonObject json, String name) throws JsonValueException {
        long count = json.count(name);
        if (count > Integer.MAX_VALUE) {
            throw new JsonValueException(json.placeOf(name) + " is " + count + ", more than " + Integer.MAX_VALUE);
        }
        return (int) count;
    }
}
