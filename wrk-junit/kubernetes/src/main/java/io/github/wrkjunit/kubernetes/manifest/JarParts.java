// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A jar as one or several of a bounded size, which together on a class path are the same: each entry is in one of them. The same
 * content gives the same bytes. Stateless.
 */
final class JarParts {

    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    /** What an entry needs beside its content and its name, in both of a jar's lists, generously. */
    private static final int ENTRY_BYTES = 200;

    private JarParts() {}

    /** The jar itself under its name if it is small enough, or parts of it under the names {@code NAME-1.jar} and so on. */
    static SortedMap<String, byte[]> of(String name, byte[] jar, int limit) {
        SortedMap<String, byte[]> parts = new TreeMap<>();
        if (jar.length <= limit) {
            parts.put(name, jar);
            return parts;
        }
        SortedMap<String, byte[]> part = new TreeMap<>();
        long bytes = 0;
        for (var entry : entries(jar).entrySet()) {
            long more =
                    packed(entry.getValue()) + ENTRY_BYTES + 2L * entry.getKey().length();
            if (more > limit) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "%s in the jar %s has %,d bytes, and a ConfigMap holds %,d. Set wrk.kubernetes.image to an image that"
                                + " holds the engine.",
                        entry.getKey(),
                        name,
                        more,
                        limit));
            }
            if (bytes + more > limit) {
                parts.put(partName(name, parts.size() + 1), jar(part));
                part.clear();
                bytes = 0;
            }
            part.put(entry.getKey(), entry.getValue());
            bytes += more;
        }
        parts.put(partName(name, parts.size() + 1), jar(part));
        return parts;
    }

    /** A jar of all files below the folder. */
    static byte[] ofFolder(Path folder) throws IOException {
        SortedMap<String, byte[]> entries = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> files = walk.filter(Files::isRegularFile).toList();
            for (Path file : files) {
                entries.put(entryName(folder.relativize(file)), Files.readAllBytes(file));
            }
        }
        return jar(entries);
    }

    private static String entryName(Path file) {
        return StreamSupport.stream(file.spliterator(), false)
                .map(Path::toString)
                .reduce((all, name) -> all + "/" + name)
                .orElseThrow();
    }

    private static String partName(String name, int number) {
        return name.replaceAll("\\.jar$", "") + "-" + number + ".jar";
    }

    /** Without the manifest, whose signatures and versions are those of the whole. */
    private static SortedMap<String, byte[]> entries(byte[] jar) {
        SortedMap<String, byte[]> entries = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory() && !entry.getName().equals(MANIFEST)) {
                    entries.put(entry.getName(), zip.readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }

    private static long packed(byte[] content) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(content);
            deflater.finish();
            byte[] buffer = new byte[1 << 16];
            long bytes = 0;
            while (!deflater.finished()) {
                bytes += deflater.deflate(buffer);
            }
            return bytes;
        } finally {
            deflater.end();
        }
    }

    private static byte[] jar(SortedMap<String, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (var entry : entries.entrySet()) {
                ZipEntry header = new ZipEntry(entry.getKey());
                header.setTimeLocal(LocalDateTime.of(2000, 1, 1, 0, 0)); // the same content, the same bytes
                zip.putNextEntry(header);
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
