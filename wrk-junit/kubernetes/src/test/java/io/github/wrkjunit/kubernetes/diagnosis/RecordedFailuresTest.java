// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.kubernetes.diagnosis.JobState.Ended;
import io.github.wrkjunit.kubernetes.diagnosis.JobState.Failed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every recorded failure, replayed: when it is known, and the whole message. */
class RecordedFailuresTest {

    private static final double WITHIN_MS = 3000;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # stream           | the cause's first sign in it                                    | known at
            pull-never         | is not present with pull policy of Never                        | 1115.3
            pull-always        | Failed to pull image                                            | 975.6
            pull-name          | InspectFailed                                                   | 802.8
            restricted-no-user | container has runAsNonRoot                                      | 1208.7
            missing-configmap  | configmap \\"nowhere\\" not found                               | 1676.7
            """)
    void a_pod_that_cannot_start_is_known(String stream, String sign, double atMs) {
        Replay replay = Replay.of(stream);

        assertThat(replay.end().state()).isInstanceOf(Failed.class);
        assertKnown(replay, stream, sign, atMs);
    }

    @ParameterizedTest
    @CsvSource({"unschedulable-cpu, False Unschedulable", "unschedulable-selector, False Unschedulable"})
    void a_pod_that_no_node_takes_is_known_when_an_autoscaler_would_have_said_something(String stream, String sign) {
        Replay replay = Replay.of(stream);

        assertThat(replay.end().atMs()).isBetween(15_000.0, replay.firstMs(sign) + 15_000 + WITHIN_MS);
        assertThat(replay.message()).isEqualTo(expected(stream));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            restricted-stock    | violates PodSecurity | 1050.9
            quota-no-limits     | failed quota         | 1123.4
            quota-too-much      | exceeded quota       | 1032.7
            limitrange-too-much | maximum cpu usage    | 1027.8
            """)
    void a_job_that_gets_no_pod_is_known_when_the_second_try_is_refused(String stream, String sign, double atMs) {
        Replay replay = Replay.of(stream);

        assertThat(replay.end().view().pod()).isNull();
        assertKnown(replay, stream, sign, atMs);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            deadline        | FailureTarget                                                | 4683.4
            deadline-pod    | Pod was active on the node longer than the specified deadline | 4528.8
            evicted-storage | Evicted                                                      | 37153.6
            """)
    void a_deadline_and_an_eviction_by_the_node_are_known_before_the_container_has_ended(
            String stream, String sign, double atMs) {
        Replay replay = Replay.of(stream);

        assertThat(replay.end().state()).isInstanceOf(Failed.class);
        assertKnown(replay, stream, sign, atMs);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            missing-command            | StartError               | 128 | 2825.2
            memory-killed              | OOMKilled                | 137 | 3711.4
            evicted-api                | "exitCode":137           | 137 | 6164.2
            pod-deleted-long-run       | "exitCode":137           | 137 | 9161.7
            delete-background          | "exitCode":137           | 137 | 7205.5
            delete-foreground          | "exitCode":137           | 137 | 7959.6
            script-at100-stock         | PANIC                    | 1   | 2687.0
            series-read-only-directory | "exitCode":139           | 139 | 4495.1
            target-unresolvable        | unable to resolve        | 1   | 1333.5
            target-no-port             | Servname not supported   | 1   | 578.5
            target-no-endpoints        | Connection refused       | 1   | 1588.8
            target-closed-port         | Connection refused       | 1   | 1247.6
            target-unused-pod-address  | No route to host         | 1   | 3712.6
            target-unused-service-address | No route to host      | 1   | 2679.2
            backoff-default            | unable to resolve        | 1   | 989.4
            """)
    void a_container_that_ended_badly_is_known_by_its_end(String stream, String sign, int exitCode, double atMs) {
        Replay replay = Replay.of(stream);

        assertThat(replay.end().state()).isInstanceOfSatisfying(Ended.class, ended -> assertThat(ended.exitCode())
                .isEqualTo(exitCode));
        assertThat(replay.end().atMs()).isEqualTo(atMs);
        assertThat(replay.firstMs(sign)).isGreaterThanOrEqualTo(atMs - WITHIN_MS);
        assertThat(replay.message()).isEqualTo(expected(stream));
    }

    @ParameterizedTest
    @CsvSource({"script-syntax-stock, expected near, 821.5", "script-missing-stock, cannot open, 708.7"})
    void a_script_that_was_not_loaded_is_known_at_once_and_not_by_the_good_end(
            String stream, String sign, double atMs) {
        Replay replay = Replay.of(stream);

        assertThat(replay.end().state()).isInstanceOf(Failed.class);
        assertKnown(replay, stream, sign, atMs);
    }

    @ParameterizedTest
    @CsvSource({
        "index-fails, wrk2-job-0, FailureTarget, 3753.6",
        "index-fails, wrk2-job-2, \"exitCode\":3, 1751.1",
        "index-fails-per-index, wrk2-job-2, \"exitCode\":3, 1474.5"
    })
    void one_pod_of_several_that_fails_is_known_and_so_are_those_that_go_with_it(
            String stream, String pod, String sign, double atMs) {
        Replay replay = Replay.of(stream, pod);

        assertThat(replay.end().atMs())
                .isEqualTo(atMs)
                .isBetween(replay.firstMs(sign), replay.firstMs(sign) + WITHIN_MS);
        assertThat(replay.message()).isEqualTo(expected(stream + "-" + pod));
    }

    private static void assertKnown(Replay replay, String stream, String sign, double atMs) {
        double signMs = replay.firstMs(sign);

        assertThat(replay.end().atMs()).isEqualTo(atMs).isBetween(signMs, signMs + WITHIN_MS);
        assertThat(replay.message()).isEqualTo(expected(stream));
    }

    private static String expected(String name) {
        try (InputStream file = RecordedFailuresTest.class.getResourceAsStream("/messages/" + name + ".txt")) {
            assertThat(file).as("/messages/%s.txt", name).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
