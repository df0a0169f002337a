// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wrkjunit.runtime.LuaTexts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A script with what it needs beside it: modules and files of its folder that are named by texts in the script, or in a module
 * that is taken along. Immutable.
 *
 * @param main the script's file name
 * @param contents what each file holds, by its path relative to the folder, with slashes
 */
record ScriptFiles(String main, Map<String, byte[]> contents) {

    /** Where the files lie in the pod. */
    static final String FOLDER = "/scripts";

    private static final int LONGEST_PATH = 1024;

    static ScriptFiles of(Path script, List<String> more) {
        Collector collector = new Collector(script.toAbsolutePath().normalize(), new TreeMap<>());
        collector.collect(collector.script);
        more.forEach(path -> collector.collect(collector.more(path)));
        return new ScriptFiles(collector.name(collector.script), collector.contents);
    }

    /** Where the script lies in the pod. */
    String path() {
        return FOLDER + "/" + main;
    }

    /** The paths of all files but the script itself. */
    List<String> companions() {
        return contents.keySet().stream().filter(path -> !path.equals(main)).toList();
    }

    private record Collector(Path script, Map<String, byte[]> contents) {

        Path folder() {
            Path folder = script.getParent();
            return folder == null ? script : folder;
        }

        /** The file with all that it needs. */
        void collect(Path first) {
            Deque<Path> open = new ArrayDeque<>(List.of(first));
            while (!open.isEmpty()) {
                Path file = open.remove();
                if (contents.containsKey(name(file))) {
                    continue;
                }
                byte[] content = take(file);
                if (file.equals(script) || file.toString().endsWith(".lua")) {
                    LuaTexts.in(new String(content, ISO_8859_1)).forEach(text -> {
                        named(file, text).ifPresent(open::add);
                        module(text).ifPresent(open::add);
                    });
                }
            }
        }

        /** The file of the folder that the text names, as seen from the folder or from where it is mounted. */
        private Optional<Path> named(Path by, String text) {
            String path = text.startsWith(FOLDER + "/") ? text.substring(FOLDER.length() + 1) : text;
            Optional<Path> file = path.startsWith("/") ? Optional.empty() : resolved(path);
            file.filter(found -> !found.startsWith(folder())).ifPresent(found -> {
                throw new IllegalArgumentException("script " + by + " names \"" + text
                        + "\", which lies outside of its folder and cannot be taken into the pod. Move "
                        + found.getFileName() + " beside the script, and name it by its place there.");
            });
            return file;
        }

        private Optional<Path> module(String name) {
            String path = name.replace('.', '/');
            return name.startsWith(".") || name.endsWith(".") || name.contains("/")
                    ? Optional.empty()
                    : resolved(path + ".lua").or(() -> resolved(path + "/init.lua"));
        }

        private Optional<Path> resolved(String path) {
            if (path.isEmpty() || path.length() > LONGEST_PATH || path.chars().anyMatch(Character::isISOControl)) {
                return Optional.empty();
            }
            try {
                // bytes of the script were read one by one; a name beyond ASCII is UTF-8
                Path file = folder().resolve(new String(path.getBytes(ISO_8859_1), UTF_8))
                        .normalize();
                return Optional.of(file).filter(Files::isRegularFile);
            } catch (InvalidPathException e) {
                return Optional.empty(); // a text that cannot be a path names no file
            }
        }

        Path more(String path) {
            Path file = folder().resolve(path).normalize();
            if (!file.startsWith(folder()) || !Files.isRegularFile(file)) {
                throw new IllegalArgumentException("file \"" + path + "\" is not in the folder of the script " + script
                        + ". Name files by their place beside the script.");
            }
            return file;
        }

        private byte[] take(Path file) {
            try {
                long size = Files.size(file);
                if (size > ScriptVolume.LIMIT) {
                    throw new IllegalArgumentException(ScriptVolume.tooLarge(file.toString(), size));
                }
                byte[] content = Files.readAllBytes(file);
                contents.put(checkedName(file), content);
                return content;
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "script file " + file + " cannot be read: " + e + ". Look at its place and its rights.", e);
            }
        }

        private String checkedName(Path file) {
            String name = name(file);
            if (name.startsWith("..") || (!file.equals(script) && name.chars().anyMatch(c -> c < ' ' || c == ':'))) {
                throw new IllegalArgumentException(
                        "script file \"" + name
                                + "\" cannot be mounted under this name. Rename it: no dots first, no colon, no control character.");
            }
            return name;
        }

        String name(Path file) {
            return StreamSupport.stream(folder().relativize(file).spliterator(), false)
                    .map(Path::toString)
                    .collect(Collectors.joining("/"));
        }
    }
}
