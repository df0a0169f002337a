// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a user writes, the pod's program gets the words that were meant: read as the kubelet reads them. */
class HostileWordsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "$(WRAP_NONCE)",
                "$$(WRAP_NONCE)",
                "$$$(WRAP_NONCE)$$",
                "$(WRK_SECRET_1)",
                "$(",
                "$",
                "$$",
                "a$b$",
                "$(id) `id` ; rm -rf / && true | cat > /x",
                "'\"\\' \"",
                "--help",
                "-R 9",
                "--",
                "{{.Values.x}} ${HOME} %s %n *?[a]",
                "ends in a backslash\\"
            })
    void a_headers_value_is_one_word_and_stays_as_it_is(String value) {
        Map<String, String> headers = Map.of("X-Any", value, "Authorization", value);

        LoadJob job = Loads.job(Loads.aiopslab().headers(headers), JobOptions.builder());

        assertThat(words(job))
                .containsSequence("-H", "X-Any: " + value)
                .containsSequence("-H", "Authorization: " + value);
        assertThat(words(job)).hasSize(23);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/$(WRAP_NONCE)/$$x",
                "/?q='--help'&x=$(id)",
                "/-R/9;--help",
                "/?token=$(WRK_SECRET_1)$$",
            })
    void a_url_is_one_word_and_stays_as_it_is(String path) {
        LoadJob job = Loads.job(Loads.aiopslab().path(path), JobOptions.builder());

        assertThat(words(job)).endsWith("http://198.19.20.64:5000" + path, "-R", "100");
        assertThat(words(job)).hasSize(19);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-s.lua",
                "--help.lua",
                "a b'c\"d.lua",
                "$(WRAP_NONCE).lua",
                "$$(x) `id`.lua",
                "line\nbreak.lua",
                "wrk-junit.lua",
                "k\u00f6ln \u4e2d.lua",
                "no extension"
            })
    void a_scripts_name_is_one_word_and_the_file_has_it(String name) {
        Path script = Loads.write(folder, name, "request = nil");

        LoadJob wrapped = Loads.job(Loads.aiopslab(), Optional.of(script), JobOptions.builder());
        LoadJob bare = Loads.job(
                Loads.aiopslab(), Optional.of(script), JobOptions.builder().wrapper(WrapperMode.NONE));

        assertThat(variables(wrapped)).containsEntry("WRAP_SCRIPT", "/scripts/" + name);
        assertThat(files(wrapped)).contains(name).hasSize(2);
        assertThat(words(bare)).containsSequence("-s", "/scripts/" + name);
        assertThat(files(bare)).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"962", "$(WRAP_NONCE)", "$$", "a\nb", "--", "", " 'x' \"y\" "})
    void an_environment_value_stays_as_it_is(String value) {
        JobOptions.Builder options =
                JobOptions.builder().environment(Map.of("max_user_index", value, "PASSWORD", value));

        LoadJob job = Loads.job(Loads.aiopslab(), options);

        assertThat(variables(job)).containsEntry("max_user_index", value).containsEntry("PASSWORD", value);
    }

    @Test
    void yaml_carries_hostile_words_unchanged() {
        LoadJob job = Loads.job(
                Loads.aiopslab().headers(Map.of("X", "'\"\\ # : - {}[] \t$(x) ---", "Y", "null")),
                JobOptions.builder());

        Job read = Serialization.unmarshal(Serialization.asYaml(job.job()), Job.class);

        assertThat(read).isEqualTo(job.job());
    }

    private static List<String> words(LoadJob job) {
        Map<String, String> variables = variables(job);
        return container(job).getCommand().stream()
                .map(word -> Expansion.expand(word, variables))
                .toList();
    }

    private static Map<String, String> variables(LoadJob job) {
        Map<String, String> secrets = secrets(job);
        Map<String, String> variables = new HashMap<>();
        for (EnvVar variable : container(job).getEnv()) {
            if (variable.getValue() != null) {
                variables.put(variable.getName(), Expansion.expand(variable.getValue(), variables));
            } else if (variable.getValueFrom().getSecretKeyRef() != null) {
                variables.put(
                        variable.getName(),
                        secrets.get(variable.getValueFrom().getSecretKeyRef().getKey()));
            }
        }
        return variables;
    }

    private static Map<String, String> secrets(LoadJob job) {
        return job.secret(Loads.created(job))
                .map(secret -> secret.getStringData())
                .orElse(Map.of());
    }

    private static List<String> files(LoadJob job) {
        return Loads.files(job).keySet().stream().toList();
    }

    private static Container container(LoadJob job) {
        return job.job().getSpec().getTemplate().getSpec().getContainers().get(0);
    }
}
