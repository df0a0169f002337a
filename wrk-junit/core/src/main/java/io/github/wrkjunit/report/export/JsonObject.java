// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One JSON object, read whole; its accessors say in one sentence what is wrong and where. One thread at a time. */
final class JsonObject {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final int DEEPEST = 32;
    static final long LARGEST_COUNT = 1_000_000_000_000L; // 11 days of 1,000,000 requests a second

    /** With as many counts, each the largest, a sum is below 2^63. */
    private static final int MOST_VALUES = 5_000_000;

    private final String place;
    private final Map<String, @Nullable Object> fields;

    private JsonObject(String place, Map<String, @Nullable Object> fields) {
        this.place = place;
        this.fields = fields;
    }

    static JsonObject parse(String text) throws JsonValueException {
        try {
            return parse(new StringReader(text));
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory cannot be read", e);
        }
    }

    static JsonObject parse(Reader text) throws JsonValueException, IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT) {
                throw new JsonValueException(first == null ? "it is empty" : "it does not begin with {");
            }
            JsonObject object = new JsonObject("", object(parser, 0, new int[1]));
            if (parser.nextToken() != null) {
                throw new JsonValueException(where(parser) + ": more follows after the last }");
            }
            return object;
        } catch (JsonProcessingException e) {
            throw new JsonValueException("line " + line(e) + ", column " + column(e) + ": "
                    + firstLine(String.valueOf(e.getOriginalMessage())));
        }
    }

    Set<String> names() {
        return fields.keySet();
    }

    /** Whether the field is there and not null. */
    boolean has(String name) {
        return fields.get(name) != null;
    }

    String text(String name) throws JsonValueException {
        return need(name, String.class, "a text");
    }

    boolean flag(String name) throws JsonValueException {
        return need(name, Boolean.class, "true or false");
    }

    double number(String name) throws JsonValueException {
        double number = need(name, Number.class, "a number").doubleValue();
        if (Double.isInfinite(number)) {
            throw new JsonValueException(placeOf(name) + " is too large a number");
        }
        return number;
    }

    long whole(String name) throws JsonValueException {
        return whole(placeOf(name), need(name, Number.class, "a whole number"));
    }

    /** A whole number of 0 or more, and so small that sums of all that one text holds are right. */
    long count(String name) throws JsonValueException {
        long count = amount(name);
        if (count > LARGEST_COUNT) {
            throw new JsonValueException(placeOf(name) + " is " + count + ", more than " + LARGEST_COUNT);
        }
        return count;
    }

    /** A whole number of 0 or more that is nowhere added up with many others: of bytes, or of microseconds. */
    long amount(String name) throws JsonValueException {
        long amount = whole(name);
        if (amount < 0) {
            throw new JsonValueException(placeOf(name) + " is " + amount + ", not 0 or more");
        }
        return amount;
    }

    JsonObject object(String name) throws JsonValueException {
        return asObject(placeOf(name), need(name, Map.class, "an object"));
    }

    List<JsonObject> objects(String name) throws JsonValueException {
        List<JsonObject> objects = new ArrayList<>();
        List<?> list = need(name, List.class, "a list");
        for (int i = 0; i < list.size(); i++) {
            objects.add(asObject(placeOf(name + "[" + i + "]"), list.get(i)));
        }
        return objects;
    }

    List<String> texts(String name) throws JsonValueException {
        List<String> texts = new ArrayList<>();
        for (Object value : need(name, List.class, "a list")) {
            if (!(value instanceof String text)) {
                throw new JsonValueException(placeOf(name) + " holds " + shown(value) + ", not texts only");
            }
            texts.add(text);
        }
        return texts;
    }

    /** A list of pairs of whole numbers, as {@code [[119, 3], [120, 1]]}. */
    List<long[]> pairs(String name) throws JsonValueException {
        List<long[]> pairs = new ArrayList<>();
        for (Object pair : need(name, List.class, "a list")) {
            if (!(pair instanceof List<?> two)
                    || two.size() != 2
                    || !(two.get(0) instanceof Number left)
                    || !(two.get(1) instanceof Number right)) {
                throw new JsonValueException(placeOf(name) + " holds " + pair + ", not pairs of numbers only");
            }
            pairs.add(new long[] {whole(placeOf(name), left), whole(placeOf(name), right)});
        }
        return pairs;
    }

    /** The place of a field in words for messages, such as {@code "cells[3].count"}. */
    String placeOf(String name) {
        String path = place.isEmpty() ? name : place + "." + name;
        return "\"" + path + "\"";
    }

    private <T> T need(String name, Class<T> type, String words) throws JsonValueException {
        Object value = fields.get(name);
        if (value == null) {
            throw new JsonValueException(placeOf(name) + " is missing");
        }
        if (!type.isInstance(value)) {
            throw new JsonValueException(placeOf(name) + " is " + shown(value) + ", not " + words);
        }
        return type.cast(value);
    }

    @SuppressWarnings("unchecked") // every Map here was made by object()
    private static JsonObject asObject(String place, @Nullable Object value) throws JsonValueException {
        if (!(value instanceof Map)) {
            throw new JsonValueException(place + " is " + shown(value) + ", not an object");
        }
        return new JsonObject(place.replace("\"", ""), (Map<String, @Nullable Object>) value);
    }

    private static long whole(String place, Number value) throws JsonValueException {
        if (value instanceof Long || value instanceof Integer) {
            return value.longValue();
        }
        double number = value.doubleValue();
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            return (long) number;
        }
        throw new JsonValueException(place + " is " + value + ", not a whole number");
    }

    private static String shown(@Nullable Object value) {
        String text = value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
        return text.length() > 60 ? text.substring(0, 57) + "..." : text;
    }

    private static Map<String, @Nullable Object> object(JsonParser parser, int depth, int[] seen)
            throws IOException, JsonValueException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.getText();
            parser.nextToken();
            fields.put(name, value(parser, depth, seen));
        }
        return fields;
    }

    private static @Nullable Object value(JsonParser parser, int depth, int[] seen)
            throws IOException, JsonValueException {
        if (++seen[0] > MOST_VALUES) {
            throw new JsonValueException(where(parser) + ": more than " + MOST_VALUES + " values");
        }
        if (depth > DEEPEST) {
            throw new JsonValueException(where(parser) + ": more than " + DEEPEST + " levels");
        }
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new JsonValueException(where(parser) + ": it ends too early");
        }
        return switch (token) {
            case START_OBJECT -> object(parser, depth + 1, seen);
            case START_ARRAY -> list(parser, depth + 1, seen);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static List<@Nullable Object> list(JsonParser parser, int depth, int[] seen)
            throws IOException, JsonValueException {
        List<@Nullable Object> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(parser, depth, seen));
        }
        return values;
    }

    private static String where(JsonParser parser) {
        return "line " + parser.currentLocation().getLineNr() + ", column "
                + parser.currentLocation().getColumnNr();
    }

    private static int line(JsonProcessingException e) {
        return e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    }

    private static int column(JsonProcessingException e) {
        return e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
