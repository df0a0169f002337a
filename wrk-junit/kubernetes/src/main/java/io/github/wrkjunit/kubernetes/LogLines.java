// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes the time stamps off the lines of a pod's log, and drops what was read before a log was opened again: the server can
 * only be asked for whole seconds. One thread at a time.
 */
final class LogLines {

    private static final int SHORTEST_STAMP = "2026-01-01T00:00:00Z".length();

    private String lastStamp = "";
    private final List<String> ofLastStamp = new ArrayList<>();
    private final List<String> toSkip = new ArrayList<>();
    private boolean skipping;
    private boolean seenAgain;
    private boolean gap;

    /** The text of a line; empty for one that was read before, and for one without a time stamp, which no program has written. */
    Optional<String> text(String line) {
        int blank = line.indexOf(' ');
        String stamp = blank < 0 ? line : line.substring(0, blank);
        if (!isStamp(stamp)) {
            return Optional.empty();
        }
        String text = blank < 0 ? "" : line.substring(blank + 1);
        if (skipping && wasRead(stamp, text)) {
            return Optional.empty();
        }
        if (!stamp.equals(lastStamp)) {
            lastStamp = stamp;
            ofLastStamp.clear();
        }
        ofLastStamp.add(text);
        return Optional.of(text);
    }

    /** From when on the log has to be read again: the whole second of the last line; empty if none was read. */
    Optional<String> since() {
        return lastStamp.isEmpty()
                ? Optional.empty()
                : Optional.of(OffsetDateTime.parse(lastStamp)
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toInstant()
                        .toString());
    }

    /** From here on lines come again that were read before. */
    void again() {
        skipping = !lastStamp.isEmpty();
        seenAgain = false;
        toSkip.clear();
        toSkip.addAll(ofLastStamp);
    }

    /** Whether lines may be missing, because the last one before a cut did not come again after it: the log was rotated. */
    boolean hasGap() {
        return gap;
    }

    private boolean wasRead(String stamp, String text) {
        int order = OffsetDateTime.parse(stamp)
                .toInstant()
                .compareTo(OffsetDateTime.parse(lastStamp).toInstant());
        if (order < 0) {
            return true;
        }
        if (order == 0 && toSkip.remove(text)) {
            seenAgain = true;
            return true;
        }
        if (order > 0) {
            skipping = false;
            gap |= !seenAgain;
        }
        return false;
    }

    private static boolean isStamp(String text) {
        if (text.length() < SHORTEST_STAMP || text.charAt(10) != 'T') {
            return false;
        }
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
