// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.report.export.EventReader;
import io.github.wrkjunit.spec.Redaction;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.util.List;
import java.util.Map;

/** Hides what looks like a secret, and the values of the load's own secret headers wherever they stand. Thread-safe. */
final class Secrets {

    /** Shorter values stand in too many innocent places. */
    private static final int SHORTEST = 4;

    private final List<String> values;
    private volatile Shown last = new Shown("", "");

    /** What was hidden last: a storm of errors is the same line hundreds of thousands of times. */
    private record Shown(String line, String hidden) {}

    Secrets(WorkloadSpec spec) {
        values = spec.headers().entrySet().stream()
                .filter(header ->
                        Redaction.isSecret(header.getKey()) && header.getValue().length() >= SHORTEST)
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The line as it may be kept; events with numbers only stay byte by byte, so that they can be read again. */
    String hide(String line) {
        Shown before = last;
        if (before.line().equals(line)) {
            return before.hidden();
        }
        String hidden = hidden(line);
        last = new Shown(line, hidden);
        return hidden;
    }

    private String hidden(String line) {
        boolean numbers = EventReader.isEvent(line) && line.contains("\"cells\"");
        String hidden = numbers ? line : Redaction.text(line);
        for (String value : values) {
            hidden = hidden.replace(value, Redaction.HIDDEN);
        }
        return hidden;
    }
}
