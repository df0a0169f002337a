// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptVolumeTest {

    @TempDir
    Path folder;

    @Test
    void what_fits_is_one_config_map_as_aiopslab_has_it() {
        LoadJob job = job("main.lua", JobOptions.builder());

        assertThat(job.configMaps(Loads.created(job)))
                .extracting(configMap -> configMap.getMetadata().getName())
                .containsExactly("wrk2-abcd2345-scripts");
        assertThat(volumes(job)).last().satisfies(volume -> {
            assertThat(volume.getConfigMap().getName()).isEqualTo("wrk2-abcd2345-scripts");
            assertThat(volume.getConfigMap().getItems()).isEmpty();
        });
    }

    @Test
    void what_does_not_fit_is_split_and_shown_as_one_folder() throws IOException {
        for (String name : List.of("a.bin", "b.bin", "c.bin")) {
            byte[] content = new byte[600_000];
            Arrays.fill(content, (byte) name.charAt(0));
            Files.write(folder.resolve(name), content);
        }

        LoadJob job = job("main.lua", JobOptions.builder().files(List.of("a.bin", "b.bin", "c.bin")));

        assertThat(job.configMaps(Loads.created(job)))
                .extracting(configMap -> configMap.getMetadata().getName())
                .containsExactly("wrk2-abcd2345-scripts", "wrk2-abcd2345-scripts-2", "wrk2-abcd2345-scripts-3");
        assertThat(job.configMaps(Loads.created(job)))
                .allSatisfy(configMap -> assertThat(bytes(configMap)).isLessThanOrEqualTo(1_048_576));
        assertThat(volumes(job).get(volumes(job).size() - 1).getProjected().getSources())
                .hasSize(3);
        assertThat(Loads.files(job)).containsOnlyKeys("a.bin", "b.bin", "c.bin", "main.lua", "wrk-junit.lua");
        assertThat(Loads.files(job).get("b.bin")).isEqualTo(Files.readAllBytes(folder.resolve("b.bin")));
    }

    @Test
    void a_file_of_exactly_the_limit_is_taken() throws IOException {
        Files.write(folder.resolve("a.bin"), new byte[1_048_576]);

        LoadJob job = job("main.lua", JobOptions.builder().files(List.of("a.bin")));

        assertThat(Loads.files(job).get("a.bin")).hasSize(1_048_576);
    }

    @Test
    void what_is_no_text_is_kept_byte_by_byte() throws IOException {
        byte[] latin = {'/', (byte) 0xe4, '\n', 0, 1, (byte) 0xff};
        Files.write(folder.resolve("latin.txt"), latin);

        LoadJob job = job("main.lua", JobOptions.builder().files(List.of("latin.txt")));

        assertThat(job.configMaps(Loads.created(job)).get(0).getBinaryData()).containsOnlyKeys("latin.txt");
        assertThat(Loads.files(job).get("latin.txt")).isEqualTo(latin);
    }

    @Test
    void files_in_folders_and_with_names_that_are_no_keys_lie_where_they_should() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/a b.txt"), "1");
        Files.writeString(folder.resolve("file-1"), "2");
        Files.writeString(folder.resolve(".hidden"), "3");

        LoadJob job = job("main.lua", JobOptions.builder().files(List.of("data/a b.txt", "file-1", ".hidden")));

        assertThat(Loads.files(job)).containsOnlyKeys(".hidden", "data/a b.txt", "file-1", "main.lua", "wrk-junit.lua");
        assertThat(Loads.files(job).get("data/a b.txt")).containsExactly('1');
        assertThat(job.configMaps(Loads.created(job)).get(0).getData().keySet())
                .allMatch(key -> key.matches("[-._a-zA-Z0-9]+"));
    }

    private LoadJob job(String script, JobOptions.Builder options) {
        return Loads.job(Loads.aiopslab(), Optional.of(Loads.write(folder, script, "request = nil")), options);
    }

    private static int bytes(ConfigMap configMap) {
        int text =
                configMap.getData().values().stream().mapToInt(String::length).sum();
        return text
                + configMap.getBinaryData().values().stream()
                        .mapToInt(base64 -> Base64.getDecoder().decode(base64).length)
                        .sum();
    }

    private static List<Volume> volumes(LoadJob job) {
        return job.job().getSpec().getTemplate().getSpec().getVolumes();
    }
}
