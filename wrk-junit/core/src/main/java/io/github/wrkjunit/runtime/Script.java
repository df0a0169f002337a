// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

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

    /**
     * The text of the script, and of the modules that are known to belong to it; bytes above 127 one by one. Empty if it cannot be
     * read, which those report who need it.
     */
    String text();

    /** A script that lies on disk already, beside whatever it needs. */
    record OnDisk(String name, Path path) implements Script {
        @Override
        public ScriptFile place(Path folder) {
            return new ScriptFile(name, path);
        }

        @Override
        public String text() {
            try {
                return Files.readString(path, ISO_8859_1);
            } catch (IOException e) {
                return "";
            }
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
                try (InputStream in = open(entry.getValue())) {
                    Path file = scripts.resolve(entry.getKey());
                    Files.createDirectories(file.getParent());
                    Files.copy(in, file);
                }
            }
            return new ScriptFile(name, scripts.resolve(file));
        }

        @Override
        public String text() {
            StringBuilder all = new StringBuilder();
            for (Map.Entry<String, URL> entry : files.entrySet()) {
                if (entry.getKey().equals(file) || entry.getKey().endsWith(".lua")) {
                    try (InputStream in = open(entry.getValue())) {
                        all.append(new String(in.readAllBytes(), ISO_8859_1)).append('\n');
                    } catch (IOException e) {
                        return "";
                    }
                }
            }
            return all.toString();
        }

        /** Reads it past the cache. */
        static InputStream open(URL url) throws IOException {
            URLConnection connection = url.openConnection();
            connection.setUseCaches(false); // a cached jar stays open, and keeps its file from being replaced
            return connection.getInputStream();
        }
    }
}
