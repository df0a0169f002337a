// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A java command for {@code wrk.local.java} that runs the real one with more options before its own. */
final class ChildJava {

    private ChildJava() {}

    /** Writes the command into this folder; the options are written as a shell reads them. */
    static Path with(String options, Path folder) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path command =
                Files.writeString(folder.resolve("java"), "#!/bin/sh\nexec '" + java + "' " + options + " \"$@\"\n");
        if (!command.toFile().setExecutable(true)) {
            throw new IOException(command + " cannot be made executable");
        }
        return command;
    }
}
