// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadJobTest {

    @TempDir
    Path folder;

    @Test
    void a_load_becomes_a_job_as_kubectl_users_know_it() {
        Path script = Loads.write(folder, "x.lua", "request = nil\n");

        LoadJob job = Loads.job(Loads.aiopslab(), Optional.of(script), JobOptions.builder());

        assertThat(Serialization.asYaml(job.job())).isEqualTo(Loads.resource("load-job.yaml"));
    }
}
