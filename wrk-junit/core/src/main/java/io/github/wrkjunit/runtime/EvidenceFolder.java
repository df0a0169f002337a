// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

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
}
