// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.testcluster.NeedsDocker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@NeedsDocker
@Timeout(180)
class KilledProcessIT {

    private final DockerClient docker = Docker.client();
    private @Nullable Process running;

    @AfterEach
    void end() {
        if (running != null) {
            running.destroyForcibly();
        }
    }

    /** Where Ryuk runs, it may have removed the container before. */
    @Test
    void a_cluster_whose_process_was_killed_is_removed_by_the_next_one() throws Exception {
        Process process = clusterProcess();
        String container = containerOf(process);

        Leftovers.remove(docker);
        Map<String, String> labels = labels(container);
        process.destroyForcibly().waitFor();
        Leftovers.remove(docker);

        assertThat(labels).as("what Ryuk goes by").containsKey("org.testcontainers.sessionId");
        assertThat(exists(container)).isFalse();
    }

    /** Ryuk waits ten seconds for its process to come back. Nobody else removes it here: no other cluster is started. */
    @Test
    void ryuk_removes_the_cluster_of_a_process_that_was_killed() throws Exception {
        assumeThat(String.valueOf(System.getenv("TESTCONTAINERS_RYUK_DISABLED")))
                .as("whether Ryuk is switched off")
                .isNotEqualToIgnoringCase("true");
        Process process = clusterProcess();
        String container = containerOf(process);

        process.destroyForcibly().waitFor();

        Pause pause = new Pause(Duration.ofSeconds(30), Duration.ofMillis(500));
        boolean there = exists(container);
        while (there && pause.sleep()) {
            there = exists(container);
        }
        assertThat(there).as("whether the container is still there").isFalse();
    }

    @Test
    void a_process_that_ends_in_order_without_junit_takes_its_cluster_with_it() throws Exception {
        Process process = clusterProcess();
        String container = containerOf(process);

        process.getOutputStream().close();
        process.waitFor();

        assertThat(exists(container)).isFalse();
    }

    private Process clusterProcess() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        running = process;
        return process;
    }

    private static String containerOf(Process process) throws IOException {
        @SuppressWarnings("resource") // ends with the process
        BufferedReader lines = process.inputReader();
        String line = lines.readLine();
        while (line != null && !line.startsWith("container ")) {
            line = lines.readLine();
        }
        assertThat(line).as("what the process tells").isNotNull();
        return String.valueOf(line).substring("container ".length());
    }

    private Map<String, String> labels(String container) {
        InspectContainerResponse found = docker.inspectContainerCmd(container).exec();
        Map<String, String> labels = found.getConfig().getLabels();
        return labels == null ? Map.of() : labels;
    }

    private boolean exists(String container) {
        try {
            docker.inspectContainerCmd(container).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    /** Starts a cluster as a program without JUnit does, and ends when its input does. */
    static final class Program {

        private Program() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println("container " + K3sCluster.shared(Settings.of()).containerId());
            System.out.flush();
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
