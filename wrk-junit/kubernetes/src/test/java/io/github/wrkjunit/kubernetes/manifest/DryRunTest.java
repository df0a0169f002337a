// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.DownwardAPIVolumeFile;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DryRunTest {

    private static final String SECRET = "Xq7-Zw9vT4";

    @TempDir
    Path folder;

    @Test
    void prints_what_kubectl_takes() {
        Path script =
                Loads.write(folder, "x.lua", "request = function()\n   return wrk.format(\"GET\", '/$(x)')\nend\n");
        JobOptions.Builder options =
                JobOptions.builder().wrapper(WrapperMode.NONE).environment(Map.of("max_user_index", "962"));

        LoadJob job =
                Loads.job(Loads.aiopslab().headers(Map.of("Authorization", "Bearer x")), Optional.of(script), options);

        assertThat(job.yaml()).isEqualTo(Loads.resource("dry-run.yaml"));
    }

    @Test
    void reads_back_as_the_objects_that_were_meant() {
        Path script = Loads.write(folder, "x.lua", "-- trailing blanks  \n\t'tabs' \"quotes\" # : {} \\ \n\n   \n");
        Loads.write(folder, "paths.txt", "/a\r\n/b");

        LoadJob job = Loads.job(
                Loads.aiopslab().headers(Map.of("Authorization", "Bearer x")),
                Optional.of(script),
                JobOptions.builder().files(List.of("paths.txt")));
        List<HasMetadata> read = Arrays.stream(job.yaml().split("(?m)^---\n"))
                .skip(1)
                .map(document -> (HasMetadata) new KubernetesSerialization().unmarshal(document))
                .toList();

        Job resumed = job.job();
        resumed.getSpec().setSuspend(null);
        assertThat(read).hasSize(2);
        assertThat(((Secret) read.get(0)).getStringData()).containsExactly(Map.entry("WRK_SECRET_1", "***"));
        Job applied = (Job) read.get(1);
        assertThat(filesOf(applied))
                .isEqualTo(job.configMaps(Loads.created(job)).get(0).getData());
        assertThat(withoutScripts(applied)).isEqualTo(withoutScripts(resumed));
    }

    @Test
    void needs_nothing_beside_the_job_for_a_load_without_secrets() {
        Path script = Loads.write(folder, "x.lua", "require 'sub.module'\n");
        Loads.write(folder, "sub/module.lua", "return 1\n");

        String yaml = Loads.job(Loads.aiopslab(), Optional.of(script), JobOptions.builder())
                .yaml();

        assertThat(yaml)
                .startsWith(
                        "# The scripts are annotations of the pod here, and go with the Job. A run makes a ConfigMap of"
                                + " them.\n---\napiVersion: \"batch/v1\"\n")
                .doesNotContain("kind: \"ConfigMap\"")
                .contains("path: \"sub/module.lua\"");
    }

    @Test
    void keeps_a_configmap_for_what_is_no_text() throws IOException {
        Path script = Loads.write(folder, "x.lua", "local f = io.open('data.bin')\n");
        Files.write(folder.resolve("data.bin"), new byte[] {0, 1, -1});

        String yaml = Loads.job(
                        Loads.aiopslab(),
                        Optional.of(script),
                        JobOptions.builder().files(List.of("data.bin")))
                .yaml();

        assertThat(yaml)
                .startsWith("# The Job goes by itself. Delete the rest by kubectl delete -f with this file.\n---\n")
                .contains("kind: \"ConfigMap\"");
    }

    @Test
    void says_when_kubectl_apply_cannot_take_it() {
        Path script = Loads.write(folder, "x.lua", "-".repeat(300_000));

        LoadJob job = Loads.job(Loads.aiopslab(), Optional.of(script), JobOptions.builder());

        assertThat(job.yaml())
                .startsWith("# A ConfigMap is larger than kubectl apply takes: use kubectl apply --server-side.\n"
                        + "# The Job goes by itself. Delete the rest by kubectl delete -f with this file.\n---\n");
    }

    @Test
    void hides_the_environment_of_a_template_as_well() {
        JobOptions.Builder options = JobOptions.builder()
                .template(JobText.template(
                        "kind: Job\napiVersion: batch/v1\nspec: {template: {spec: {containers: [{name: wrk2, env: [{name: A, value: b-1}]}],"
                                + " initContainers: [{name: i, image: j, env: [{name: C, value: d-2}]}]}}}"));

        LoadJob job = Loads.job(Loads.aiopslab(), options);

        assertThat(job.yaml())
                .startsWith("# Hidden: C, A. Put the values in where *** stands.\n")
                .doesNotContain("b-1", "d-2");
    }

    @Test
    void hides_secrets_in_the_commands_of_a_template_as_well() {
        JobOptions.Builder options = JobOptions.builder()
                .template(JobText.template(
                        "kind: Job\napiVersion: batch/v1\nspec: {template: {spec: {containers: [{name: wrk2}, {name: side, image: j,"
                                + " command: [sh, -c, 'curl -H \"X-Token: abc1\" http://u:def2@h/'],"
                                + " args: [--password, ghi3, --port, '80']}],"
                                + " initContainers: [{name: i, image: j, args: ['--api-key=jkl4']}]}}}"));

        LoadJob job = Loads.job(Loads.aiopslab(), options);

        assertThat(job.yaml())
                .startsWith("# Hidden: the command of i, the command of side. Put the values in where *** stands.\n")
                .doesNotContain("abc1", "def2", "ghi3", "jkl4")
                .contains("- \"--port\"", "- \"80\"", "--api-key=***");
    }

    /** The shapes of core's src/test/resources/secrets.txt, in every place of an object that a user's text reaches. */
    @ParameterizedTest
    @MethodSource("secrets")
    void no_shape_of_a_secret_is_in_the_objects(String shape) {
        String quoted = Serialization.asJson(shape);
        JobOptions.Builder options = JobOptions.builder()
                .environment(Map.of("SHAPE", shape))
                .template(JobText.template(
                        "kind: Job\napiVersion: batch/v1\nspec: {template: {spec: {containers: [{name: wrk2, env: [{name: A, value: "
                                + quoted + "}]}, {name: side, image: j, command: [sh, -c, " + quoted + "], args: ["
                                + quoted + "], lifecycle: {preStop: {exec: {command: [sh, -c, " + quoted
                                + "]}}}}], initContainers: [{name: i, image: j, args: [" + quoted + "]}]}}}"));

        LoadJob job = Loads.job(
                Loads.aiopslab().headers(Map.of("Authorization", "Bearer " + SECRET, "X-Key", SECRET)), options);

        assertThat(job.yaml()).doesNotContain(SECRET);
        assertThat(job.command()).doesNotContain(SECRET);
        assertThat(annotations(job)).doesNotContain(SECRET);
    }

    static List<String> secrets() throws IOException {
        return Files.readAllLines(Path.of("../core/src/test/resources/secrets.txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replace("SECRET", SECRET))
                .toList();
    }

    private static String annotations(LoadJob job) {
        return job.job().getMetadata().getAnnotations() + " "
                + job.job().getSpec().getTemplate().getMetadata().getAnnotations();
    }

    @Test
    void hides_secrets_in_the_hooks_and_probes_of_a_template_as_well() {
        JobOptions.Builder options = JobOptions.builder()
                .template(JobText.template(
                        "kind: Job\napiVersion: batch/v1\nspec: {template: {spec: {containers: [{name: wrk2}, {name: side, image: j,"
                                + " lifecycle: {preStop: {exec: {command: [bye, --password, abc1]}},"
                                + " postStart: {exec: {command: [hello, --password, def2]}}},"
                                + " readinessProbe: {exec: {command: [ask, --token, ghi3]}},"
                                + " livenessProbe: {exec: {command: [ask, --token, jkl4]}},"
                                + " startupProbe: {exec: {command: [ask, --token, mno5]}}}]}}}"));

        LoadJob job = Loads.job(Loads.aiopslab(), options);

        assertThat(job.yaml())
                .startsWith("# Hidden: a hook or probe of side. Put the values in where *** stands.\n")
                .doesNotContain("abc1", "def2", "ghi3", "jkl4", "mno5");
    }

    /** What the pod finds under /scripts. */
    private static Map<String, String> filesOf(Job job) {
        Map<String, String> annotations =
                job.getSpec().getTemplate().getMetadata().getAnnotations();
        return job.getSpec().getTemplate().getSpec().getVolumes().stream()
                .filter(volume -> volume.getDownwardAPI() != null)
                .flatMap(volume -> volume.getDownwardAPI().getItems().stream())
                .collect(Collectors.toMap(
                        DownwardAPIVolumeFile::getPath,
                        file -> Objects.requireNonNull(annotations.get(
                                file.getFieldRef().getFieldPath().replaceAll("metadata.annotations\\['|']", "")))));
    }

    private static Job withoutScripts(Job job) {
        Job rest = Serialization.clone(job);
        rest.getSpec().getTemplate().getMetadata().getAnnotations().keySet().removeIf(key -> key.contains("/file-"));
        rest.getSpec().getTemplate().getSpec().getVolumes().removeIf(volume -> volume.getName()
                .equals("wrk2-scripts"));
        return rest;
    }
}
