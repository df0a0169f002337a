// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import static io.github.wrkjunit.kubernetes.diagnosis.ViewBuilder.terminated;
import static io.github.wrkjunit.kubernetes.diagnosis.ViewBuilder.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.github.wrkjunit.kubernetes.diagnosis.JobState.Ended;
import io.github.wrkjunit.kubernetes.diagnosis.JobState.Failed;
import io.github.wrkjunit.kubernetes.diagnosis.JobState.Running;
import io.github.wrkjunit.kubernetes.diagnosis.JobState.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no recorded stream shows: what heals, and what is rare. */
class JobStateTest {

    private static final FailurePlace PLACE = new FailurePlace("load", "wrk2-7f3a", List.of(), "wrk -R 100");
    private static final LoadContainer LOAD = ViewBuilder.load();
    private static final String NOT_FOUND = "MountVolume.SetUp failed for volume \"s\" : configmap \"c\" not found";
    private static final String SYNC =
            "MountVolume.SetUp failed for volume \"s\" : failed to sync configmap cache: timed out waiting for the condition";

    @Test
    void a_configmap_that_is_found_at_the_third_try_is_no_failure() {
        assertThat(new ViewBuilder()
                        .scheduled()
                        .event("Pod", "FailedMount", NOT_FOUND, 2)
                        .state())
                .isEqualTo(new Waiting("its volumes: " + NOT_FOUND));
        assertThat(new ViewBuilder()
                        .running()
                        .event("Pod", "FailedMount", NOT_FOUND, 3)
                        .state())
                .isInstanceOf(Running.class);
    }

    @Test
    void a_mount_that_fails_for_another_reason_than_something_missing_heals_however_long_it_takes() {
        ViewBuilder view = new ViewBuilder()
                .scheduled()
                .event("Pod", "FailedMount", SYNC, 9)
                .after(Duration.ofMinutes(1));

        assertThat(view.state()).isEqualTo(new Waiting("its volumes: " + SYNC));
    }

    @Test
    void a_pod_that_is_refused_once_and_created_then_is_no_failure() {
        String refusal = "Error creating: pods \"x\" is forbidden: exceeded quota: q";
        ViewBuilder once = new ViewBuilder().event("Job", "FailedCreate", refusal, 1);

        assertThat(once.after(Duration.ofSeconds(1)).state())
                .isEqualTo(new Waiting("its pod to be created: " + refusal));
        assertThat(once.after(Duration.ofSeconds(2)).state()).isInstanceOf(Failed.class);
        assertThat(once.scheduled().state()).isInstanceOf(Waiting.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Error creating: Internal error occurred: failed calling webhook "w": connection refused | Waiting
            Error creating: admission webhook "w" denied the request: no                          | Failed
            Error creating: Job.batch "x" is invalid: spec: no                                     | Failed
            """)
    void a_refusal_that_is_a_verdict_counts_at_the_second_try_and_a_mishap_does_not(String message, String state) {
        ViewBuilder view =
                new ViewBuilder().event("Job", "FailedCreate", message, 2).after(Duration.ofMillis(1100));

        assertThat(view.state().getClass().getSimpleName()).isEqualTo(state);
        assertThat(view.after(Duration.ofMillis(2500)).state()).isInstanceOf(Failed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ErrImageNeverPull",
                "InvalidImageName",
                "CreateContainerConfigError",
                "CreateContainerError",
                "RunContainerError",
                "ErrImagePull",
                "ImagePullBackOff",
                "CrashLoopBackOff"
            })
    void what_does_not_heal_by_waiting_is_a_failure_at_once(String reason) {
        assertThat(new ViewBuilder()
                        .scheduled()
                        .container("wrk2", waiting(reason, "why"))
                        .state())
                .isInstanceOf(Failed.class);
    }

    @Test
    void another_container_that_cannot_start_is_no_failure_and_an_init_container_is() {
        assertThat(new ViewBuilder()
                        .running()
                        .container("side", waiting("ErrImagePull", "why"))
                        .state())
                .isInstanceOf(Running.class);
        assertThat(new ViewBuilder()
                        .scheduled()
                        .container("wrk2", waiting("PodInitializing", ""))
                        .initContainer("proxy", waiting("ErrImagePull", "why"))
                        .state())
                .isInstanceOf(Failed.class);
    }

    @Test
    void an_init_container_is_waited_for_and_its_failure_told() {
        ViewBuilder view = new ViewBuilder().scheduled().container("wrk2", waiting("PodInitializing", ""));

        assertThat(view.initContainer("proxy", waiting("PodInitializing", "")).state())
                .isEqualTo(new Waiting("the init container proxy"));
        assertThat(firstLine(new ViewBuilder()
                        .scheduled()
                        .initContainer("proxy", terminated(3, "Error"))
                        .pod(pod -> pod.editStatus().withPhase("Failed").endStatus())))
                .isEqualTo(
                        "Job wrk2-7f3a in namespace load cannot start: its init container proxy ended with exit code 3."
                                + " Look at that container's log, or take it out of the template.");
    }

    @Test
    void a_pod_that_the_node_refuses_is_a_failure() {
        assertThat(firstLine(new ViewBuilder().scheduled().pod(pod -> pod.editStatus()
                        .withPhase("Failed")
                        .withReason("OutOfcpu")
                        .withMessage("Node didn't have enough resource: cpu")
                        .endStatus())))
                .isEqualTo("Job wrk2-7f3a in namespace load failed before its container wrk2 ran: OutOfcpu: Node didn't"
                        + " have enough resource: cpu. Look at the events below.");
    }

    @Test
    void a_pod_that_is_gone_before_its_end_was_seen_is_a_failure() {
        assertThat(firstLine(new ViewBuilder().running().podDeleted()))
                .isEqualTo("Job wrk2-7f3a in namespace load has lost its pod, which was deleted before anybody saw its"
                        + " container end. Find out who deletes Jobs and pods or drains nodes while tests run, and run the"
                        + " test again.");
        assertThat(firstLine(new ViewBuilder().running().podDeleted().jobDeleted()))
                .contains("which was deleted with the Job before anybody saw");
    }

    @Test
    void a_job_that_is_gone_before_it_had_a_pod_is_a_failure_and_one_whose_pod_runs_is_not() {
        assertThat(firstLine(new ViewBuilder().jobDeleted()))
                .isEqualTo(
                        "Job wrk2-7f3a in namespace load was deleted by somebody else before it had a pod. Find out who"
                                + " deletes Jobs in this namespace while tests run, and run the test again.");
        assertThat(new ViewBuilder().running().jobDeleted().state()).isInstanceOf(Running.class);
    }

    @Test
    void a_node_that_is_gone_is_a_failure_and_an_eviction_that_leaves_a_grace_period_is_not_yet() {
        assertThat(new ViewBuilder()
                        .running()
                        .podCondition("DisruptionTarget", "True", "EvictionByEvictionAPI", "")
                        .jobCondition("FailureTarget", "BackoffLimitExceeded", "limit")
                        .state())
                .isInstanceOf(Running.class);
        assertThat(firstLine(new ViewBuilder()
                        .running()
                        .podCondition("DisruptionTarget", "True", "DeletionByTaintManager", "")))
                .isEqualTo(
                        "Job wrk2-7f3a in namespace load has lost its node (DeletionByTaintManager). Look at the nodes of"
                                + " the cluster, and run the test again.");
    }

    @Test
    void a_policy_of_the_users_template_that_fails_the_job_is_a_failure() {
        assertThat(firstLine(new ViewBuilder()
                        .running()
                        .jobCondition("FailureTarget", "PodFailurePolicy", "Container wrk2 failed with exit code 1")))
                .isEqualTo(
                        "Job wrk2-7f3a in namespace load failed: PodFailurePolicy, Container wrk2 failed with exit code 1."
                                + " Look at the events below.");
    }

    @Test
    void a_deadline_that_was_over_before_there_was_a_pod_says_so() {
        assertThat(firstLine(new ViewBuilder()
                        .job(job ->
                                job.editSpec().withActiveDeadlineSeconds(90L).endSpec())
                        .jobCondition(
                                "FailureTarget", "DeadlineExceeded", "Job was active longer than specified deadline")))
                .isEqualTo(
                        "Job wrk2-7f3a in namespace load did not end within its deadline of 90 s and was ended by the"
                                + " cluster; it never had a pod. Look at what took so long. If it only needs longer, raise"
                                + " wrk.kubernetes.deadline.reserve and wrk.deadline.grace.");
    }

    @Test
    void a_suspended_job_waits_for_its_resumption() {
        assertThat(new ViewBuilder()
                        .job(job -> job.editSpec().withSuspend(true).endSpec())
                        .state())
                .isEqualTo(new Waiting("its resumption"));
    }

    @Test
    void exit_code_0_without_a_report_is_known_when_the_log_has_ended() {
        ViewBuilder view = new ViewBuilder()
                .scheduled()
                .container("wrk2", terminated(0, "Completed"))
                .log("hello");

        assertThat(view.state()).isEqualTo(new Ended(0, "Completed", Optional.empty()));
        assertThat(firstLine(view.logEnded()))
                .isEqualTo(
                        "Job wrk2-7f3a in namespace load ended with exit code 0 and without a report. Is it a wrk2 that"
                                + " runs there, and does the script call os.exit? Look at the command and at the log.");
    }

    @Test
    void exit_code_0_with_a_report_is_a_good_end_though_the_job_has_failed() {
        assertThat(new ViewBuilder()
                        .scheduled()
                        .container("wrk2", terminated(0, "Completed"))
                        .jobCondition("FailureTarget", "BackoffLimitExceeded", "limit")
                        .jobCondition("Failed", "BackoffLimitExceeded", "limit")
                        .podDeleted()
                        .log("Requests/sec:    104.60  ", "Transfer/sec:     12.04KB")
                        .logEnded()
                        .state())
                .isEqualTo(new Ended(0, "Completed", Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            137 | was killed (exit code 137), and neither the memory limit nor a deletion of the pod explains it.
            139 | crashed (exit code 139: SIGSEGV, or abort() where it is the container's first process). An interim answer, such as 103, ends this wrk2 so. Look at the last lines of the log, and try it with fewer threads or another image.
            134 | aborted (exit code 134). Look at the last lines of the log.
            143 | was told to end (exit code 143) before it had its report.
            2   | ended with exit code 2. Look at the last lines of the log.
            """)
    void an_end_that_nothing_explains_is_told_by_its_exit_code(int exitCode, String words) {
        assertThat(firstLine(new ViewBuilder().scheduled().container("wrk2", terminated(exitCode, "Error"))))
                .startsWith("Job wrk2-7f3a in namespace load " + words);
    }

    @ParameterizedTest
    @CsvSource({
        "PreemptionByScheduler, by the scheduler in favour of a pod of higher priority",
        "TerminationByKubelet, by its node",
        "DeletionByTaintManager, because its node got a taint",
        "Odd, by the cluster (Odd)"
    })
    void who_deleted_the_pod_is_told(String reason, String words) {
        assertThat(firstLine(new ViewBuilder()
                        .scheduled()
                        .container("wrk2", terminated(137, "Error"))
                        .podCondition("DisruptionTarget", "True", reason, "")
                        .podDeleted()))
                .contains("lost its pod, which was deleted " + words + " while the load ran");
    }

    @Test
    void words_of_others_are_told_without_secrets() {
        String message = message(new ViewBuilder()
                .hiding("opensesame", "open")
                .scheduled()
                .container(
                        "wrk2",
                        new ContainerStateBuilder()
                                .withNewTerminated()
                                .withExitCode(3)
                                .withReason("Error")
                                .withMessage("the key opensesame is wrong")
                                .endTerminated()
                                .build())
                .event("Pod", "Odd", "read opensesame", 1));

        assertThat(message)
                .contains("exit code 3 (Error: the key *** is wrong)", "Warning Odd (Pod): read ***")
                .doesNotContain("sesame");
        assertThat(new ViewBuilder()
                        .hiding("opensesame")
                        .event("Job", "FailedCreate", "Error creating: opensesame", 1)
                        .state())
                .isEqualTo(new Waiting("its pod to be created: Error creating: ***"));
    }

    @Test
    void a_job_that_takes_too_long_tells_what_it_did() {
        JobView view = new ViewBuilder()
                .scheduled()
                .event("Pod", "Pulling", "Pulling image \"wrk2:1\"", 1)
                .build();

        assertThat(JobFailure.late(view, LOAD, Duration.ofSeconds(90)).message(PLACE))
                .isEqualTo("""
                        Job wrk2-7f3a in namespace load did not end within 90 s: it waited for the image wrk2:1 to be pulled. \
                        If it only needs longer, raise wrk.deadline.grace and wrk.kubernetes.deadline.reserve.
                          Job: no active pod, no condition
                          Pod wrk2-7f3a-x: Pending
                          Container wrk2: no state
                          Last events:
                            Warning Pulling (Pod): Pulling image "wrk2:1"
                          Log: empty
                          Look further:
                            kubectl -n load describe job/wrk2-7f3a pod/wrk2-7f3a-x
                            kubectl -n load get events --sort-by=.lastTimestamp
                          By hand: wrk -R 100""");
        assertThat(JobFailure.late(new ViewBuilder().running().build(), LOAD, Duration.ofSeconds(90))
                        .message(PLACE))
                .startsWith("Job wrk2-7f3a in namespace load did not end within 90 s: its container still ran.");
    }

    @Test
    void secrets_in_the_words_of_others_are_hidden() {
        String message = message(new ViewBuilder()
                .scheduled()
                .container("wrk2", waiting("ErrImagePull", "https://me:pa55@registry/v2/?token=t0p: denied"))
                .event("Pod", "Failed", "Authorization: Bearer abc", 1)
                .log("password=hunter2"));

        assertThat(message).doesNotContain("pa55", "t0p", "abc", "hunter2").contains("***");
    }

    private static String firstLine(ViewBuilder view) {
        return message(view).lines().findFirst().orElseThrow();
    }

    private static String message(ViewBuilder view) {
        JobState state = view.state();
        JobFailure failure = state instanceof Failed failed
                ? failed.failure()
                : ((Ended) state).failure().orElseThrow();
        return failure.message(PLACE);
    }
}
