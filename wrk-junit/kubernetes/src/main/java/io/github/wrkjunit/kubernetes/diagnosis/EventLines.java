// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import io.fabric8.kubernetes.api.model.Event;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The last events, as lines of a message. Stateless. */
final class EventLines {

    private static final int MOST = 5;
    private static final int LONGEST = 300;

    private EventLines() {}

    /** The last events, newest last; those that say the same are one. */
    static List<String> of(List<Event> events, Quote quote) {
        Map<String, List<Event>> same = new LinkedHashMap<>();
        for (Event event : events.stream()
                .sorted(Comparator.comparing(EventLines::lastSeen))
                .toList()) {
            String key =
                    kind(event) + " " + event.getReason() + " " + words(event).replaceAll("pods \"[^\"]*\"", "pods");
            List<Event> before = same.remove(key); // so that it moves to the end
            List<Event> all = before == null ? new ArrayList<>() : before;
            all.add(event);
            same.put(key, all);
        }
        return same.values().stream()
                .skip(Math.max(0, same.size() - MOST))
                .map(all -> line(all, quote))
                .toList();
    }

    /** How often something has happened that these events tell; one event may tell of many times. */
    static int times(List<Event> events) {
        return events.stream().mapToInt(EventLines::times).sum();
    }

    private static int times(Event event) {
        int count = event.getCount() == null ? 1 : Math.max(1, event.getCount());
        boolean series = event.getSeries() != null && event.getSeries().getCount() != null;
        return series ? Math.max(count, event.getSeries().getCount()) : count;
    }

    private static String line(List<Event> same, Quote quote) {
        Event last = same.get(same.size() - 1);
        int times = times(same);
        return last.getType() + " " + last.getReason() + " (" + kind(last) + (times == 1 ? "" : ", " + times + " times")
                + "): " + quote.of(words(last), LONGEST);
    }

    private static String kind(Event event) {
        return event.getInvolvedObject() == null
                ? "?"
                : String.valueOf(event.getInvolvedObject().getKind());
    }

    private static String words(Event event) {
        return event.getMessage() == null ? "" : event.getMessage();
    }

    /** When it was last seen, by the cluster's clock; the epoch if it does not say. */
    static Instant lastSeen(Event event) {
        return Stream.of(
                        event.getSeries() == null || event.getSeries().getLastObservedTime() == null
                                ? null
                                : event.getSeries().getLastObservedTime().getTime(),
                        event.getLastTimestamp(),
                        event.getEventTime() == null
                                ? null
                                : event.getEventTime().getTime(),
                        event.getFirstTimestamp())
                .filter(Objects::nonNull)
                .map(EventLines::instant)
                .findFirst()
                .orElse(Instant.EPOCH);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return Instant.EPOCH; // such an event stands first
        }
    }
}
