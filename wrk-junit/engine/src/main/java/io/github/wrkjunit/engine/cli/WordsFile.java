// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The file that takes the place of standard input where nobody can write to that, as in a pod to which nobody may attach.
 * Stateless.
 */
final class WordsFile {

    /** The option that names it. */
    static final String OPTION = "--input";

    private WordsFile() {}

    /** The file that the words name, or the standard input if they name none. */
    static InputStream open(String[] arguments, InputStream standard) {
        List<String> words = Arrays.asList(arguments);
        int at = words.indexOf(OPTION);
        if (at < 0 || at + 1 == words.size()) {
            return standard;
        }
        String file = words.get(at + 1);
        try {
            return Files.newInputStream(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            throw new UsageException(List.of(OPTION + " \"" + file + "\" cannot be read: " + e
                    + ". Name a file that holds what standard input would."));
        }
    }
}
