// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.kubernetes.diagnosis.JobState.Ended;
import io.github.wrkjunit.kubernetes.diagnosis.JobState.Failed;
import io.github.wrkjunit.kubernetes.diagnosis.JobState.Waiting;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long a pod without a node is waited for, and what an autoscaler says. */
class NodeWaitTest {

    private static final FailurePlace PLACE = new FailurePlace("load", "wrk2-7f3a", List.of(), "wrk -R 100");

    @Test
    void a_pod_that_no_node_takes_is_waited_for_until_an_autoscaler_would_have_said_something() {
        ViewBuilder view = noNode();

        assertThat(view.after(Duration.ofMillis(14_999)).state()).isEqualTo(new Waiting("the scheduler: 0/1 nodes"));
        assertThat(firstLine(view.after(Duration.ofSeconds(15))))
                .isEqualTo(
                        "Job wrk2-7f3a in namespace load cannot start: no node can take its pod: 0/1 nodes. Ask for less in"
                                + " wrk.kubernetes.requests, correct node selector, tolerations and affinity, or make room on a node."
                                + " No room was made within 15 s: to wait longer, such as for an autoscaler, raise"
                                + " wrk.kubernetes.schedule.limit.");
    }

    @Test
    void a_node_that_an_autoscaler_adds_is_waited_for_ten_minutes() {
        ViewBuilder view = noNode().event("Pod", "TriggeredScaleUp", "pod triggered scale-up: [{pool 1->2}]", 1);

        assertThat(view.after(Duration.ofSeconds(599)).state())
                .isEqualTo(new Waiting("a new node: pod triggered scale-up: [{pool 1->2}]"));
        assertThat(firstLine(view.after(Duration.ofMinutes(10))))
                .isEqualTo(
                        "Job wrk2-7f3a in namespace load cannot start: no node can take its pod: 0/1 nodes. The cluster's"
                                + " autoscaler has said that it adds one, and it was not there within 600 s: pod triggered scale-up:"
                                + " [{pool 1->2}]. Look at the autoscaler and its new node. If it only needs longer, raise"
                                + " wrk.kubernetes.schedule.limit.");
        assertThat(view.scheduleLimit(Duration.ofMinutes(20))
                        .after(Duration.ofMinutes(11))
                        .state())
                .isInstanceOf(Waiting.class);
    }

    @Test
    void an_autoscaler_that_adds_no_node_ends_the_wait_unless_a_longer_one_is_set() {
        ViewBuilder view = noNode().event(
                        "Pod", "NotTriggerScaleUp", "pod didn't trigger scale-up: 1 max node group size reached", 1)
                .after(Duration.ofSeconds(9));

        assertThat(firstLine(view))
                .isEqualTo(
                        "Job wrk2-7f3a in namespace load cannot start: no node can take its pod: 0/1 nodes. The cluster's"
                                + " autoscaler adds no node: pod didn't trigger scale-up: 1 max node group size reached. Ask for less in"
                                + " wrk.kubernetes.requests, correct node selector, tolerations and affinity, or make room on a node."
                                + " To wait until room is made, raise wrk.kubernetes.schedule.limit.");
        assertThat(view.scheduleLimit(Duration.ofMinutes(3)).state()).isInstanceOf(Waiting.class);
    }

    @Test
    void the_last_word_of_an_autoscaler_counts() {
        ViewBuilder grows = noNode().eventAt("2026-11-24T21:00:10Z", "NotTriggerScaleUp", "no")
                .eventAt("2026-11-24T21:00:20Z", "TriggeredScaleUp", "yes");
        ViewBuilder grewNot = noNode().eventAt("2026-11-24T21:00:40Z", "NotTriggerScaleUp", "no")
                .eventAt("2026-11-24T21:00:20Z", "TriggeredScaleUp", "yes");

        ViewBuilder sameSecond = noNode().eventAt("2026-11-24T21:00:20Z", "NotTriggerScaleUp", "no")
                .eventAt("2026-11-24T21:00:20Z", "TriggeredScaleUp", "yes");

        assertThat(grows.after(Duration.ofSeconds(30)).state()).isEqualTo(new Waiting("a new node: yes"));
        assertThat(sameSecond.after(Duration.ofSeconds(30)).state()).isEqualTo(new Waiting("a new node: yes"));
        assertThat(grewNot.after(Duration.ofSeconds(50)).state()).isInstanceOf(Failed.class);
    }

    @Test
    void a_pod_is_waited_for_as_long_as_is_asked_for_where_nodes_are_added() {
        ViewBuilder noNode = new ViewBuilder()
                .scheduleLimit(Duration.ofMinutes(3))
                .podCondition("PodScheduled", "False", "Unschedulable", "0/1 nodes");
        ViewBuilder refused = new ViewBuilder()
                .scheduleLimit(Duration.ofMinutes(3))
                .event("Job", "FailedCreate", "Error creating: pods \"x\" is forbidden: exceeded quota: q", 9);

        assertThat(noNode.after(Duration.ofSeconds(179)).state()).isInstanceOf(Waiting.class);
        assertThat(noNode.after(Duration.ofMinutes(3)).state()).isInstanceOf(Failed.class);
        assertThat(refused.after(Duration.ofSeconds(179)).state()).isInstanceOf(Waiting.class);
        assertThat(refused.after(Duration.ofMinutes(3)).state()).isInstanceOf(Failed.class);
    }

    @Test
    void a_pod_for_which_room_is_being_made_waits_for_it() {
        ViewBuilder preempting = new ViewBuilder()
                .podCondition("PodScheduled", "False", "Unschedulable", "0/1 nodes")
                .pod(pod -> pod.editStatus().withNominatedNodeName("node").endStatus())
                .after(Duration.ofSeconds(60));

        assertThat(preempting.state()).isInstanceOf(Waiting.class);
    }

    private static ViewBuilder noNode() {
        return new ViewBuilder().podCondition("PodScheduled", "False", "Unschedulable", "0/1 nodes");
    }

    private static String firstLine(ViewBuilder view) {
        JobState state = view.state();
        JobFailure failure = state instanceof Failed failed
                ? failed.failure()
                : ((Ended) state).failure().orElseThrow();
        return failure.message(PLACE).lines().findFirst().orElseThrow();
    }
}
