// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import static io.github.wrkjunit.kubernetes.diagnosis.ViewBuilder.terminated;
import static io.github.wrkjunit.kubernetes.diagnosis.ViewBuilder.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.github.wrkjunit.kubernetes.diagnosis.JobState.Ended;
import io.github.wrkjunit.kubernetes.diagnosis.JobState.Failed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Causes that look like another one, whose advice would not help. */
class FittingAdviceTest {

    private static final FailurePlace PLACE = new FailurePlace("load", "wrk2-7f3a", List.of(), "wrk -R 100");

    @Test
    void an_init_container_whose_image_cannot_be_pulled_is_named_and_not_the_image_of_the_load() {
        ViewBuilder view = new ViewBuilder()
                .scheduled()
                .container("wrk2", waiting("PodInitializing", ""))
                .initContainer("proxy", waiting("ErrImagePull", "not found"))
                .pod(pod -> pod.editStatus()
                        .editInitContainerStatus(0)
                        .withImage("istio/proxy:0")
                        .endInitContainerStatus()
                        .endStatus());

        assertThat(firstLine(view))
                .isEqualTo(
                        "Job wrk2-7f3a in namespace load cannot start: its init container proxy waits (ErrImagePull): not"
                                + " found. Correct the image \"istio/proxy:0\" of that container, in the template of the Job or where the"
                                + " cluster adds it, or load it into the node.");
    }

    @Test
    void a_user_with_a_name_is_not_called_root() {
        ViewBuilder view = new ViewBuilder()
                .scheduled()
                .container(
                        "wrk2",
                        waiting(
                                "CreateContainerConfigError",
                                "container has runAsNonRoot and image has non-numeric user (wrk), cannot verify user is non-root"));

        assertThat(firstLine(view))
                .endsWith("cannot verify user is non-root. Set runAsUser to the number of that user, in"
                        + " wrk.kubernetes.security.container: the node cannot tell by a name whether it is root.");
    }

    @Test
    void a_quota_on_pods_is_not_met_by_asking_for_less() {
        ViewBuilder view = new ViewBuilder()
                .event(
                        "Job",
                        "FailedCreate",
                        "Error creating: pods \"x\" is forbidden: exceeded quota: q, requested: pods=1, used: pods=4, limited: pods=4",
                        2);

        assertThat(firstLine(view))
                .isEqualTo(
                        "Job wrk2-7f3a in namespace load gets no pod: exceeded quota: q, requested: pods=1, used: pods=4,"
                                + " limited: pods=4. Delete what is no longer needed in this namespace, raise the quota, or set"
                                + " wrk.kubernetes.namespace to another namespace.");
    }

    @Test
    void memory_that_ran_out_without_a_limit_is_not_called_the_limit() {
        assertThat(firstLine(new ViewBuilder().scheduled().container("wrk2", terminated(137, "OOMKilled"))))
                .isEqualTo(
                        "Job wrk2-7f3a in namespace load was killed because memory ran out. It has no limit of its own, so it was"
                                + " that of its node or pod. Ask for memory in wrk.kubernetes.requests, so that it runs where there is"
                                + " enough, or mend the script: a script that keeps what it receives grows without end.");
    }

    @Test
    void a_command_that_may_not_be_run_is_not_called_missing() {
        ViewBuilder view = new ViewBuilder()
                .scheduled()
                .container(
                        "wrk2",
                        new ContainerStateBuilder()
                                .withNewTerminated()
                                .withExitCode(126)
                                .withReason("StartError")
                                .withMessage("exec: \"/wrk\": permission denied: unknown")
                                .endTerminated()
                                .build());

        assertThat(firstLine(view))
                .isEqualTo(
                        "Job wrk2-7f3a in namespace load could not start its command (StartError): exec: \"/wrk\": permission"
                                + " denied: unknown. Correct what the node names, in the image, the settings or the template of the Job.");
    }

    @Test
    void an_image_without_java_is_told_by_the_setting_that_names_it() {
        ViewBuilder view = new ViewBuilder()
                .scheduled()
                .container(
                        "wrk2",
                        new ContainerStateBuilder()
                                .withNewTerminated()
                                .withExitCode(128)
                                .withReason("StartError")
                                .withMessage("exec: \"java\": executable file not found in $PATH: unknown")
                                .endTerminated()
                                .build())
                .pod(pod -> pod.editSpec()
                        .editContainer(0)
                        .withCommand("java", "-cp", "/app/*")
                        .endContainer()
                        .endSpec());

        assertThat(firstLine(view))
                .isEqualTo("Job wrk2-7f3a in namespace load could not start its command (StartError): exec: \"java\":"
                        + " executable file not found in $PATH: unknown. Set wrk.kubernetes.engine.base to an image with a"
                        + " Java runtime 17 or later, or set wrk.kubernetes.engine = stock.");
    }

    @Test
    void a_crash_of_a_job_that_can_write_its_files_is_not_called_one_that_cannot() {
        ViewBuilder view = new ViewBuilder()
                .scheduled()
                .container("wrk2", terminated(139, "Error"))
                .pod(pod -> pod.editSpec()
                        .editContainer(0)
                        .addToArgs("-P")
                        .withWorkingDir("/wrk-junit")
                        .addNewVolumeMount()
                        .withName("work")
                        .withMountPath("/wrk-junit")
                        .endVolumeMount()
                        .endContainer()
                        .endSpec());

        assertThat(firstLine(view)).contains("An interim answer, such as 103,").doesNotContain("emptyDir");
    }

    @Test
    void an_interim_answer_that_aborts_the_program_is_not_called_a_folder_that_cannot_be_written() {
        ViewBuilder view = new ViewBuilder()
                .scheduled()
                .container("wrk2", terminated(139, "Error"))
                .pod(pod -> pod.editSpec()
                        .editContainer(0)
                        .addToArgs("-P")
                        .endContainer()
                        .endSpec())
                .log("wrk: src/hdr_histogram.c:54: counts_index: Assertion `bucket_index < h->bucket_count' failed.")
                .logEnded();

        assertThat(firstLine(view))
                .isEqualTo(
                        "Job wrk2-7f3a in namespace load aborted: wrk: src/hdr_histogram.c:54: counts_index: Assertion"
                                + " `bucket_index < h->bucket_count' failed. This wrk2 takes an interim answer (1xx, such as 103) for"
                                + " the answer to a request that it has not sent, and aborts. Make the target send none to it, or use"
                                + " a generator that reads them, such as the runtime \"local\".");
    }

    @Test
    void a_deleted_pod_without_a_report_is_told_and_not_a_script_that_exits() {
        ViewBuilder view = new ViewBuilder()
                .scheduled()
                .container("wrk2", terminated(0, "Completed"))
                .podDeleted()
                .logEnded();

        assertThat(firstLine(view))
                .isEqualTo(
                        "Job wrk2-7f3a in namespace load lost its pod, which was deleted by somebody while the load ran. Find out"
                                + " who deletes Jobs and pods or drains nodes while tests run, and run the test again.");
    }

    private static String firstLine(ViewBuilder view) {
        JobState state = view.state();
        JobFailure failure = state instanceof Failed failed
                ? failed.failure()
                : ((Ended) state).failure().orElseThrow();
        return failure.message(PLACE).lines().findFirst().orElseThrow();
    }
}
