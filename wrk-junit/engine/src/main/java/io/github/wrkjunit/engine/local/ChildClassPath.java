// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.local;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import io.github.wrkjunit.engine.cli.Wrk;
import io.github.wrkjunit.runtime.WorkloadException;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import party.iroiro.luajava.Lua;
import party.iroiro.luajava.luajit.LuaJit;
import picocli.CommandLine;

/**
 * The class path of the child: the places that this code and what it uses were themselves loaded from. That works under
 * Surefire's manifest-only jar, argument files, IDEs and the module path, where {@code java.class.path} says little.
 */
final class ChildClassPath {

    /** One class of each jar that the child needs. */
    private static final List<Class<?>> ANCHORS = List.of(
            Wrk.class,
            WorkloadSpec.class,
            Histogram.class,
            JsonFactory.class,
            CommandLine.class,
            Lua.class,
            LuaJit.class);

    /** A class of the jar that luajava itself needs at run time; not on the class path at compile time. */
    private static final String LUAJAVA_LOADER = "com/badlogic/gdx/utils/SharedLibraryLoader.class";

    /** A file of the jar that holds nothing but native libraries. */
    private static final String NATIVES = "libluajit64.so";

    private ChildClassPath() {}

    /** The class path, joined as the {@code java} command wants it. */
    static String find() {
        Set<Path> places = new LinkedHashSet<>();
        ANCHORS.forEach(anchor -> places.add(place(anchor)));
        for (String resource : List.of(LUAJAVA_LOADER, NATIVES)) {
            // of the loader, because a class that is in a module sees the resources of that module only
            URL url = LuaJit.class.getClassLoader().getResource(resource);
            if (url != null) {
                places.add(place(url, resource));
            }
        }
        return places.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** The jar or folder from which this class was loaded. */
    static String of(Class<?> anchor) {
        return place(anchor).toString();
    }

    private static Path place(Class<?> anchor) {
        CodeSource source = anchor.getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        try {
            if (location != null) {
                return Path.of(location.toURI());
            }
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            throw unknown(anchor, String.valueOf(location), e);
        }
        throw unknown(anchor, "an unknown place", null);
    }

    private static Path place(URL url, String resource) {
        try {
            if (url.openConnection() instanceof JarURLConnection jar) {
                return Path.of(jar.getJarFileURL().toURI());
            }
            Path folder = Path.of(url.toURI());
            for (int depth = resource.split("/").length; depth > 0; depth--) {
                folder = requireNonNull(folder.getParent());
            }
            return folder;
        } catch (IOException | URISyntaxException | IllegalArgumentException e) {
            throw unknown(LuaJit.class, url.toString(), e);
        }
    }

    private static WorkloadException unknown(Class<?> anchor, String location, @Nullable Exception e) {
        return new WorkloadException(
                "The engine's own process cannot be started: class " + anchor.getName() + " was loaded from " + location
                        + ", which is neither a jar file nor a folder. Run the tests with ordinary jars, or set wrk.local.command to a wrk2.",
                e);
    }
}
