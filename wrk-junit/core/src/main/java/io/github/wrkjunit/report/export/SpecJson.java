// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.export;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.wrkjunit.spec.Attribute;
import io.github.wrkjunit.spec.Durations;
import io.github.wrkjunit.spec.InvalidSpecException;
import io.github.wrkjunit.spec.Origin;
import io.github.wrkjunit.spec.Redaction;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The specification in report files: each attribute with its value, secrets hidden, and its origin. Stateless. */
final class SpecJson {

    private SpecJson() {}

    static void write(JsonGenerator json, WorkloadSpec spec) throws IOException {
        json.writeObjectFieldStart("spec");
        for (Attribute attribute : Attribute.values()) {
            if (spec.has(attribute)) {
                json.writeObjectFieldStart(attribute.key());
                value(json, spec, attribute);
                Origin origin = spec.origin(attribute);
                json.writeStringField("origin", JsonCells.key(origin.kind()));
                json.writeStringField("place", Redaction.text(origin.place()));
                json.writeEndObject();
            }
        }
        json.writeEndObject();
    }

    static WorkloadSpec read(JsonObject report) throws JsonValueException {
        JsonObject json = report.object("spec");
        WorkloadSpec.Builder builder = WorkloadSpec.builder();
        for (Attribute attribute : Attribute.values()) {
            if (json.has(attribute.key())) {
                JsonObject field = json.object(attribute.key());
                set(builder.origin(origin(field)), attribute, field);
            }
        }
        for (Attribute attribute : List.of(Attribute.NAME, Attribute.URL, Attribute.DURATION)) {
            if (!json.has(attribute.key()) && !isDefault(json, attribute)) {
                throw new JsonValueException(json.placeOf(attribute.key()) + " is missing");
            }
        }
        try {
            return json.has(Attribute.RATE.key()) ? builder.build() : builder.buildFound();
        } catch (InvalidSpecException e) {
            throw new JsonValueException(
                    report.placeOf("spec") + " holds a value that is no good: " + String.join(" ", e.problems()));
        }
    }

    /** A specification that is complete has its defaults; one that was found has none. */
    private static boolean isDefault(JsonObject json, Attribute attribute) {
        return json.has(Attribute.RATE.key()) && attribute != Attribute.URL;
    }

    private static void value(JsonGenerator json, WorkloadSpec spec, Attribute attribute) throws IOException {
        switch (attribute) {
            case NAME -> json.writeStringField("value", spec.name());
            case RATE -> json.writeNumberField("value", spec.rate());
            case DIST -> json.writeStringField("value", spec.dist().word());
            case THREADS -> json.writeNumberField("value", spec.threads());
            case CONNECTIONS -> json.writeNumberField("value", spec.connections());
            case WORKERS -> json.writeNumberField("value", spec.workers());
            case SEED -> json.writeNumberField("value", spec.seed().orElseThrow());
            case DURATION -> json.writeStringField("value", Durations.text(spec.duration()));
            case TIMEOUT -> json.writeStringField("value", Durations.text(spec.timeout()));
            case WARMUP -> json.writeStringField("value", Durations.text(spec.warmup()));
            case SCRIPT -> json.writeStringField("value", spec.script().orElseThrow());
            case PATH ->
                json.writeStringField("value", Redaction.url(spec.path().orElseThrow()));
            case URL -> json.writeStringField("value", Redaction.url(givenUrl(spec)));
            case ARGS -> {
                json.writeArrayFieldStart("value");
                for (String arg : Redaction.words(spec.args())) {
                    json.writeString(arg);
                }
                json.writeEndArray();
            }
            case HEADERS -> {
                json.writeObjectFieldStart("value");
                for (Map.Entry<String, String> header :
                        Redaction.headers(spec.headers()).entrySet()) {
                    json.writeStringField(header.getKey(), header.getValue());
                }
                json.writeEndObject();
            }
        }
    }

    /** The URL as it was given: the path that replaces its own is an attribute of its own. */
    private static String givenUrl(WorkloadSpec spec) {
        return (String) spec.toBuilder().value(Attribute.URL).orElseThrow();
    }

    private static void set(WorkloadSpec.Builder builder, Attribute attribute, JsonObject field)
            throws JsonValueException {
        switch (attribute) {
            case NAME -> builder.name(field.text("value"));
            case RATE -> builder.rate(field.number("value"));
            case DIST -> builder.text(attribute, field.text("value"));
            case THREADS -> builder.threads(JsonCells.small(field, "value"));
            case CONNECTIONS -> builder.connections(JsonCells.small(field, "value"));
            case WORKERS -> builder.workers(JsonCells.small(field, "value"));
            case SEED -> builder.seed(field.whole("value"));
            case DURATION -> builder.duration(time(field, "value"));
            case TIMEOUT -> builder.timeout(time(field, "value"));
            case WARMUP -> builder.warmup(time(field, "value"));
            case SCRIPT -> builder.script(field.text("value"));
            case PATH -> builder.path(field.text("value"));
            case URL -> builder.url(field.text("value"));
            case ARGS -> builder.args(field.texts("value"));
            case HEADERS -> builder.headers(headers(field.object("value")));
        }
    }

    static Duration time(JsonObject json, String name) throws JsonValueException {
        String text = json.text(name);
        return Durations.parse(text)
                .orElseThrow(
                        () -> new JsonValueException(json.placeOf(name) + " is \"" + text + "\", which is no time"));
    }

    private static Map<String, String> headers(JsonObject json) throws JsonValueException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : json.names()) {
            headers.put(name, json.text(name));
        }
        return headers;
    }

    private static Origin origin(JsonObject field) throws JsonValueException {
        String key = field.text("origin");
        for (Origin.Kind kind : Origin.Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(key)) {
                return new Origin(kind, field.text("place"));
            }
        }
        throw new JsonValueException(field.placeOf("origin") + " is \"" + key + "\", which is no origin");
    }
}
