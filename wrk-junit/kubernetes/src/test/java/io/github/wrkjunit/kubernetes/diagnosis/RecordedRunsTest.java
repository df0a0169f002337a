// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.kubernetes.diagnosis.JobState.Ended;
import io.github.wrkjunit.kubernetes.diagnosis.JobState.Failed;
import io.github.wrkjunit.kubernetes.diagnosis.JobState.Running;
import io.github.wrkjunit.kubernetes.diagnosis.JobState.Waiting;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every recorded run that the container brought to its end, replayed; whether its report will do is not judged here. */
class RecordedRunsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aiopslab-job",
                "memory-8Mi",
                "owner",
                "pod-deleted",
                "pod-deleted-default-backoff",
                "pod-deleted-prestop-int",
                "quota-with-limitrange",
                "restricted",
                "second-container",
                "sidecar",
                "storm-20s",
                "storm-4s",
                "storm-pod-address",
                "target-deleted",
                "target-killed",
                "target-service-name",
                "target-stalled",
                "term-by-ffi",
                "ttl"
            })
    void nothing_speaks_against_a_run_that_came_to_its_end(String stream) {
        assertWell(Replay.of(stream));
    }

    @ParameterizedTest
    @CsvSource({
        "indexed, wrk2-job-0",
        "indexed, wrk2-job-1",
        "indexed, wrk2-job-2",
        "indexed, wrk2-job-3",
        "index-fails-per-index, wrk2-job-0",
        "index-fails-per-index, wrk2-job-1",
        "index-fails-per-index, wrk2-job-3"
    })
    void each_pod_of_several_is_judged_by_itself(String stream, String pod) {
        assertWell(Replay.of(stream, pod));
    }

    @Test
    void the_pod_of_a_job_that_was_deleted_as_an_orphan_still_runs() {
        List<Replay.Step> steps = Replay.of("delete-orphan").steps();

        assertThat(steps).noneMatch(Replay.Step::isOver);
        assertThat(steps.get(steps.size() - 1).state()).isInstanceOf(Running.class);
    }

    @ParameterizedTest
    @CsvSource({"pod-deleted, 8770.7", "second-container, 3706.9", "aiopslab-job, 11532.0", "term-by-ffi, 4792.0"})
    void the_end_is_that_of_the_named_container_and_not_that_of_pod_or_job(String stream, double atMs) {
        assertThat(Replay.of(stream).end().atMs()).isEqualTo(atMs);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            aiopslab-job      | its pod to be created; the scheduler; its volumes and network; the container's start
            pull-always       | its pod to be created; the scheduler; its volumes and network; the image deathstarbench/wrk2-client:latest to be pulled
            missing-configmap | its pod to be created; the scheduler; its volumes and network; its volumes: MountVolume.SetUp failed for volume "wrk2-scripts" : configmap "nowhere" not found
            unschedulable-cpu | its pod to be created; the scheduler; the scheduler: 0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.
            quota-no-limits   | its pod to be created; its pod to be created: Error creating: pods "wrk2-job-rjt8w" is forbidden: failed quota: q: must specify limits.cpu for: wrk2, limits.memory for: wrk2
            """)
    void who_waits_is_told_what_for(String stream, String waits) {
        List<String> told = Replay.of(stream).steps().stream()
                .filter(step -> step.state() instanceof Waiting)
                .map(step -> ((Waiting) step.state()).what().replace("wrk2; limits", "wrk2, limits"))
                .distinct()
                .toList();

        assertThat(told).containsExactly(waits.split("; "));
    }

    @Test
    void no_recorded_stream_is_left_out() {
        List<String> told = Stream.of(RecordedRunsTest.class, RecordedFailuresTest.class)
                .flatMap(test -> Stream.of(test.getDeclaredMethods()))
                .flatMap(method -> Stream.concat(
                        Stream.of(method.getAnnotationsByType(ValueSource.class))
                                .flatMap(source -> Stream.of(source.strings())),
                        Stream.of(method.getAnnotationsByType(CsvSource.class))
                                .flatMap(source -> Stream.concat(
                                        Stream.of(source.value()),
                                        source.textBlock().lines()))))
                .map(line -> line.split("[,|]")[0].strip())
                .toList();

        assertThat(RecordedView.names())
                .hasSizeGreaterThan(50)
                .filteredOn(stream -> !stream.equals("delete-orphan"))
                .allSatisfy(stream -> assertThat(told).contains(stream));
    }

    private static void assertWell(Replay replay) {
        Replay.Step end = replay.end();

        assertThat(end.state()).isInstanceOfSatisfying(Ended.class, ended -> assertThat(ended.exitCode())
                .isZero());
        assertThat(replay.failure()).isEmpty();
        assertThat(replay.steps()).noneMatch(step -> step.state() instanceof Failed);
    }
}
