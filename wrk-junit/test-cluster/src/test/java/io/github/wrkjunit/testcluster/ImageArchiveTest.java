// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.testcluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageArchiveTest {

    private static final String CONFIG = """
            {"os": "linux", "config": {"Env": ["PATH=/bin"], "Cmd": ["java"], "Entrypoint": ["/entry"]},
             "rootfs": {"type": "layers", "diff_ids": ["sha256:aa"]}, "history": [{"created_by": "base"}]}""";

    @TempDir
    Path folder;

    @Test
    void a_layer_is_put_on_a_base_that_docker_has_saved() throws IOException {
        Path base = archive(Map.of(
                "manifest.json",
                        "[{\"Config\": \"c.json\", \"RepoTags\": [\"base:1\"], \"Layers\": [\"l/layer.tar\"]}]",
                "c.json", CONFIG,
                "l/layer.tar", "the base's layer",
                "other", "left out"));

        Map<String, String> written = written(base);

        assertThat(written).containsEntry("l/layer.tar", "the base's layer").doesNotContainKey("other");
        assertThat(written.get("manifest.json"))
                .contains("\"RepoTags\":[\"a:1\",\"b:2\"]")
                .containsPattern("\"Layers\":\\[\"l/layer.tar\",\"[0-9a-f]{64}.tar\"]");
        assertThat(written).hasEntrySatisfying(configPath(written), config -> assertThat(config)
                .contains("\"Env\":[\"PATH=/bin\"]")
                .containsPattern("\"diff_ids\":\\[\"sha256:aa\",\"sha256:[0-9a-f]{64}\"]")
                .contains("{\"created_by\":\"wrk-junit tests\"}")
                .doesNotContain("Cmd", "Entrypoint"));
    }

    @Test
    void a_layer_is_put_on_a_base_in_the_layout_of_oci() throws IOException {
        Path base = archive(Map.of(
                "index.json", "{\"manifests\": [{\"digest\": \"sha256:11\"}]}",
                "blobs/sha256/11",
                        "{\"config\": {\"digest\": \"sha256:22\"}, \"layers\": [{\"digest\": \"sha256:33\"}]}",
                "blobs/sha256/22", CONFIG,
                "blobs/sha256/33", "the base's layer"));

        Map<String, String> written = written(base);

        assertThat(written).containsEntry("blobs/sha256/33", "the base's layer");
        assertThat(written.get("manifest.json")).contains("\"Layers\":[\"blobs/sha256/33\",");
    }

    @Test
    void what_is_no_image_is_refused() throws IOException {
        Path base = archive(Map.of("readme", "nothing"));

        assertThatThrownBy(() -> BaseImage.read(base))
                .hasMessage(base + " is no image archive: it holds neither manifest.json nor index.json.");
    }

    @Test
    void a_base_that_lacks_a_layer_is_refused() throws IOException {
        Path base = archive(
                Map.of("manifest.json", "[{\"Config\": \"c.json\", \"Layers\": [\"gone.tar\"]}]", "c.json", CONFIG));

        assertThatThrownBy(() -> written(base))
                .hasMessage(base + " lacks the layers [gone.tar] that it names. Save the image again.");
    }

    @Test
    void the_same_content_makes_the_same_layer() {
        byte[] first = new ImageLayer().file("a/b/c", 0644, new byte[] {1}).toBytes();
        byte[] second = new ImageLayer().file("a/b/c", 0644, new byte[] {1}).toBytes();

        assertThat(first).isEqualTo(second);
    }

    private Map<String, String> written(Path base) throws IOException {
        Path target = folder.resolve("image.tar");
        byte[] layer = new ImageLayer().file("opt/x", 0644, new byte[0]).toBytes();
        ImageArchive.write(target, BaseImage.read(base), layer, List.of("a:1", "b:2"));
        Map<String, String> files = new LinkedHashMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(target))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                files.put(entry.getName(), new String(tar.readAllBytes(), UTF_8));
            }
        }
        return files;
    }

    private static String configPath(Map<String, String> files) {
        return files.keySet().stream()
                .filter(path -> path.matches("[0-9a-f]{64}.json"))
                .findFirst()
                .orElseThrow();
    }

    private Path archive(Map<String, String> files) throws IOException {
        ImageLayer tar = new ImageLayer();
        files.forEach((path, content) -> tar.file(path, 0644, content.getBytes(UTF_8)));
        Path archive = folder.resolve("base.tar");
        Files.copy(new ByteArrayInputStream(tar.toBytes()), archive);
        return archive;
    }
}
