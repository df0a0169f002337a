// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.lua;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A script's text and name. Immutable; thread-safe.
 *
 * @param name what error messages call it: the path or the name that the user has given
 * @param text the text; bytes above 127 are left as they are
 * @param directory where {@code require} finds companions, besides the working directory; null for a script that is no file
 */
public record ScriptSource(
        String name, String text, @Nullable Path directory) {
    /** Checks that there are a name and a text. */
    public ScriptSource {
        requireNonNull(name, "name");
        requireNonNull(text, "text");
    }

    /** The script in this file, under the path as it is given. Throws when the file cannot be read. */
    public static ScriptSource ofFile(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        return new ScriptSource(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1), directory);
    }

    /** A script that is no file, in the bytes of its file. */
    public static ScriptSource ofBytes(String name, byte[] bytes) {
        return new ScriptSource(name, new String(bytes, StandardCharsets.ISO_8859_1), null);
    }

    /** A script that is no file, its text encoded in UTF-8. */
    public static ScriptSource ofText(String name, String text) {
        return ofBytes(name, text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
