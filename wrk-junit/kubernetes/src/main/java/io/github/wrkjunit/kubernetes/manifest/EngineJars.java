// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The jars that the engine needs in a pod: those that this module carries as resources, and those of its own class path, which
 * are read from where they were loaded. None is larger than a ConfigMap. Immutable.
 *
 * @param files the jars by name
 */
record EngineJars(SortedMap<String, byte[]> files) {

    /** The label of a node's architecture. */
    static final String ARCHITECTURE = "kubernetes.io/arch";

    private static final String FOLDER = "engine/";

    private static final List<String> CARRIED =
            List.of("wrk-engine.jar", "picocli.jar", "luajava.jar", "luajit.jar", "gdx-jnigen-loader.jar");

    private static final List<String> ARCHITECTURES = List.of("amd64", "arm64");

    /** One class of each jar that this module has on its class path. */
    private static final Map<String, Class<?>> OWN = Map.of(
            "wrk-junit-core.jar", WorkloadSpec.class,
            "HdrHistogram.jar", Histogram.class,
            "jackson-core.jar", JsonFactory.class);

    /** Those for every node that there may be. */
    private static final class All {
        static final EngineJars JARS = read();
    }

    /** Copies the map; the jars are not to be changed. */
    EngineJars {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** Those for nodes of this architecture, or for all if it is unknown. */
    static EngineJars of(Optional<String> architecture) {
        SortedMap<String, byte[]> files = new TreeMap<>(All.JARS.files);
        architecture.filter(ARCHITECTURES::contains).ifPresent(known -> ARCHITECTURES.stream()
                .filter(other -> !other.equals(known))
                .forEach(other -> files.remove(natives(other))));
        return new EngineJars(files);
    }

    private static EngineJars read() {
        SortedMap<String, byte[]> files = new TreeMap<>();
        CARRIED.forEach(name -> files.put(name, carried(name)));
        ARCHITECTURES.forEach(name -> files.put(natives(name), carried(natives(name))));
        OWN.forEach((name, anchor) -> files.put(name, own(anchor)));
        SortedMap<String, byte[]> parts = new TreeMap<>();
        files.forEach((name, jar) -> parts.putAll(JarParts.of(name, jar, JarMaps.LIMIT)));
        return new EngineJars(parts);
    }

    private static String natives(String architecture) {
        return "natives-" + architecture + ".jar";
    }

    private static byte[] carried(String name) {
        try (InputStream in = EngineJars.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "The jar of wrk-kubernetes lacks " + FOLDER + name + ". Use a complete wrk-kubernetes.");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The jar of wrk-kubernetes cannot be read. Use a complete one.", e);
        }
    }

    private static byte[] own(Class<?> anchor) {
        CodeSource source = anchor.getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        try {
            if (location != null) {
                Path place = Path.of(location.toURI());
                return Files.isDirectory(place) ? JarParts.ofFolder(place) : Files.readAllBytes(place);
            }
        } catch (URISyntaxException | IOException | RuntimeException e) {
            throw unknown(anchor, String.valueOf(location), e);
        }
        throw unknown(anchor, "an unknown place", null);
    }

    private static IllegalArgumentException unknown(Class<?> anchor, String location, @Nullable Exception e) {
        return new IllegalArgumentException(
                "the engine's jars cannot be mounted into a pod: class " + anchor.getName() + " was loaded from "
                        + location
                        + ", which is neither a jar file nor a folder. Run the tests with ordinary jars, or set"
                        + " wrk.kubernetes.image to an image that holds the engine.",
                e);
    }
}
