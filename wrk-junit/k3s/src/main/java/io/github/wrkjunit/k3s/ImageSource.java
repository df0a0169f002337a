// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Where an image comes from that the pods of the cluster shall have. Immutable.
 *
 * @param text the path of an archive, as {@code docker save} writes it, or the name of an image in the local Docker engine
 * @param archive whether it is the path of an archive
 */
record ImageSource(String text, boolean archive) {

    /** Reads a setting or an attribute: what ends as archives do, or is a file, is an archive. */
    static ImageSource of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return new ImageSource(
                text, lower.endsWith(".tar") || lower.endsWith(".tar.gz") || lower.endsWith(".tgz") || isFile(text));
    }

    /** What is wrong with it, a sentence; a name is only known to be wrong once the engine is asked. */
    Optional<String> problem() {
        return archive && !isFile(text)
                ? Optional.of("there is no archive \"" + text + "\" (looked in "
                        + Path.of("").toAbsolutePath()
                        + "). Make it with `docker save -o " + text + " IMAGE`, or name an image of the local Docker"
                        + " engine.")
                : Optional.empty();
    }

    /** The path of the archive. */
    Path path() {
        return Path.of(text);
    }

    private static boolean isFile(String text) {
        try {
            return Files.isRegularFile(Path.of(text));
        } catch (InvalidPathException e) {
            return false; // a name
        }
    }
}
