// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlacementWaitTest {

    private static final Duration RESUMED_LONG_AGO = Duration.ofMinutes(5);

    private final PlacementWait wait = new PlacementWait();

    @Test
    void counts_from_the_sign_and_not_from_the_resumption() {
        ViewBuilder view = new ViewBuilder();
        assertThat(lasts(view, Duration.ZERO)).isZero();
        assertThat(lasts(view, RESUMED_LONG_AGO)).isZero();

        view.podCondition("PodScheduled", "False", "Unschedulable", "0/1 nodes");

        assertThat(lasts(view, RESUMED_LONG_AGO.plusSeconds(1))).isZero();
        assertThat(lasts(view, RESUMED_LONG_AGO.plusSeconds(3))).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void begins_anew_for_another_sign_and_is_over_without_one() {
        ViewBuilder refused = new ViewBuilder().event("Job", "FailedCreate", "no", 1);
        ViewBuilder noNode = new ViewBuilder().podCondition("PodScheduled", "False", "Unschedulable", "0/1 nodes");

        assertThat(lasts(refused, Duration.ofSeconds(1))).isZero();
        assertThat(lasts(refused, Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(1));
        assertThat(lasts(noNode, Duration.ofSeconds(3))).isZero();
        assertThat(lasts(noNode, Duration.ofSeconds(4))).isEqualTo(Duration.ofSeconds(1));
        assertThat(lasts(new ViewBuilder().scheduled(), Duration.ofSeconds(5))).isZero();
    }

    @Test
    void adds_up_all_time_without_a_node() {
        ViewBuilder noNode = new ViewBuilder().podCondition("PodScheduled", "False", "Unschedulable", "0/1 nodes");

        assertThat(lasts(noNode, Duration.ofSeconds(1))).isZero();
        assertThat(lasts(new ViewBuilder().scheduled(), Duration.ofSeconds(4))).isZero();
        assertThat(lasts(noNode, Duration.ofSeconds(6))).isZero();

        assertThat(wait.total(Duration.ofSeconds(8).toNanos())).isEqualTo(Duration.ofSeconds(5));
    }

    private Duration lasts(ViewBuilder seen, Duration now) {
        JobView view = seen.build();
        return wait.lasts(view.pod(), view.events(), now.toNanos());
    }
}
