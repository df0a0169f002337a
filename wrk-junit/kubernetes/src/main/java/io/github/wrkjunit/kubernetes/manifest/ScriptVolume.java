// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.VolumeProjectionBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Files in as many ConfigMaps as they need, and the one volume that shows them all. A ConfigMap holds 1,048,576 bytes, counted
 * decoded, all values together (wrk2/KUBERNETES.md f); a file lies in one of them. Immutable.
 *
 * @param parts the ConfigMaps in order; never empty
 */
record ScriptVolume(List<Part> parts) {

    /** Bytes that a ConfigMap holds. */
    static final int LIMIT = 1_048_576;

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,252}");

    /**
     * One ConfigMap.
     *
     * @param name its name
     * @param text what is UTF-8, by key
     * @param binary everything else, in Base64
     * @param paths where a file is to lie whose path is not its key
     */
    record Part(String name, Map<String, String> text, Map<String, String> binary, Map<String, String> paths) {}

    static ScriptVolume of(String name, Map<String, byte[]> files) {
        List<Part> parts = new ArrayList<>();
        int left = 0;
        int number = 0;
        for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
            byte[] content = file.getValue();
            if (content.length > LIMIT) {
                throw new IllegalArgumentException(tooLarge(file.getKey(), content.length));
            }
            if (parts.isEmpty() || content.length > left) {
                String suffix = parts.isEmpty() ? "" : "-" + (parts.size() + 1);
                parts.add(new Part(name + suffix, new TreeMap<>(), new TreeMap<>(), new TreeMap<>()));
                left = LIMIT;
            }
            left -= content.length;
            Part part = parts.get(parts.size() - 1);
            String key = KEY.matcher(file.getKey()).matches() ? file.getKey() : freeKey(files, ++number);
            if (!key.equals(file.getKey())) {
                part.paths().put(key, file.getKey());
            }
            Optional<String> text = text(content);
            if (text.isPresent()) {
                part.text().put(key, text.get());
            } else {
                part.binary().put(key, Base64.getEncoder().encodeToString(content));
            }
        }
        return new ScriptVolume(List.copyOf(parts));
    }

    static String tooLarge(String file, long bytes) {
        return String.format(
                Locale.ROOT,
                "script file %s has %,d bytes, and a ConfigMap holds %,d. Make it smaller, or split it into"
                        + " modules and data files, which may lie in several ConfigMaps.",
                file,
                bytes,
                LIMIT);
    }

    /** The volume of this name: a ConfigMap as AIOpsLab has it, or several in one. */
    Volume volume(String name) {
        if (parts.size() == 1) {
            return new VolumeBuilder()
                    .withName(name)
                    .withNewConfigMap()
                    .withName(parts.get(0).name())
                    .withItems(items(parts.get(0)))
                    .endConfigMap()
                    .build();
        }
        List<VolumeProjection> sources = parts.stream()
                .map(part -> new VolumeProjectionBuilder()
                        .withNewConfigMap()
                        .withName(part.name())
                        .withItems(items(part))
                        .endConfigMap()
                        .build())
                .toList();
        return new VolumeBuilder()
                .withName(name)
                .withNewProjected()
                .withSources(sources)
                .endProjected()
                .build();
    }

    /** Which key lies where; none if all lie under their keys, which is what a volume without items does. */
    private static List<KeyToPath> items(Part part) {
        List<KeyToPath> items = new ArrayList<>();
        if (!part.paths().isEmpty()) {
            TreeMap<String, String> paths = new TreeMap<>(part.paths());
            part.text().keySet().forEach(key -> paths.putIfAbsent(key, key));
            part.binary().keySet().forEach(key -> paths.putIfAbsent(key, key));
            paths.forEach((key, path) -> items.add(new KeyToPath(key, null, path)));
        }
        return items;
    }

    private static String freeKey(Map<String, byte[]> files, int number) {
        String key = "file-" + number;
        while (files.containsKey(key)) {
            key += "-";
        }
        return key;
    }

    /** The content as text, if it is UTF-8 without the control characters that would blow it up in JSON. */
    private static Optional<String> text(byte[] content) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return Optional.of(text)
                    .filter(all -> all.chars().noneMatch(c -> c < ' ' && c != '\n' && c != '\t' && c != '\r'));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
