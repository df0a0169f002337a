// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.testcluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes an image as {@code docker save} does, which every cluster's tool can load: a base with one layer more. */
final class ImageArchive {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int FILE_MODE = 0644;

    private ImageArchive() {}

    static void write(Path target, BaseImage base, byte[] layer, List<String> names) throws IOException {
        ObjectNode config = base.config().deepCopy();
        String digest = sha256(layer);
        config.withObject("/rootfs").withArray("/diff_ids").add("sha256:" + digest);
        if (config.has("history")) {
            config.withArray("/history").addObject().put("created_by", "wrk-junit tests");
        }
        ObjectNode settings = config.withObject("/config");
        settings.remove(List.of("Entrypoint", "Cmd"));
        byte[] configBytes = MAPPER.writeValueAsBytes(config);
        String configPath = sha256(configBytes) + ".json";
        String layerPath = digest + ".tar";
        ArrayNode manifest = MAPPER.createArrayNode();
        ObjectNode image = manifest.addObject().put("Config", configPath);
        ArrayNode layers = image.putArray("Layers");
        base.layers().forEach(layers::add);
        layers.add(layerPath);
        names.forEach(image.putArray("RepoTags")::add);
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(
                new BufferedOutputStream(Files.newOutputStream(target)), StandardCharsets.UTF_8.name())) {
            add(tar, "manifest.json", MAPPER.writeValueAsBytes(manifest));
            add(tar, configPath, configBytes);
            add(tar, layerPath, layer);
            copyLayers(base, tar);
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    private static void copyLayers(BaseImage base, TarArchiveOutputStream tar) throws IOException {
        Set<String> missing = new HashSet<>(base.layers());
        try (TarArchiveInputStream from =
                new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(base.archive())))) {
            for (TarArchiveEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                if (entry.isFile() && missing.remove(entry.getName())) {
                    tar.putArchiveEntry(ImageLayer.entry(entry.getName(), FILE_MODE, entry.getSize()));
                    from.transferTo(tar);
                    tar.closeArchiveEntry();
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new IOException(
                    base.archive() + " lacks the layers " + missing + " that it names. Save the image again.");
        }
    }

    private static void add(TarArchiveOutputStream tar, String path, byte[] content) throws IOException {
        tar.putArchiveEntry(ImageLayer.entry(path, FILE_MODE, content.length));
        tar.write(content);
        tar.closeArchiveEntry();
    }
}
