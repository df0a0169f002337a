// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.export;

import io.github.wrkjunit.report.LatencyHistogram;
import io.github.wrkjunit.spec.Distribution;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines that an {@link EventWriter} writes, and those of the wrapper script around a stock wrk2, which have no
 * version. Unknown fields are ignored. Stateless.
 */
public final class EventReader {

    /** What a line begins with that holds an event. */
    public static final String PREFIX = "##wrk ";

    private EventReader() {}

    /** Whether the line claims to hold an event. */
    public static boolean isEvent(String line) {
        return line.startsWith(PREFIX);
    }

    /**
     * The event of a line; {@link WorkerEvent.Unknown} for a name that this version does not know.
     *
     * @throws ReportException if the line is damaged or of a later version
     */
    public static WorkerEvent read(String line) {
        if (!isEvent(line)) {
            throw new IllegalArgumentException("\"" + shortened(line) + "\" does not begin with \"" + PREFIX + "\"");
        }
        try {
            return event(JsonObject.parse(line.substring(PREFIX.length())));
        } catch (JsonValueException e) {
            throw new ReportException(
                    "The event line \"" + shortened(line) + "\" cannot be understood: " + e.getMessage()
                            + ". It was cut or damaged on its way, or something else than a worker printed it: look at the raw output.",
                    e);
        }
    }

    private static WorkerEvent event(JsonObject json) throws JsonValueException {
        String name = json.text("event");
        if (!json.has("v")) {
            return wrapped(json, name);
        }
        long version = json.whole("v");
        if (version > WorkerEvent.VERSION) {
            throw new ReportException("The worker speaks version " + version + " of the events, this library version "
                    + WorkerEvent.VERSION
                    + ". Update wrk-junit-core to the version of the worker, or use a worker of this version.");
        }
        return switch (name) {
            case "armed" -> new WorkerEvent.Armed();
            case "started" -> started(json);
            case "interval" ->
                new WorkerEvent.Interval(
                        JsonCells.small(json, "second"),
                        JsonCells.marks(json),
                        JsonCells.read(json, "cells"),
                        JsonCells.secondHealth(json));
            case "mark" -> mark(json);
            case "end" -> end(json);
            case "error" -> failure(json);
            default -> new WorkerEvent.Unknown(name);
        };
    }

    private static WorkerEvent started(JsonObject json) throws JsonValueException {
        String dist = json.text("dist");
        return new WorkerEvent.Started(
                json.text("generator"),
                JsonCells.small(json, "worker"),
                JsonCells.small(json, "workers"),
                Instant.EPOCH.plus(json.whole("epoch_us"), ChronoUnit.MICROS),
                json.text("url"),
                json.number("rate"),
                Distribution.ofWord(dist)
                        .orElseThrow(() -> new JsonValueException(
                                json.placeOf("dist") + " is \"" + dist + "\", which is no distribution")),
                JsonCells.small(json, "threads"),
                JsonCells.small(json, "connections"),
                JsonCells.us(json, "duration_us"),
                JsonCells.us(json, "timeout_us"),
                json.whole("seed"),
                JsonCells.basis(json));
    }

    private static WorkerEvent mark(JsonObject json) throws JsonValueException {
        int number = JsonCells.small(json, "number");
        if (number < 1) {
            throw new JsonValueException(json.placeOf("number") + " is " + number + ", and marks are counted from 1");
        }
        return new WorkerEvent.Mark(number, JsonCells.us(json, "offset_us"));
    }

    private static WorkerEvent end(JsonObject json) throws JsonValueException {
        String reason = json.text("reason");
        return new WorkerEvent.End(
                WorkerEvent.End.Reason.ofKey(reason)
                        .orElseThrow(() -> new JsonValueException(
                                json.placeOf("reason") + " is \"" + reason + "\", which is no reason")),
                JsonCells.us(json, "offered_for_us"),
                JsonCells.us(json, "elapsed_us"),
                JsonCells.read(json, "cells"),
                JsonCells.statuses(json),
                JsonCells.bytes(json, "bytes_read"),
                JsonCells.health(json),
                json.has("throttled_us") ? JsonCells.us(json, "throttled_us") : null,
                json.texts("warnings"));
    }

    private static WorkerEvent failure(JsonObject json) throws JsonValueException {
        String kind = json.text("kind");
        return failure(
                json,
                WorkerEvent.Failure.Kind.ofKey(kind)
                        .orElseThrow(() -> new JsonValueException(
                                json.placeOf("kind") + " is \"" + kind + "\", which is no kind")));
    }

    private static WorkerEvent failure(JsonObject json, WorkerEvent.Failure.Kind kind) throws JsonValueException {
        return new WorkerEvent.Failure(
                kind,
                json.text("message"),
                json.has("file") ? json.text("file") : null,
                json.has("line") ? OptionalInt.of(JsonCells.small(json, "line")) : OptionalInt.empty(),
                json.has("request") ? OptionalLong.of(json.count("request")) : OptionalLong.empty());
    }

    private static WorkerEvent wrapped(JsonObject json, String name) throws JsonValueException {
        return switch (name) {
            case "end" -> wrappedEnd(json);
            case "started" ->
                new WorkerEvent.WrappedStart(Instant.EPOCH.plus(json.whole("epoch_us"), ChronoUnit.MICROS));
            case "interval" ->
                new WorkerEvent.WrappedInterval(
                        json.count("epoch_s"), JsonCells.statuses(json), latenciesByStatus(json));
            case "error" -> failure(json, WorkerEvent.Failure.Kind.SCRIPT);
            default -> new WorkerEvent.Unknown(name);
        };
    }

    private static WorkerEvent wrappedEnd(JsonObject json) throws JsonValueException {
        JsonObject errors = json.object("errors");
        JsonObject latency = json.object("latency");
        return new WorkerEvent.WrappedEnd(
                JsonCells.us(json, "duration_us"),
                json.count("requests"),
                JsonCells.bytes(json, "bytes"),
                new WorkerEvent.WrappedEnd.Errors(
                        errors.count("connect"),
                        errors.count("read"),
                        errors.count("write"),
                        errors.count("status"),
                        errors.count("timeout")),
                threadStatuses(json),
                latency.count("count"),
                histogram(latency, "histogram"),
                json.has("whole") ? histogram(json, "whole") : null,
                json.has("cpu") ? throttled(json.object("cpu")) : null,
                json.has("warnings") ? json.texts("warnings") : List.of());
    }

    /** Of each status; of the first wrapper's one histogram for all of them, if there is one status only. */
    private static SortedMap<Integer, LatencyHistogram> latenciesByStatus(JsonObject json) throws JsonValueException {
        SortedMap<Integer, LatencyHistogram> latencies = new TreeMap<>();
        if (json.has("latencies")) {
            JsonObject of = json.object("latencies");
            for (String status : of.names()) {
                latencies.put(JsonCells.status(of, status), histogram(of, status));
            }
        } else if (json.has("histogram")) {
            LatencyHistogram all = histogram(json, "histogram");
            SortedMap<Integer, Long> statuses = JsonCells.statuses(json);
            if (statuses.size() == 1) {
                latencies.put(statuses.firstKey(), all);
            }
        }
        return latencies;
    }

    private static Duration throttled(JsonObject cpu) throws JsonValueException {
        return JsonCells.us(cpu, "throttled_us");
    }

    /** The sum over the threads, or null if they were not counted. */
    private static @Nullable SortedMap<Integer, Long> threadStatuses(JsonObject json) throws JsonValueException {
        if (!json.has("statuses")) {
            return null;
        }
        SortedMap<Integer, Long> sums = new TreeMap<>();
        for (JsonObject thread : json.objects("statuses")) {
            JsonCells.addStatuses(thread, sums);
        }
        return sums;
    }

    private static LatencyHistogram histogram(JsonObject json, String name) throws JsonValueException {
        LatencyHistogram histogram = LatencyHistogram.create();
        for (long[] valueAndCount : json.pairs(name)) {
            if (valueAndCount[0] < 0 || valueAndCount[1] < 0) {
                throw new JsonValueException(json.placeOf(name) + " holds a number below 0");
            }
            if (valueAndCount[1] > JsonObject.LARGEST_COUNT) {
                throw new JsonValueException(
                        json.placeOf(name) + " holds " + valueAndCount[1] + ", more than " + JsonObject.LARGEST_COUNT);
            }
            histogram.record(valueAndCount[0], valueAndCount[1]);
        }
        return histogram;
    }

    private static String shortened(String line) {
        return line.length() > 160 ? line.substring(0, 157) + "..." : line;
    }
}
