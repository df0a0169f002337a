// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import io.github.wrkjunit.kubernetes.manifest.Engine;
import io.github.wrkjunit.kubernetes.manifest.LoadJob;
import io.github.wrkjunit.report.export.EventNonce;
import io.github.wrkjunit.report.export.EventReader;
import io.github.wrkjunit.spec.HiddenValues;
import java.util.Optional;

/**
 * What a pod prints, as it may be read and kept: no event that its wrapper has not printed, and none of the user's secrets. What
 * was measured stays as it came: a word of the report, or of an event, is no secret though a variable may have it as its value.
 * Immutable.
 *
 * @param nonce what the wrapper's events carry; empty without a wrapper, whose events are then the program's own
 * @param hidden values that must not be kept
 * @param engine whether the events are an engine's, which names what was requested
 */
record JobOutput(Optional<EventNonce> nonce, HiddenValues hidden, boolean engine) {

    /** As the wrapper writes it, and as an engine does. */
    private static final String FAILURE = "\"event\":\"error\"";

    /** That of a program that is no engine. */
    JobOutput(Optional<EventNonce> nonce, HiddenValues hidden) {
        this(nonce, hidden, false);
    }

    static JobOutput of(LoadJob load) {
        return new JobOutput(
                load.nonce().map(EventNonce::new), new HiddenValues(load.secrets()), load.engine() == Engine.WRK_JUNIT);
    }

    /** The line as it may be kept. */
    String of(String line) {
        String admitted = nonce.isEmpty() ? line : nonce.get().admitted(line);
        if (EventReader.isEvent(admitted)) {
            return isCounted(admitted) ? admitted : hidden.json(admitted);
        }
        String shown = hidden.text(EventReader.isEvent(line) ? hidden.json(admitted) : admitted);
        if (shown.equals(admitted)) {
            return admitted;
        }
        int own = ReportLine.ownLength(admitted);
        return own == 0 ? shown : admitted.substring(0, own) + hidden.text(admitted.substring(own));
    }

    /** The wrapper's own words quote the script in failures only; an engine's name what was requested, too. */
    private boolean isCounted(String event) {
        return !engine && !event.contains(FAILURE) && nonce.isPresent();
    }
}
