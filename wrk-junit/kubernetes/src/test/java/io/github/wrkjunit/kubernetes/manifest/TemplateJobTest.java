// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateJobTest {

    @TempDir
    Path folder;

    @Test
    void aiopslabs_template_works_as_it_is() {
        Path script = Loads.write(folder, "x.lua", "request = nil\n");
        JobOptions.Builder options =
                JobOptions.builder().template(JobText.template(Loads.resource("wrk-job-template.yaml")));

        LoadJob job = Loads.job(Loads.aiopslab(), Optional.of(script), options);

        assertThat(Serialization.asYaml(job.job())).isEqualTo(Loads.resource("aiopslab-job.yaml"));
        assertThat(job.notes()).isEmpty();
    }

    @Test
    void what_would_be_a_second_load_is_replaced_and_told() {
        LoadJob job = job("""
                apiVersion: batch/v1
                kind: Job
                spec:
                  backoffLimit: 6
                  parallelism: 3
                  completions: 3
                  completionMode: Indexed
                  activeDeadlineSeconds: 5
                  template:
                    spec:
                      restartPolicy: OnFailure
                      containers:
                      - name: wrk2
                """);

        assertThat(job.notes())
                .containsExactly(
                        "The Job template's backoffLimit 6 was replaced by 0: a second attempt would be a second load.",
                        "The Job template's parallelism 3 was replaced by 1: each worker has a Job of its own.",
                        "The Job template's completions 3 was replaced by 1: each worker has a Job of its own.",
                        "The Job template's completionMode Indexed was replaced by NonIndexed: each worker has a Job of its own.",
                        "The Job template's restartPolicy OnFailure was replaced by Never: a restart would be a second load.",
                        "The Job template's activeDeadlineSeconds 5 was replaced by 72: it was too short for the load.");
        assertThat(job.job().getSpec().getBackoffLimit()).isZero();
        assertThat(job.job().getSpec().getParallelism()).isNull();
        assertThat(pod(job).getRestartPolicy()).isEqualTo("Never");
    }

    @Test
    void everything_else_of_a_template_stays() {
        LoadJob job = job("""
                apiVersion: batch/v1
                kind: Job
                metadata:
                  labels: {team: shop}
                spec:
                  ttlSecondsAfterFinished: 7200
                  activeDeadlineSeconds: 900
                  template:
                    metadata:
                      annotations: {sidecar.istio.io/inject: "false"}
                    spec:
                      terminationGracePeriodSeconds: 1
                      hostNetwork: true
                      nodeSelector: {disk: ssd}
                      initContainers: [{name: wait, image: busybox}]
                      containers:
                      - name: tail
                        image: busybox
                      - name: wrk
                        image: registry/wrk2:1
                        imagePullPolicy: Always
                        command: [tini, --]
                        args: [old]
                        resources: {limits: {cpu: "1"}}
                        env: [{name: A, value: b}, {name: max_user_index, value: "1"}]
                        volumeMounts: [{name: data, mountPath: /data}]
                      volumes: [{name: data, emptyDir: {}}]
                """, JobOptions.builder().environment(Map.of("max_user_index", "962")));
        Container container = pod(job).getContainers().get(1);

        assertThat(job.container()).isEqualTo("wrk");
        assertThat(job.job().getMetadata().getLabels()).containsEntry("team", "shop");
        assertThat(job.job().getSpec().getTtlSecondsAfterFinished()).isEqualTo(7200);
        assertThat(job.job().getSpec().getActiveDeadlineSeconds()).isEqualTo(900);
        assertThat(pod(job).getTerminationGracePeriodSeconds()).isEqualTo(1);
        assertThat(pod(job).getHostNetwork()).isTrue();
        assertThat(pod(job).getSecurityContext()).isNull();
        assertThat(container.getImage()).isEqualTo("registry/wrk2:1");
        assertThat(container.getImagePullPolicy()).isEqualTo("Always");
        assertThat(container.getCommand()).containsExactly("tini", "--");
        assertThat(container.getArgs())
                .startsWith("wrk", "-D")
                .endsWith("-R", "100")
                .doesNotContain("old");
        assertThat(container.getSecurityContext()).isNull();
        assertThat(container.getEnv()).extracting("name").startsWith("A", "max_user_index");
        assertThat(container.getEnv()).extracting("value").startsWith("b", "962");
        assertThat(container.getVolumeMounts())
                .extracting(VolumeMount::getMountPath)
                .containsExactly("/data", "/wrk-junit", "/scripts");
        assertThat(job.notes()).isEmpty();
    }

    @Test
    void a_command_that_ends_in_the_program_gets_its_arguments_only() {
        LoadJob job = job(template("command: [tini, --, /usr/local/bin/wrk2]"));

        assertThat(pod(job).getContainers().get(0).getArgs()).startsWith("-D", "exp");
    }

    @Test
    void volumes_of_our_names_that_serve_something_else_stay() {
        LoadJob job = job("""
                apiVersion: batch/v1
                kind: Job
                spec:
                  template:
                    spec:
                      containers:
                      - name: wrk2
                        volumeMounts:
                        - {name: wrk2-scripts, mountPath: /certificates}
                        - {name: old, mountPath: /scripts/}
                        - {name: shared, mountPath: /wrk-junit}
                      - name: other
                        volumeMounts: [{name: shared, mountPath: /x}]
                      volumes:
                      - {name: wrk2-scripts, secret: {secretName: certificates}}
                      - {name: old, configMap: {name: wrk2-payload-script}}
                      - {name: shared, emptyDir: {}}
                """);

        assertThat(pod(job).getVolumes())
                .extracting(Volume::getName)
                .containsExactly("wrk2-scripts", "shared", "wrk2-work", "wrk2-scripts-2");
        assertThat(pod(job).getContainers().get(0).getVolumeMounts())
                .extracting(VolumeMount::getMountPath, VolumeMount::getName)
                .containsExactly(
                        tuple("/certificates", "wrk2-scripts"),
                        tuple("/wrk-junit", "wrk2-work"),
                        tuple("/scripts", "wrk2-scripts-2"));
    }

    @Test
    void a_job_that_was_exported_from_a_cluster_is_as_good() {
        LoadJob job = job("""
                apiVersion: batch/v1
                kind: Job
                metadata:
                  name: wrk2-job
                  generateName: wrk2-
                  namespace: wrk-truth
                  uid: f91f4786-35c1-4e76-ac6c-dabf6b28295d
                  resourceVersion: "4337"
                  labels: {job-name: wrk2-job, batch.kubernetes.io/job-name: wrk2-job, app: load}
                  annotations: {kubectl.kubernetes.io/last-applied-configuration: "{}"}
                spec:
                  manualSelector: false
                  selector: {matchLabels: {batch.kubernetes.io/controller-uid: f91f4786}}
                  template:
                    metadata:
                      labels: {controller-uid: f91f4786, job-name: wrk2-job, app: load}
                    spec:
                      containers: [{name: wrk2}]
                status: {succeeded: 1}
                """);

        assertThat(job.job().getMetadata())
                .extracting("uid", "resourceVersion", "generateName", "namespace", "name")
                .containsExactly(null, null, null, "hotel", "wrk2-abcd2345");
        assertThat(job.job().getSpec().getSelector()).isNull();
        assertThat(job.job().getStatus()).isNull();
        assertThat(job.job().getMetadata().getLabels())
                .containsEntry("app", "load")
                .doesNotContainKey("job-name");
        assertThat(job.job().getSpec().getTemplate().getMetadata().getLabels())
                .containsEntry("app", "load")
                .doesNotContainKeys("job-name", "controller-uid");
    }

    @Test
    void a_template_is_not_changed_by_its_use() {
        var template = JobText.template(Loads.resource("wrk-job-template.yaml"));
        String before = Serialization.asYaml(template);

        Loads.job(Loads.aiopslab(), JobOptions.builder().template(template).image("x"));

        assertThat(Serialization.asYaml(template)).isEqualTo(before);
    }

    @Test
    void options_win_over_the_template() {
        JobOptions.Builder options = JobOptions.builder()
                .image("registry/other:2")
                .imagePullPolicy("Never")
                .timeToLive(Duration.ofSeconds(9));

        LoadJob job = job(Loads.resource("wrk-job-template.yaml"), options);

        assertThat(pod(job).getContainers().get(0))
                .extracting(Container::getImage, Container::getImagePullPolicy)
                .containsExactly("registry/other:2", "Never");
        assertThat(job.job().getSpec().getTtlSecondsAfterFinished()).isEqualTo(9);
    }

    @Test
    void the_only_container_is_the_one() {
        assertThat(job("apiVersion: batch/v1\nkind: Job\nspec: {template: {spec: {containers: [{name: load}]}}}")
                        .container())
                .isEqualTo("load");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{name: a}, {name: b}]", "[{name: c}, {name: wrk}, {name: wrk2}]"})
    void several_containers_are_not_guessed_at(String containers) {
        assertThatThrownBy(() -> JobText.template(
                        "apiVersion: batch/v1\nkind: Job\nspec: {template: {spec: {containers: " + containers + "}}}"))
                .hasMessageMatching(
                        "the Job template has the containers (a, b|wrk, wrk2), and any may be wrk2's. Give one container"
                                + " the name wrk2, or leave one only\\.");
    }

    private static LoadJob job(String template) {
        return job(template, JobOptions.builder());
    }

    private static LoadJob job(String template, JobOptions.Builder options) {
        return Loads.job(Loads.aiopslab(), Optional.empty(), options.template(JobText.template(template)));
    }

    private static String template(String line) {
        return String.join(
                "\n",
                List.of(
                        "apiVersion: batch/v1",
                        "kind: Job",
                        "spec:",
                        "  template:",
                        "    spec:",
                        "      containers:",
                        "      - name: wrk2",
                        "        " + line));
    }

    private static PodSpec pod(LoadJob job) {
        return job.job().getSpec().getTemplate().getSpec();
    }
}
