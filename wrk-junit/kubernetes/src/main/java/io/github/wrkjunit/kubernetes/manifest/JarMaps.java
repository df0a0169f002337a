// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.VolumeProjectionBuilder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The engine's jars in as many ConfigMaps as they need. A name holds the run and the checksum of what is in it, so that the Jobs
 * of a run share them. Immutable.
 *
 * @param parts what each ConfigMap holds, in Base64, by its name
 */
record JarMaps(SortedMap<String, Map<String, String>> parts) {

    /** Bytes of jars in a ConfigMap, which holds 1,048,576 with the names (wrk2/KUBERNETES.md f). */
    static final int LIMIT = 1_000_000;

    /** Where the jars are in the pod. */
    static final String FOLDER = "/app";

    private static final int DIGEST_BYTES = 6;

    private static final class Open {
        final SortedMap<String, byte[]> jars = new TreeMap<>();
        long bytes;
    }

    /** The largest first, each where there is room. */
    static JarMaps of(String run, SortedMap<String, byte[]> jars) {
        List<Open> maps = new ArrayList<>();
        jars.entrySet().stream()
                .sorted((one, other) -> Integer.compare(other.getValue().length, one.getValue().length))
                .forEach(jar -> {
                    Open map = maps.stream()
                            .filter(open -> open.bytes + jar.getValue().length <= LIMIT)
                            .findFirst()
                            .orElseGet(() -> {
                                Open added = new Open();
                                maps.add(added);
                                return added;
                            });
                    map.jars.put(jar.getKey(), jar.getValue());
                    map.bytes += jar.getValue().length;
                });
        SortedMap<String, Map<String, String>> parts = new TreeMap<>();
        for (Open map : maps) {
            Map<String, String> data = new TreeMap<>();
            map.jars.forEach((name, jar) -> data.put(name, Base64.getEncoder().encodeToString(jar)));
            parts.put("wrk-engine-" + digest(map.jars) + "-" + JobIdentity.digest(run), data);
        }
        return new JarMaps(parts);
    }

    /** The volume that shows all jars in one folder. */
    Volume volume(String name) {
        List<VolumeProjection> sources = parts.keySet().stream()
                .map(part -> new VolumeProjectionBuilder()
                        .withNewConfigMap()
                        .withName(part)
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

    private static String digest(SortedMap<String, byte[]> jars) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            jars.forEach((name, jar) -> {
                digest.update(name.getBytes(UTF_8));
                digest.update(jar);
            });
            return HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
