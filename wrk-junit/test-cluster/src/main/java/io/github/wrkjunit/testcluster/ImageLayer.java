// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.testcluster;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Makes one layer of an image; the same content gives the same bytes. One thread at a time. */
final class ImageLayer {

    private static final int DIRECTORY_MODE = 0755;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name());
    private final Set<String> directories = new LinkedHashSet<>();

    /**
     * Adds a file, and the directories above it that are not there yet.
     *
     * @param path where in the image, without a slash in front
     * @param mode its permissions
     * @param content what is in it
     */
    ImageLayer file(String path, int mode, byte[] content) {
        try {
            for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                if (directories.add(path.substring(0, slash + 1))) {
                    tar.putArchiveEntry(entry(path.substring(0, slash + 1), DIRECTORY_MODE, 0));
                    tar.closeArchiveEntry();
                }
            }
            tar.putArchiveEntry(entry(path, mode, content.length));
            tar.write(content);
            tar.closeArchiveEntry();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] toBytes() {
        try {
            tar.finish();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TarArchiveEntry entry(String path, int mode, long sizeBytes) {
        TarArchiveEntry entry = new TarArchiveEntry(path);
        entry.setMode(mode);
        entry.setSize(sizeBytes);
        entry.setModTime(0);
        entry.setIds(0, 0);
        entry.setNames("root", "root");
        return entry;
    }
}
