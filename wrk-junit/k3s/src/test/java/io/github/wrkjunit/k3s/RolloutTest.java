// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

class RolloutTest {

    private static HasMetadata object(String kind, String spec, String status) {
        return new KubernetesSerialization()
                .unmarshal("apiVersion: apps/v1\nkind: " + kind + "\nmetadata: {name: shop, generation: 2}\nspec: {"
                        + spec + "}\nstatus: {" + status + "}\n");
    }

    private static Pod pod(String status) {
        return new KubernetesSerialization()
                .unmarshal(
                        "apiVersion: v1\nkind: Pod\nmetadata: {name: shop-1}\nstatus: {" + status + "}\n", Pod.class);
    }

    private static Pod waiting(String state) {
        return pod("phase: Pending, containerStatuses: [{name: web, " + state + "}]");
    }

    @Test
    void a_deployment_is_there_when_all_new_replicas_are_available() {
        assertThat(Rollout.missing(object(
                        "Deployment",
                        "replicas: 2",
                        "observedGeneration: 2, updatedReplicas: 2, availableReplicas: 2")))
                .isEmpty();
        assertThat(Rollout.missing(object(
                        "Deployment",
                        "replicas: 2",
                        "observedGeneration: 2, updatedReplicas: 1, availableReplicas: 2")))
                .contains("1 of 2 replicas available");
        assertThat(Rollout.missing(object("Deployment", "", "observedGeneration: 2")))
                .contains("0 of 1 replicas available");
        assertThat(Rollout.missing(object("Deployment", "replicas: 0", "observedGeneration: 2")))
                .isEmpty();
    }

    @Test
    void an_old_status_says_nothing() {
        assertThat(Rollout.missing(object(
                        "Deployment",
                        "replicas: 1",
                        "observedGeneration: 1, updatedReplicas: 1, availableReplicas: 1")))
                .contains("its controller has not seen it yet");
    }

    @Test
    void a_refusal_to_make_pods_is_told_in_the_words_of_the_controller() {
        assertThat(Rollout.missing(object(
                        "Deployment",
                        "replicas: 1",
                        "observedGeneration: 2, conditions: [{type: Available, status: 'False', reason: A, message: a},"
                                + " {type: ReplicaFailure, status: 'True', reason: FailedCreate, message: 'exceeded"
                                + " quota'}]")))
                .contains("0 of 1 replicas available; FailedCreate: exceeded quota");
    }

    @Test
    void sets_are_there_when_their_pods_are_ready() {
        assertThat(Rollout.missing(object(
                        "StatefulSet", "replicas: 3", "observedGeneration: 2, readyReplicas: 1, updatedReplicas: 3")))
                .contains("1 of 3 replicas ready");
        assertThat(Rollout.missing(object(
                        "DaemonSet",
                        "",
                        "observedGeneration: 2, desiredNumberScheduled: 1, numberReady: 1, updatedNumberScheduled: 1")))
                .isEmpty();
    }

    @Test
    void other_objects_are_there_at_once() {
        HasMetadata map =
                new KubernetesSerialization().unmarshal("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: rules}\n");

        assertThat(Rollout.isWaitedFor(map)).isFalse();
        assertThat(Rollout.missing(map)).isEmpty();
    }

    @Test
    void a_pod_tells_why_it_is_not_ready() {
        assertThat(Rollout.reason(waiting("state: {waiting: {reason: ErrImageNeverPull, message: not present}}")))
                .contains("pod shop-1: container web: ErrImageNeverPull: not present");
        assertThat(Rollout.reason(waiting(
                        "state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: 3}}")))
                .contains("pod shop-1: container web: CrashLoopBackOff (it ended with exit code 3)");
        assertThat(Rollout.reason(waiting("state: {terminated: {exitCode: 137, reason: OOMKilled}}")))
                .contains("pod shop-1: container web: ended with exit code 137 (OOMKilled)");
        assertThat(Rollout.reason(waiting("ready: false, state: {running: {}}")))
                .contains("pod shop-1: container web: running, but its readiness probe has not succeeded");
        assertThat(Rollout.reason(pod("phase: Pending, conditions: [{type: PodScheduled, status: 'False',"
                        + " reason: Unschedulable, message: 0/1 nodes are available}]")))
                .contains("pod shop-1: Unschedulable: 0/1 nodes are available");
        assertThat(Rollout.reason(pod("phase: Failed, reason: Evicted, message: too large")))
                .contains("pod shop-1: Evicted: too large");
        assertThat(Rollout.reason(pod("phase: Pending"))).contains("pod shop-1: pending");
        assertThat(Rollout.reason(pod("conditions: [{type: Ready, status: 'True'}]")))
                .isEmpty();
    }

    @Test
    void only_what_waiting_never_heals_is_hopeless() {
        assertThat(Rollout.isHopeless(waiting("state: {waiting: {reason: InvalidImageName}}")))
                .isTrue();
        assertThat(Rollout.isHopeless(waiting("state: {waiting: {reason: ImagePullBackOff}}")))
                .isFalse();
        assertThat(Rollout.isHopeless(waiting("state: {running: {}}"))).isFalse();
    }

    @Test
    void events_are_wanted_where_the_status_has_no_words() {
        assertThat(Rollout.isExplained(waiting("state: {waiting: {reason: ContainerCreating}}")))
                .isFalse();
        assertThat(Rollout.isExplained(waiting("state: {waiting: {reason: ErrImageNeverPull, message: m}}")))
                .isTrue();
    }
}
