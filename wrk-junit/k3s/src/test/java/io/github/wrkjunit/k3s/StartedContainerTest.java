// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;

class StartedContainerTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    @Test
    void an_image_that_cannot_be_had_is_told_with_how_to_have_it() {
        assertThat(StartedContainer.message(
                        "rancher/k3s:v9",
                        LIMIT,
                        new ContainerFetchException(
                                "Can't get Docker image: rancher/k3s:v9",
                                new IllegalStateException("manifest unknown")),
                        List.of()))
                .isEqualTo(
                        "K3s (rancher/k3s:v9) does not start: Can't get Docker image: rancher/k3s:v9; manifest unknown."
                                + " Pull the image (`docker pull rancher/k3s:v9`), or set wrk.k3s.image or wrk.k3s.version to one"
                                + " that this machine has or can pull.");
    }

    @Test
    void a_container_that_does_not_come_up_is_told_with_the_end_of_its_log() {
        assertThat(StartedContainer.message(
                        "rancher/k3s:v9",
                        LIMIT,
                        new ContainerLaunchException("Container startup failed"),
                        List.of("level=fatal", "failed to find memory cgroup")))
                .isEqualTo(
                        "K3s (rancher/k3s:v9) does not start: Container startup failed. K3s needs a privileged container"
                                + " and about 1 GB of memory. It had 2m to come up; wrk.k3s.start.limit gives it more.\n"
                                + "The end of its log:\n  level=fatal\n  failed to find memory cgroup");
    }

    @Test
    void where_ryuk_cannot_run_it_is_told_how_to_do_without() {
        assertThat(StartedContainer.message(
                        "rancher/k3s:v9",
                        LIMIT,
                        new ContainerFetchException("Can't get Docker image: testcontainers/ryuk:0.12.0"),
                        List.of()))
                .isEqualTo("K3s (rancher/k3s:v9) does not start: Can't get Docker image: testcontainers/ryuk:0.12.0."
                        + " Testcontainers' clean-up container cannot run here. Pull its image, or set"
                        + " TESTCONTAINERS_RYUK_DISABLED=true (containers of a killed test run then stay until the next"
                        + " one).");
    }
}
