// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.report.export.EventReader;
import io.github.wrkjunit.spec.HiddenValues;
import io.github.wrkjunit.spec.Redaction;
import io.github.wrkjunit.spec.WorkloadSpec;

/** Hides what looks like a secret, and the load's own secrets wherever they stand. Thread-safe. */
final class Secrets {

    private final HiddenValues values;
    private volatile Shown last = new Shown("", "");

    /** What was hidden last: a storm of errors is the same line hundreds of thousands of times. */
    private record Shown(String line, String hidden) {}

    Secrets(WorkloadSpec spec) {
        values = HiddenValues.of(spec);
    }

    /** The line as it may be kept; an event stays one, and its numbers and the words that tell it apart stay as they are. */
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
        if (!EventReader.isEvent(line)) {
            return Redaction.text(values.text(line));
        }
        // what cells name was counted under that name: two of them must not become one by what their names look like
        return line.contains("\"cells\"") ? values.json(line) : values.jsonAndShapes(line);
    }
}
