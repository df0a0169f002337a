// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import static io.github.wrkjunit.assertj.WorkloadAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.wrkjunit.jupiter.EnabledIfWorkloadRuntime;
import io.github.wrkjunit.jupiter.WithWorkload;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.testcluster.NeedsDocker;
import io.github.wrkjunit.testcluster.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

@NeedsDocker
class K3sRuntimeIT {

    /** The containers that the test cases have seen; JUnit makes those, so there is no other way to look in. */
    private static final Queue<List<String>> SEEN = new ConcurrentLinkedQueue<>();

    private static Path images;

    @TempDir
    static Path folder;

    @BeforeAll
    static void makeImages() {
        images = StandIn.archive();
    }

    @AfterAll
    static void deleteImages() throws IOException {
        if (images != null) {
            Files.delete(images);
        }
    }

    @Test
    void loads_of_parallel_classes_run_in_one_container_that_ends_with_the_tests() throws IOException {
        SEEN.clear();

        Events tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(FirstTestCases.class), selectClass(SecondTestCases.class))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter(
                        "wrk.evidence", folder.resolve("evidence").toString())
                .configurationParameter("wrk.k3s.images", images.toString())
                .configurationParameter(
                        "wrk.k3s.manifests",
                        Shop.manifest(folder, StandIn.REPLAY).toString())
                .execute()
                .testEvents();

        assertThat(failures(tests)).isEmpty();
        assertThat(SEEN).hasSize(3).allSatisfy(containers -> assertThat(containers)
                .hasSize(1));
        assertThat(new HashSet<>(SEEN)).hasSize(1);
        assertThat(Containers.ofThisProcess()).isEmpty();
    }

    private static List<String> failures(Events tests) {
        return tests.failed().stream()
                .flatMap(event -> event.getPayload(TestExecutionResult.class).stream())
                .flatMap(result -> result.getThrowable().stream())
                .map(thrown -> String.valueOf(thrown.getMessage()))
                .toList();
    }

    @EnabledIfWorkloadRuntime("k3s")
    @WithWorkload(url = Shop.URL, rate = 50, duration = "2s", runtime = "k3s")
    static class FirstTestCases {
        @Test
        void answers(WorkloadReport report) {
            SEEN.add(Containers.ofThisProcess());
            assertThat(report).hasNoErrors();
        }
    }

    @WithK3s
    static class SecondTestCases {
        @Test
        @WithWorkload(url = Shop.URL, rate = 50, duration = "2s", runtime = "k3s")
        void answers(WorkloadReport report) {
            SEEN.add(Containers.ofThisProcess());
            assertThat(report).hasNoErrors();
        }

        @Test
        void sees_the_cluster(K3sCluster cluster) {
            SEEN.add(List.of(cluster.containerId()));
        }
    }
}
