// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The process that has made a folder of evidence, as a file in the folder tells. Immutable.
 *
 * @param pid its number; 0 if nothing tells it
 * @param start when it was started, or if nothing tells that, when the folder was changed last
 */
record EvidenceOwner(long pid, Instant start) {

    private static final String FILE = ".process";
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    /** The system works the start of a process out anew for each that asks, from a clock that may be set meanwhile. */
    private static final Duration SAME = Duration.ofSeconds(10);

    static EvidenceOwner me() {
        return of(ProcessHandle.current());
    }

    static EvidenceOwner of(Path folder) throws IOException {
        try {
            String[] words = Files.readString(folder.resolve(FILE)).strip().split(" ");
            return new EvidenceOwner(Long.parseLong(words[0]), Instant.ofEpochMilli(Long.parseLong(words[1])));
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return new EvidenceOwner(
                    0,
                    Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS).toInstant());
        }
    }

    void keep(Path folder) throws IOException {
        Files.writeString(folder.resolve(FILE), pid + " " + start.toEpochMilli() + "\n", UTF_8);
    }

    /** Whether it runs no more, and so writes nothing into the folder. A folder that nobody owns up to is judged by its age. */
    boolean hasEnded() {
        if (pid == 0) {
            return start.isBefore(me().start());
        }
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(EvidenceOwner::of)
                .filter(now -> Duration.between(now.start(), start).abs().compareTo(SAME) < 0)
                .isEmpty();
    }

    /** The start, such as {@code 20260314-150926}. */
    String stamp() {
        return STAMP.format(start.atZone(ZoneId.systemDefault()));
    }

    private static EvidenceOwner of(ProcessHandle process) {
        return new EvidenceOwner(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
    }
}
