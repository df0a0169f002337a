// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobListBuilder;
import io.github.wrkjunit.kubernetes.FakeApi.Answer;
import io.github.wrkjunit.kubernetes.manifest.JobIdentity;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReaperTest {

    private static final String ADA = "ada";
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    @Test
    void a_job_that_has_finished_long_ago_is_old() {
        Job complete = job().withNewStatus()
                .addNewCondition()
                .withType("Complete")
                .withStatus("True")
                .withLastTransitionTime("2026-11-28T11:58:59Z")
                .endCondition()
                .endStatus()
                .build();

        assertThat(Reaper.old(List.of(complete), ADA, NOW)).containsExactly(complete);
    }

    @Test
    void a_job_that_has_just_failed_may_still_be_looked_at_by_its_run() {
        Job failed = job().withNewStatus()
                .addNewCondition()
                .withType("Failed")
                .withStatus("True")
                .withLastTransitionTime("2026-11-28T11:59:01Z")
                .endCondition()
                .endStatus()
                .build();

        assertThat(Reaper.old(List.of(failed), ADA, NOW)).isEmpty();
    }

    @Test
    void a_job_far_past_its_deadline_is_old_and_one_that_runs_is_not() {
        Job late = running("2026-11-28T11:57:59Z");
        Job live = running("2026-11-28T11:58:01Z");

        assertThat(Reaper.old(List.of(late, live), ADA, NOW)).containsExactly(late);
    }

    @Test
    void a_job_that_was_never_begun_is_old_after_an_hour() {
        Job abandoned = suspended("2026-11-28T10:59:59Z");
        Job waiting = suspended("2026-11-28T11:00:01Z");

        assertThat(Reaper.old(List.of(abandoned, waiting), ADA, NOW)).containsExactly(abandoned);
    }

    @Test
    void a_job_that_is_kept_on_purpose_or_going_already_is_left_alone() {
        Job kept = new JobBuilder(suspended("2026-11-28T09:00:00Z"))
                .editMetadata()
                .addToAnnotations(Reaper.KEPT, "true")
                .endMetadata()
                .build();
        Job going = new JobBuilder(suspended("2026-11-28T09:00:00Z"))
                .editMetadata()
                .withDeletionTimestamp("2026-11-28T11:59:59Z")
                .endMetadata()
                .build();

        assertThat(Reaper.old(List.of(kept, going), ADA, NOW)).isEmpty();
    }

    @Test
    void of_other_users_only_a_job_that_was_never_begun_is_old() {
        Job abandoned = suspended("2026-11-28T10:59:59Z");
        Job late = running("2026-11-28T11:57:59Z");

        Job suspendedAgain = new JobBuilder(abandoned)
                .withNewStatus()
                .withStartTime("2026-11-28T10:00:00Z")
                .endStatus()
                .build();

        assertThat(Reaper.old(List.of(abandoned, late, suspendedAgain), "bob", NOW))
                .containsExactly(abandoned);
    }

    @Test
    void a_job_that_was_stopped_after_a_long_run_is_left_to_its_run() {
        Job stopped = new JobBuilder(suspended("2026-11-28T09:00:00Z"))
                .withNewStatus()
                .addNewCondition()
                .withType("Suspended")
                .withStatus("True")
                .withLastTransitionTime("2026-11-28T11:59:55Z")
                .endCondition()
                .endStatus()
                .build();

        assertThat(Reaper.old(List.of(stopped), ADA, NOW)).isEmpty();
        assertThat(Reaper.old(List.of(stopped), "bob", NOW)).isEmpty();
    }

    @Test
    void what_this_user_may_not_delete_is_passed_over() throws IOException {
        Job theirs = named("wrk2-theirs");
        Job ours = named("wrk2-ours");
        List<String> told = new ArrayList<>();
        try (FakeApi api = new FakeApi(request -> switch (request.method()) {
                    case "GET" ->
                        Answer.of(new JobListBuilder().withItems(theirs, ours).build());
                    default -> request.path().endsWith("theirs") ? Answer.refusal(403, "no") : Answer.of(ours);
                });
                ClusterCalls calls = new ClusterCalls(api.config())) {

            Reaper.reap(calls, "load", ADA, NOW, told::add);
        }

        assertThat(told).containsExactly("deleted Job wrk2-ours, which an earlier run has left in namespace load");
    }

    @Test
    void a_run_that_is_over_already_leaves_it_to_the_next_one() throws IOException {
        List<String> told = new ArrayList<>();
        try (FakeApi api = new FakeApi(request -> Answer.refusal(500, "not asked"))) {
            ClusterCalls calls = new ClusterCalls(api.config());
            calls.close();

            Reaper.reap(calls, "load", ADA, NOW, told::add);

            assertThat(api.lines()).isEmpty();
        }
        assertThat(told).isEmpty();
    }

    private static Job named(String name) {
        return new JobBuilder(suspended("2026-11-28T09:00:00Z"))
                .editMetadata()
                .withName(name)
                .endMetadata()
                .build();
    }

    private static Job running(String start) {
        return job().withNewStatus().withStartTime(start).endStatus().build();
    }

    private static Job suspended(String created) {
        return job().editMetadata()
                .withCreationTimestamp(created)
                .endMetadata()
                .editSpec()
                .withSuspend(true)
                .endSpec()
                .build();
    }

    /** With a deadline of a minute. */
    private static JobBuilder job() {
        return new JobBuilder()
                .withNewMetadata()
                .withName("wrk2-x")
                .withLabels(Map.of(JobIdentity.USER, ADA))
                .withCreationTimestamp("2026-11-28T11:00:00Z")
                .endMetadata()
                .withNewSpec()
                .withActiveDeadlineSeconds(60L)
                .endSpec();
    }
}
