// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds a script by its name: a path on disk, a resource on the class path, or the end of a known script's name. Immutable. */
final class ScriptLookup {

    private final Path workingFolder;
    private final ClassLoader loader;

    ScriptLookup(Path workingFolder, ClassLoader loader) {
        this.workingFolder = workingFolder.toAbsolutePath().normalize();
        this.loader = loader;
    }

    /**
     * The script.
     *
     * @throws IllegalArgumentException with one sentence that says where it was looked for, or which scripts may be meant
     */
    Script find(String name) {
        return find(name, List.of());
    }

    /** The same for a script that is given these arguments, which may name files beside it. */
    Script find(String name, List<String> args) {
        Path path = onDisk(name);
        if (Files.isRegularFile(path)) {
            return new Script.OnDisk(name, path);
        }
        KnownScripts known;
        try {
            known = KnownScripts.of(loader);
        } catch (UncheckedIOException e) {
            throw new IllegalArgumentException("script \"" + name + "\": " + e.getMessage(), e);
        }
        String resource = name.startsWith("/") ? name.substring(1) : name;
        List<String> matches = known.endingIn(resource);
        if (matches.size() == 1) {
            return known.known(matches.get(0), args);
        }
        for (String candidate : List.of(resource, KnownScripts.ROOT + resource)) {
            if (candidate.endsWith(".lua") && loader.getResource(candidate) != null) {
                return known.resource(name, candidate, args);
            }
        }
        throw new IllegalArgumentException(
                matches.isEmpty()
                        ? missing(name, path, resource, known)
                        : "script \"" + name + "\" may be any of: " + String.join(", ", matches)
                                + ". Name the one that you mean.");
    }

    private Path onDisk(String name) {
        try {
            return workingFolder.resolve(name).normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "script \"" + name + "\" cannot be a file: " + e.getReason() + ". Use a path or a script's name.",
                    e);
        }
    }

    private static String missing(String name, Path path, String resource, KnownScripts known) {
        List<String> near = nearMisses(name, path, resource, known);
        String next = known.names().isEmpty()
                ? "No scripts are known by name: add wrk-lua-scripts to the class path, or give a path."
                : "Known scripts: " + String.join(", ", known.names()) + ".";
        return "script \"" + name + "\" was not found: " + (Files.isDirectory(path) ? "a folder" : "no file")
                + " is at "
                + path + ", the class path holds neither " + resource + " nor " + KnownScripts.ROOT + resource
                + ", and no known script ends in it. "
                + (near.isEmpty() ? next : "Did you mean " + String.join(" or ", near) + "?");
    }

    private static List<String> nearMisses(String name, Path path, String resource, KnownScripts known) {
        Set<String> near = new LinkedHashSet<>();
        Path folder = path.getParent();
        Path file = path.getFileName();
        if (folder != null && file != null && Files.isDirectory(folder)) {
            String before = name.substring(0, name.lastIndexOf('/') + 1);
            NearMiss.of(file.toString(), luaFiles(folder), 3).forEach(other -> near.add(before + other));
        }
        int depth = resource.split("/", -1).length;
        List<String> all = new ArrayList<>();
        for (String other : known.names()) {
            String[] parts = other.split("/", -1);
            String end = String.join("/", List.of(parts).subList(Math.max(0, parts.length - depth), parts.length));
            if (!NearMiss.of(resource, List.of(end), 1).isEmpty()
                    || !NearMiss.of(resource + ".lua", List.of(end), 1).isEmpty()) {
                all.add(other);
            }
        }
        near.addAll(all);
        return near.stream().limit(3).toList();
    }

    private static List<String> luaFiles(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> file.endsWith(".lua"))
                    .toList();
        } catch (IOException e) {
            return List.of(); // a folder that cannot be listed has no near misses; that the script is missing is told
            // anyway
        }
    }
}
