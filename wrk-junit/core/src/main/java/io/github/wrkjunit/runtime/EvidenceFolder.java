// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes folders for evidence; what is there already is never touched. Stateless. */
final class EvidenceFolder {

    private EvidenceFolder() {}

    /** A new folder of this name in the parent, or of this name with {@code -2}, {@code -3} and so on; absolute. */
    static Path create(Path parent, String name) throws IOException {
        Path folder = Files.createDirectories(parent.toAbsolutePath().normalize());
        for (int number = 1; ; number++) {
            try {
                return Files.createDirectory(folder.resolve(DiskName.of(name) + (number == 1 ? "" : "-" + number)));
            } catch (FileAlreadyExistsException e) {
                // taken by an earlier run, or by one that runs now: the next number
            }
        }
    }

    /** Writes a text, in place of an older one. A link in its place is not followed: somebody else may have put it there. */
    static void write(Path file, String text) throws IOException {
        Files.writeString(
                file,
                text,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
    }
}
