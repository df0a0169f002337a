// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.wrkjunit.jupiter.EnabledIfWorkloadRuntime;
import io.github.wrkjunit.jupiter.WithWorkload;
import io.github.wrkjunit.report.WorkloadReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventType;

/** In processes of their own, as Testcontainers looks for Docker once in each. */
@Tag("processes")
@Timeout(120)
class NoDockerTest {

    private static final String MARK = "outcome ";

    private static final String REASON =
            "no Docker engine answers, and the runtime \"k3s\" runs its cluster in a container"
                    + " (Testcontainers: \"Could not find a valid Docker environment. Please see logs and check configuration\"). Start"
                    + " Docker, or set DOCKER_HOST to an engine that runs; or take wrk-kubernetes with a cluster that you have; or put"
                    + " @EnabledIfWorkloadRuntime(\"k3s\") on the test to skip it where there is no Docker.";

    @TempDir
    Path home;

    @Test
    void a_load_without_docker_is_an_error_that_says_what_to_do() throws Exception {
        Path evidence = home.resolve("target/wrk-junit/NoDockerTest.LoadTestCases/loads/workload");

        assertThat(outcomes(LoadTestCases.class))
                .containsExactly(
                        "FAILED: Workload of NoDockerTest.LoadTestCases.loads(): the worker cannot be started: "
                                + REASON + " (Tried once in this test run.). Raw output: " + evidence.resolve("raw.txt")
                                + ", errors.txt. By hand: kubectl replace --force -f "
                                + evidence.resolve("job.yaml"));
    }

    @Test
    void a_cluster_without_docker_is_an_error_that_says_what_to_do() throws Exception {
        assertThat(outcomes(ClusterTestCases.class)).containsExactly("FAILED: " + REASON);
    }

    @Test
    void the_same_load_is_skipped_with_the_reason_where_the_test_says_so() throws Exception {
        assertThat(outcomes(SkippedTestCases.class))
                .containsExactly("SKIPPED: The runtime \"k3s\" cannot run here: " + REASON);
    }

    /** What becomes of the tests of a class in a process that finds no Docker engine. */
    private List<String> outcomes(Class<?> testCases) throws IOException, InterruptedException {
        assumeThat(Path.of("/var/run/docker.sock"))
                .as("where Testcontainers looks in any case")
                .doesNotExist();
        ProcessBuilder child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Duser.home=" + home,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        testCases.getName())
                .directory(home.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = child.environment();
        environment.keySet().removeIf(name -> name.startsWith("DOCKER_") || name.startsWith("TESTCONTAINERS_"));
        environment.remove("XDG_RUNTIME_DIR"); // where a rootless Docker would be
        environment.put("HOME", home.toString());
        environment.put("DOCKER_HOST", "unix://" + home.resolve("docker.sock"));
        Process process = child.start();
        String told = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return told.lines()
                .filter(line -> line.startsWith(MARK))
                .map(line -> line.substring(MARK.length()))
                .toList();
    }

    /** Runs the tests of a class and prints what became of each, a line each. */
    static final class Program {

        private Program() {}

        public static void main(String[] arguments) throws ClassNotFoundException {
            EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(Class.forName(arguments[0])))
                    .execute()
                    .allEvents()
                    .stream()
                    .forEach(Program::print);
            System.exit(0);
        }

        private static void print(Event event) {
            event.getPayload(TestExecutionResult.class)
                    .flatMap(TestExecutionResult::getThrowable)
                    .ifPresent(thrown -> print("FAILED: " + thrown.getMessage()));
            event.getPayload(String.class)
                    .filter(reason -> event.getType() == EventType.SKIPPED)
                    .ifPresent(reason -> print("SKIPPED: " + reason));
        }

        private static void print(String outcome) {
            System.out.println(MARK + outcome.replace("\n", "\\n"));
        }
    }

    static class LoadTestCases {
        @Test
        @WithWorkload(url = "http://shop:8080", rate = 100, duration = "6s", runtime = "k3s")
        void loads(WorkloadReport report) {}
    }

    @WithK3s
    static class ClusterTestCases {
        @Test
        void looks(K3sCluster cluster) {}
    }

    @EnabledIfWorkloadRuntime("k3s")
    static class SkippedTestCases {
        @Test
        @WithWorkload(url = "http://shop:8080", rate = 100, duration = "6s", runtime = "k3s")
        void loads(WorkloadReport report) {}
    }
}
