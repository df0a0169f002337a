// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.testcluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The first image of an archive: Docker's {@code manifest.json} or OCI's {@code index.json}.
 *
 * @param archive the archive
 * @param config the image's configuration
 * @param layers the paths of its layers in the archive, lowest first
 */
record BaseImage(Path archive, ObjectNode config, List<String> layers) {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long LARGEST_JSON_BYTES = 1 << 20;

    static BaseImage read(Path archive) throws IOException {
        Map<String, byte[]> small = smallFiles(archive);
        JsonNode docker = json(small, "manifest.json");
        if (docker != null) {
            JsonNode first = docker.path(0);
            return new BaseImage(
                    archive, config(small, first.path("Config").asText()), texts(first.path("Layers"), ""));
        }
        JsonNode index = json(small, "index.json");
        if (index == null) {
            throw new IOException(archive + " is no image archive: it holds neither manifest.json nor index.json.");
        }
        JsonNode manifest = blob(small, index.path("manifests").path(0));
        return new BaseImage(
                archive,
                config(small, path(manifest.path("config").path("digest").asText())),
                texts(manifest.path("layers"), "digest").stream()
                        .map(BaseImage::path)
                        .toList());
    }

    private static Map<String, byte[]> smallFiles(Path archive) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile() && entry.getSize() <= LARGEST_JSON_BYTES) {
                    files.put(entry.getName(), tar.readAllBytes());
                }
            }
        }
        return files;
    }

    private static JsonNode blob(Map<String, byte[]> files, JsonNode descriptor) throws IOException {
        String path = path(descriptor.path("digest").asText());
        JsonNode blob = json(files, path);
        if (blob == null) {
            throw new IOException("The image archive holds no " + path + ", which it names itself.");
        }
        return blob.has("manifests") ? blob(files, blob.path("manifests").path(0)) : blob;
    }

    private static ObjectNode config(Map<String, byte[]> files, String path) throws IOException {
        if (json(files, path) instanceof ObjectNode config) {
            return config;
        }
        throw new IOException("The image archive holds no configuration at " + path + ", which it names itself.");
    }

    private static @Nullable JsonNode json(Map<String, byte[]> files, String path) throws IOException {
        byte[] content = files.get(path);
        return content == null ? null : MAPPER.readTree(content);
    }

    private static List<String> texts(JsonNode array, String field) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add((field.isEmpty() ? node : node.path(field)).asText()));
        return List.copyOf(texts);
    }

    private static String path(String digest) {
        return "blobs/" + digest.replace(':', '/');
    }
}
