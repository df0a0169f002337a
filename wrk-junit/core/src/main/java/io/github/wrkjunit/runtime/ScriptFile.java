// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * A script that lies on disk, its companions in the same folder. Immutable.
 *
 * @param name the script as it was asked for, or the full name of the known script that was meant
 * @param path the file, absolute
 */
public record ScriptFile(String name, Path path) {

    /** Checks that both parts are there. */
    public ScriptFile {
        requireNonNull(name, "name");
        requireNonNull(path, "path");
    }
}
