// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.runtime.SettingsSource;
import io.github.wrkjunit.runtime.WorkloadException;
import io.github.wrkjunit.runtime.WorkloadRunner;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A script of the class path, which is in no folder of its own, on its way from the name in a test to the pod. */
class ClassPathScriptTest {

    @TempDir
    Path folder;

    @Test
    void reaches_the_pod_with_the_module_and_the_file_that_it_names() throws IOException {
        WorkloadRunner runner = WorkloadRunner.builder()
                .settings(Settings.of(SettingsSource.of(
                        "test",
                        Map.of(
                                "wrk.runtime",
                                "kubernetes",
                                "wrk.kubernetes.kubeconfig",
                                kubeconfig().toString(),
                                "wrk.kubernetes.namespace",
                                "load",
                                "wrk.kubernetes.dry.run",
                                "true"))))
                .evidence(folder.resolve("evidence"))
                .build();
        WorkloadSpec load = WorkloadSpec.builder()
                .url("http://frontend.hotel.svc:5000")
                .rate(100)
                .duration(Duration.ofSeconds(10))
                .script("classpath/users.lua")
                .build();

        assertThatThrownBy(() -> runner.run(load))
                .isInstanceOf(WorkloadException.class)
                .hasMessageContaining("To make it by hand: kubectl --kubeconfig ");

        assertThat(Files.readString(folder.resolve("evidence/workload/job.yaml")))
                .contains("path: \"users.lua\"", "path: \"words.lua\"", "path: \"users.csv\"")
                .containsPattern("ada\n +grace\n")
                .contains("local words = require(\"words\")", "return { \"spring\", \"summer\" }");
    }

    private Path kubeconfig() throws IOException {
        return Files.writeString(
                folder.resolve("config"),
                "apiVersion: v1\nkind: Config\ncurrent-context: c\nclusters: [{name: c, cluster: {server:"
                        + " 'http://127.0.0.1:1'}}]\ncontexts: [{name: c, context: {cluster: c, user: u}}]\n"
                        + "users: [{name: u, user: {}}]\n");
    }
}
