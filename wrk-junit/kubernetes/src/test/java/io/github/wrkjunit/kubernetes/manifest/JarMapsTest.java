// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarMapsTest {

    @TempDir
    private Path folder;

    @Test
    void each_config_map_holds_a_million_bytes_at_most_and_all_jars_are_in_one() {
        SortedMap<String, byte[]> jars = EngineJars.of(Optional.empty()).files();

        JarMaps maps = JarMaps.of("run-1", jars);

        assertThat(maps.parts().values()).allSatisfy(part -> assertThat(part.values().stream()
                        .mapToInt(jar -> Base64.getDecoder().decode(jar).length)
                        .sum())
                .isLessThanOrEqualTo(1_000_000));
        assertThat(maps.parts().values().stream().flatMap(part -> part.keySet().stream()))
                .containsExactlyInAnyOrderElementsOf(jars.keySet());
        assertThat(maps.parts()).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void names_follow_from_the_content_and_the_run() {
        SortedMap<String, byte[]> one = new TreeMap<>(Map.of("a.jar", new byte[] {1}));
        SortedMap<String, byte[]> other = new TreeMap<>(Map.of("a.jar", new byte[] {2}));

        assertThat(JarMaps.of("Run_1", one)).isEqualTo(JarMaps.of("Run_1", one));
        assertThat(JarMaps.of("Run_1", one).parts().firstKey())
                .matches("wrk-engine-[0-9a-f]{12}-[0-9a-f]{8}")
                .isNotEqualTo(JarMaps.of("Run_1", other).parts().firstKey())
                .isNotEqualTo(JarMaps.of("Run_2", one).parts().firstKey());
    }

    @Test
    void only_the_natives_of_a_known_architecture_are_taken_along() {
        assertThat(EngineJars.of(Optional.of("arm64")).files())
                .containsKeys("natives-arm64.jar", "wrk-engine.jar", "luajava.jar")
                .doesNotContainKey("natives-amd64.jar");
        assertThat(EngineJars.of(Optional.of("riscv64")).files())
                .containsKeys("natives-arm64.jar", "natives-amd64.jar");
    }

    @Test
    void the_runtime_local_does_not_appear_with_the_engines_jar() throws IOException {
        assertThat(entries(
                        requireNonNull(EngineJars.of(Optional.empty()).files().get("wrk-engine.jar"))))
                .containsKey("io/github/wrkjunit/engine/cli/Wrk.class")
                .allSatisfy((name, content) -> assertThat(name).doesNotStartWith("META-INF/services/"));
    }

    @Test
    void a_large_jar_becomes_several_that_hold_the_same() throws IOException {
        Random random = new Random(7);
        Map<String, byte[]> files = new TreeMap<>();
        for (int i = 0; i < 9; i++) {
            byte[] content = new byte[30_000];
            random.nextBytes(content);
            files.put("folder/" + i + ".class", content);
            Files.createDirectories(folder.resolve("folder"));
            Files.write(folder.resolve("folder/" + i + ".class"), content);
        }
        byte[] jar = JarParts.ofFolder(folder);

        SortedMap<String, byte[]> parts = JarParts.of("large.jar", jar, 100_000);

        assertThat(parts.keySet()).containsExactly("large-1.jar", "large-2.jar", "large-3.jar");
        assertThat(parts.values()).allSatisfy(part -> assertThat(part).hasSizeLessThanOrEqualTo(100_000));
        Map<String, byte[]> joined = new TreeMap<>();
        for (byte[] part : parts.values()) {
            joined.putAll(entries(part));
        }
        assertThat(joined).usingRecursiveComparison().isEqualTo(files);
        assertThat(JarParts.of("large.jar", jar, 100_000))
                .usingRecursiveComparison()
                .isEqualTo(parts);
        assertThat(JarParts.of("large.jar", jar, jar.length)).containsOnlyKeys("large.jar");
    }

    @Test
    void a_file_that_no_config_map_holds_is_refused_with_the_way_out() throws IOException {
        byte[] content = new byte[200_000];
        new Random(7).nextBytes(content);
        Files.write(folder.resolve("large.so"), content);
        byte[] jar = JarParts.ofFolder(folder);

        assertThatThrownBy(() -> JarParts.of("natives.jar", jar, 100_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(
                        "large.so in the jar natives.jar has 200,\\d{3} bytes, and a ConfigMap holds 100,000. Set"
                                + " wrk.kubernetes.image to an image that holds the engine.");
    }

    private static Map<String, byte[]> entries(byte[] jar) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar), UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }
}
