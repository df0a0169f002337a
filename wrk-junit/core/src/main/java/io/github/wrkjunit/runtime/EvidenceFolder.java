// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes folders for evidence. The plain name is that of this test run; what an earlier one has left under it gets the time of
 * that run behind its name, and nothing else is touched. Stateless.
 */
final class EvidenceFolder {

    private EvidenceFolder() {}

    /** A new folder of this name in the parent, or of this name with {@code -2}, {@code -3} and so on; absolute. */
    static Path create(Path parent, String name) throws IOException {
        Path folder = Files.createDirectories(parent.toAbsolutePath().normalize());
        String plain = DiskName.of(name);
        for (Path earlier : leftByEarlierRuns(folder, plain)) {
            moveAway(earlier);
        }
        for (int number = 1; ; number++) {
            try {
                Path made = Files.createDirectory(folder.resolve(plain + (number == 1 ? "" : "-" + number)));
                EvidenceOwner.me().keep(made);
                return made;
            } catch (FileAlreadyExistsException e) {
                // taken by this run, or by one that runs at the same time: the next number
            }
        }
    }

    private static List<Path> leftByEarlierRuns(Path folder, String plain) throws IOException {
        Pattern names = Pattern.compile(Pattern.quote(plain) + "(-[0-9]+)?");
        List<Path> left = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path each : all) {
                if (names.matcher(each.getFileName().toString()).matches()
                        && Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)
                        && EvidenceOwner.of(each).hasEnded()) {
                    left.add(each);
                }
            }
        }
        return left;
    }

    /** The at sign is in no name that {@link DiskName} makes. */
    private static void moveAway(Path earlier) throws IOException {
        String name = earlier.getFileName() + "@" + EvidenceOwner.of(earlier).stamp();
        for (int number = 1; ; number++) {
            Path target = earlier.resolveSibling(name + (number == 1 ? "" : "-" + number));
            if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                try {
                    Files.move(earlier, target);
                } catch (FileSystemException e) {
                    // moved by another run, or open in a program on Windows: then this run gets a number
                }
                return;
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
