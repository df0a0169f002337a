// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The scripts that jars on the class path offer by name. Each lists its own in {@value #INDEX}, one name a line; the
 * resource is that name after {@value #ROOT}, or the name itself where that is not there. Immutable.
 */
final class KnownScripts {

    static final String INDEX = "META-INF/wrk-scripts.index";
    static final String ROOT = "io/github/wrkjunit/scripts/";

    private final ClassLoader loader;
    private final Map<String, String> resourcesByName;

    private KnownScripts(ClassLoader loader, Map<String, String> resourcesByName) {
        this.loader = loader;
        this.resourcesByName = resourcesByName;
    }

    static KnownScripts of(ClassLoader loader) {
        Map<String, String> names = new TreeMap<>();
        try {
            for (URL index : Collections.list(loader.getResources(INDEX))) {
                try (BufferedReader lines = new BufferedReader(
                        new InputStreamReader(Script.OnClassPath.open(index), StandardCharsets.UTF_8))) {
                    lines.lines()
                            .map(String::trim)
                            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                            .forEach(line ->
                                    names.put(line, loader.getResource(ROOT + line) != null ? ROOT + line : line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The list of scripts " + INDEX + " on the class path cannot be read. Look at the jars there.", e);
        }
        return new KnownScripts(loader, names);
    }

    /** All names of Lua scripts, sorted; companions of another kind are not scripts. */
    List<String> names() {
        return resourcesByName.keySet().stream()
                .filter(name -> name.endsWith(".lua"))
                .toList();
    }

    /** The names that end in the given one at a slash; that one alone if it is a whole name. */
    List<String> endingIn(String suffix) {
        if (resourcesByName.containsKey(suffix)) {
            return List.of(suffix);
        }
        return names().stream().filter(name -> name.endsWith("/" + suffix)).toList();
    }

    /** The known script with all files of its folder that the lists name, and those that it names itself. */
    Script known(String name, List<String> args) {
        return resource(name, resourcesByName.getOrDefault(name, name), args);
    }

    /** Any resource as a script, with the listed files of its folder, and those that it or its arguments name. */
    Script resource(String name, String resource, List<String> args) {
        String folder = resource.substring(0, resource.lastIndexOf('/') + 1);
        Map<String, URL> files = new LinkedHashMap<>();
        put(files, resource);
        for (String other : resourcesByName.values()) {
            if (other.startsWith(folder) && other.indexOf('/', folder.length()) < 0) {
                put(files, other);
            }
        }
        String file = resource.substring(folder.length());
        new ResourceCompanions(loader, folder, files).addNamed(file, args);
        return new Script.OnClassPath(name, file, files);
    }

    private void put(Map<String, URL> files, String resource) {
        URL url = loader.getResource(resource);
        if (url == null) {
            throw new IllegalStateException("The list " + INDEX + " names " + resource
                    + ", which is not on the class path. The jar with the scripts is damaged; build it anew.");
        }
        files.putIfAbsent(resource.substring(resource.lastIndexOf('/') + 1), url);
    }
}
