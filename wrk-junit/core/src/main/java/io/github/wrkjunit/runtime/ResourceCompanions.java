// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Finds what a script on the class path needs beside it: modules and files of its folder that are named by texts in it, in its
 * arguments, or in a module that is taken along. The folder itself is not listed: it may hold what is nobody's business.
 *
 * @param loader the class path
 * @param folder the folder of the script, with a slash at its end; empty for the root
 * @param files what was found, by path from the folder on; grows
 */
record ResourceCompanions(ClassLoader loader, String folder, Map<String, URL> files) {

    private static final int LONGEST_PATH = 1024;

    /** Adds all that the file and these arguments name. */
    void addNamed(String file, List<String> args) {
        Deque<String> open = new ArrayDeque<>(files.keySet());
        args.forEach(arg -> add(arg, open));
        while (!open.isEmpty()) {
            String next = open.remove();
            if (next.equals(file) || next.endsWith(".lua")) {
                for (String text : LuaTexts.in(text(next))) {
                    add(new String(text.getBytes(ISO_8859_1), UTF_8), open);
                    String module = text.replace('.', '/');
                    if (!text.contains("/") && !add(module + ".lua", open)) {
                        add(module + "/init.lua", open);
                    }
                }
            }
        }
    }

    private boolean add(String path, Deque<String> open) {
        if (files.containsKey(path)) {
            return true;
        }
        URL url = isInside(path) ? loader.getResource(folder + path) : null;
        if (url == null || isFolder(path, url)) {
            return false;
        }
        files.put(path, url);
        open.add(path);
        return true;
    }

    /** A path from the folder on that does not leave it. */
    private static boolean isInside(String path) {
        return !path.isEmpty()
                && path.length() <= LONGEST_PATH
                && path.chars().noneMatch(c -> c == '\\' || c == ':' || Character.isISOControl(c))
                && Arrays.stream(path.split("/", -1))
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }

    /** Class loaders find folders as well. */
    private boolean isFolder(String path, URL url) {
        try {
            return "file".equals(url.getProtocol())
                    ? Files.isDirectory(Path.of(url.toURI()))
                    : loader.getResource(folder + path + "/") != null; // as a jar names them
        } catch (URISyntaxException | IllegalArgumentException e) {
            return false; // no place on disk, so it is told if it cannot be read
        }
    }

    private String text(String path) {
        try (InputStream in = Script.OnClassPath.open(requireNonNull(files.get(path)))) {
            return new String(in.readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    folder + path + " on the class path cannot be read: " + e + ". Look at the jars there.", e);
        }
    }
}
