// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.kubernetes.diagnosis.FailurePlace;
import io.github.wrkjunit.kubernetes.diagnosis.JobState;
import io.github.wrkjunit.kubernetes.diagnosis.LoadContainer;
import io.github.wrkjunit.spec.HiddenValues;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobStoryTest {

    private static final JobState PULL = new JobState.Waiting("the image wrk2:1 to be pulled");

    private final JobStory story = new JobStory(
            new FailurePlace("load", "wrk2-7f3a", List.of(), "wrk"),
            new LoadContainer("wrk2", Optional.empty(), HiddenValues.NONE),
            "checkout",
            true,
            List.of());

    @Test
    void a_wait_of_ten_seconds_is_told_once_for_each_state() {
        assertThat(story.longWait(PULL, Duration.ofMillis(9_999))).isEmpty();
        assertThat(story.longWait(PULL, Duration.ofSeconds(10)))
                .hasValue(
                        "checkout: Job wrk2-7f3a in namespace load has waited 10 s, now for the image wrk2:1 to be pulled");
        assertThat(story.longWait(PULL, Duration.ofSeconds(11))).isEmpty();
        assertThat(story.longWait(new JobState.Waiting("the container's start"), Duration.ofSeconds(12)))
                .hasValue("checkout: Job wrk2-7f3a in namespace load has waited 12 s, now for the container's start");
    }

    @Test
    void a_load_that_runs_waits_for_nothing() {
        assertThat(story.longWait(new JobState.Running(), Duration.ofSeconds(60)))
                .isEmpty();
    }
}
