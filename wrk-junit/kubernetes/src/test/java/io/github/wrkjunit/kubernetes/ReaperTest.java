// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReaperTest {

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

        assertThat(Reaper.old(List.of(complete), NOW)).containsExactly(complete);
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

        assertThat(Reaper.old(List.of(failed), NOW)).isEmpty();
    }

    @Test
    void a_job_far_past_its_deadline_is_old_and_one_that_runs_is_not() {
        Job late = running("2026-11-28T11:57:59Z");
        Job live = running("2026-11-28T11:58:01Z");

        assertThat(Reaper.old(List.of(late, live), NOW)).containsExactly(late);
    }

    @Test
    void a_job_that_was_never_begun_is_old_after_an_hour() {
        Job abandoned = suspended("2026-11-28T10:59:59Z");
        Job waiting = suspended("2026-11-28T11:00:01Z");

        assertThat(Reaper.old(List.of(abandoned, waiting), NOW)).containsExactly(abandoned);
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

        assertThat(Reaper.old(List.of(kept, going), NOW)).isEmpty();
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
                .withCreationTimestamp("2026-11-28T11:00:00Z")
                .endMetadata()
                .withNewSpec()
                .withActiveDeadlineSeconds(60L)
                .endSpec();
    }
}
