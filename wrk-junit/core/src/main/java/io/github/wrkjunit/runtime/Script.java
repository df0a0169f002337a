// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A script that was found. Immutable. */
sealed interface Script {

    /** The script as a file, for the workers of a load whose evidence lies in this folder. */
    ScriptFile place(Path folder) throws IOException;

    /** A script that lies on disk already, beside whatever it needs. */
    record OnDisk(String name, Path path) implements Script {
        @Override
        public ScriptFile place(Path folder) {
            return new ScriptFile(name, path);
        }
    }

    /**
     * A script on the class path: {@code files} holds it and its companions by their paths from its folder on, {@code file} names
     * it.
     */
    record OnClassPath(String name, String file, Map<String, URL> files) implements Script {
        @Override
        public ScriptFile place(Path folder) throws IOException {
            Path scripts = Files.createDirectories(folder.resolve("script")).toAbsolutePath();
            for (Map.Entry<String, URL> entry : files.entrySet()) {
                URLConnection connection = entry.getValue().openConnection();
                connection.setUseCaches(false); // a cached jar stays open, and keeps its file from being replaced
                try (InputStream in = connection.getInputStream()) {
                    Path file = scripts.resolve(entry.getKey());
                    Files.createDirectories(file.getParent());
                    Files.copy(in, file);
                }
            }
            return new ScriptFile(name, scripts.resolve(file));
        }
    }
}
