// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.wrkjunit.runtime.ScriptFile;
import io.github.wrkjunit.runtime.WorkerPlan;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadJobTest {

    @TempDir
    Path folder;

    @Test
    void a_load_becomes_a_job_as_kubectl_users_know_it() {
        Path script = Loads.write(folder, "x.lua", "request = nil\n");

        LoadJob job = Loads.job(Loads.aiopslab(), Optional.of(script), JobOptions.builder());

        assertThat(Serialization.asYaml(job.job())).isEqualTo(Loads.resource("load-job.yaml"));
        assertThat(job.container()).isEqualTo("wrk2");
        assertThat(job.nonce()).contains(Loads.NONCE);
        assertThat(job.notes()).isEmpty();
        assertThat(Loads.files(job)).containsOnlyKeys("wrk-junit.lua", "x.lua");
    }

    @Test
    void without_a_script_the_pod_has_the_wrapper_only() {
        LoadJob job = Loads.job(Loads.aiopslab(), JobOptions.builder());

        assertThat(Loads.files(job)).containsOnlyKeys("wrk-junit.lua");
        assertThat(variables(job)).doesNotContainKey("WRAP_SCRIPT").containsEntry("WRAP_SERIES", "1");
    }

    @Test
    void without_a_wrapper_wrk2_gets_the_script_itself() {
        Path script = Loads.write(folder, "x.lua", "request = nil\n");

        LoadJob job = Loads.job(
                Loads.aiopslab(), Optional.of(script), JobOptions.builder().wrapper(WrapperMode.NONE));

        assertThat(container(job).getCommand())
                .containsExactly(
                        "wrk -D exp -t 2 -c 2 -d 10s -T 10s -L -r -s /scripts/x.lua http://198.19.20.64:5000/ -R 100"
                                .split(" "));
        assertThat(container(job).getEnv()).isEmpty();
        assertThat(container(job).getWorkingDir()).isNull();
        assertThat(Loads.files(job)).containsOnlyKeys("x.lua");
        assertThat(job.nonce()).isEmpty();
        assertThat(job.notes())
                .containsExactly(
                        "The latencies of the first 10 s are lost, because wrk2 calibrates itself and forgets them. The wrapper"
                                + " series has them.");
    }

    @Test
    void a_load_that_needs_no_file_has_no_volume() {
        LoadJob job = Loads.job(
                Loads.aiopslab().duration(Duration.ofSeconds(9)),
                JobOptions.builder().wrapper(WrapperMode.NONE));

        assertThat(pod(job).getVolumes()).isEmpty();
        assertThat(container(job).getVolumeMounts()).isEmpty();
        assertThat(job.owned(Loads.created(job))).isEmpty();
        assertThat(job.notes()).isEmpty();
    }

    @Test
    void status_alone_needs_no_writable_folder() {
        LoadJob job = Loads.job(Loads.aiopslab(), JobOptions.builder().wrapper(WrapperMode.STATUS));

        assertThat(variables(job)).containsEntry("WRAP_STATUS", "1").doesNotContainKey("WRAP_SERIES");
        assertThat(container(job).getCommand()).doesNotContain("-P");
        assertThat(pod(job).getVolumes()).extracting(Volume::getName).containsExactly("wrk2-scripts");
    }

    @Test
    void companions_are_found_from_the_working_folder_and_as_modules() {
        Path script =
                Loads.write(folder, "x.lua", "local u = require('util')\nfor l in io.lines('paths.txt') do end\n");
        Loads.write(folder, "util.lua", "return {}\n");
        Loads.write(folder, "paths.txt", "/a\n");

        LoadJob series = Loads.job(Loads.aiopslab(), Optional.of(script), JobOptions.builder());
        LoadJob bare = Loads.job(
                Loads.aiopslab(), Optional.of(script), JobOptions.builder().wrapper(WrapperMode.NONE));

        assertThat(container(series).getWorkingDir()).isEqualTo("/wrk-junit");
        assertThat(container(series).getVolumeMounts())
                .extracting(VolumeMount::getMountPath, VolumeMount::getSubPath, VolumeMount::getReadOnly)
                .containsExactly(
                        tuple("/wrk-junit", null, null),
                        tuple("/scripts", null, true),
                        tuple("/wrk-junit/paths.txt", "paths.txt", true),
                        tuple("/wrk-junit/util.lua", "util.lua", true));
        assertThat(variables(series)).containsEntry("LUA_PATH", "/scripts/?.lua;/scripts/?/init.lua;;");
        assertThat(container(bare).getWorkingDir()).isEqualTo("/scripts");
        assertThat(container(bare).getVolumeMounts())
                .extracting(VolumeMount::getMountPath)
                .containsExactly("/scripts");
    }

    @Test
    void a_users_own_module_path_stays() {
        Path script = Loads.write(folder, "x.lua", "require 'util'");
        Loads.write(folder, "util.lua", "return {}");

        LoadJob job = Loads.job(
                Loads.aiopslab(),
                Optional.of(script),
                JobOptions.builder().environment(Map.of("LUA_PATH", "/lib/?.lua")));

        assertThat(variables(job)).containsEntry("LUA_PATH", "/lib/?.lua");
    }

    @Test
    void workers_share_the_load_exactly_and_may_begin_together() {
        WorkloadSpec spec = Loads.aiopslab().rate(400).connections(8).workers(4).build();
        List<LoadJob> jobs = IntStream.range(0, 4)
                .mapToObj(worker -> LoadJob.of(
                        new WorkerPlan(spec, worker, 4, Optional.<ScriptFile>empty(), folder),
                        JobOptions.defaults(),
                        Loads.identity(),
                        EngineInput.Channel.SECRET))
                .toList();

        assertThat(jobs).allSatisfy(job -> assertThat(container(job).getCommand())
                .containsSequence("-c", "2")
                .endsWith("-R", "100"));
        assertThat(jobs).extracting(job -> variables(job).get("WRAP_SEED")).doesNotHaveDuplicates();
        assertThat(jobs).extracting(LoadJob::nonce).doesNotHaveDuplicates();
        assertThat(container(jobs.get(0)).getEnv())
                .filteredOn(variable -> variable.getName().equals("WRAP_START"))
                .extracting(variable -> variable.getValueFrom().getFieldRef().getFieldPath())
                .containsExactly("metadata.annotations['wrk-junit.github.io/start']");
    }

    @Test
    void every_option_lands_where_it_belongs() {
        JobOptions.Builder options = JobOptions.builder()
                .image("registry/wrk2:1")
                .imagePullPolicy("always")
                .pullSecrets(List.of("registry-key"))
                .serviceAccount("load")
                .nodeSelector(JobText.labels("disk=ssd"))
                .tolerations(JobText.tolerations("dedicated=load:NoSchedule"))
                .affinity(JobText.affinity("podAntiAffinity: {}"))
                .resources(JobText.resources("cpu=1", "memory=128Mi"))
                .labels(Map.of("team", "shop", JobIdentity.MANAGED_BY, "me"))
                .annotations(Map.of("sidecar.istio.io/inject", "false"))
                .priorityClass("low")
                .podSecurityContext(JobText.podSecurityContext("runAsUser: 1000"))
                .securityContext(JobText.securityContext("privileged: false"))
                .timeToLive(Duration.ofSeconds(60))
                .reserve(Duration.ofSeconds(30))
                .gracePeriod(Duration.ofSeconds(2))
                .environment(Map.of("max_user_index", "962"));

        LoadJob job = Loads.job(Loads.aiopslab(), options);

        assertThat(container(job).getImage()).isEqualTo("registry/wrk2:1");
        assertThat(container(job).getImagePullPolicy()).isEqualTo("Always");
        assertThat(container(job).getResources().getRequests()).containsExactly(entry("cpu", new Quantity("1")));
        assertThat(container(job).getResources().getLimits()).containsExactly(entry("memory", new Quantity("128Mi")));
        assertThat(container(job).getSecurityContext())
                .extracting(SecurityContext::getPrivileged)
                .isEqualTo(false);
        assertThat(variables(job)).containsEntry("max_user_index", "962");
        assertThat(pod(job).getImagePullSecrets())
                .hasToString("[LocalObjectReference(name=registry-key, additionalProperties={})]");
        assertThat(pod(job).getServiceAccountName()).isEqualTo("load");
        assertThat(pod(job).getAutomountServiceAccountToken()).isNull();
        assertThat(pod(job).getNodeSelector()).containsExactly(entry("disk", "ssd"));
        assertThat(pod(job).getTolerations()).hasSize(1);
        assertThat(pod(job).getAffinity().getPodAntiAffinity()).isNotNull();
        assertThat(pod(job).getPriorityClassName()).isEqualTo("low");
        assertThat(pod(job).getSecurityContext().getRunAsUser()).isEqualTo(1000);
        assertThat(pod(job).getTerminationGracePeriodSeconds()).isEqualTo(2);
        assertThat(job.job().getSpec().getTtlSecondsAfterFinished()).isEqualTo(60);
        assertThat(job.job().getSpec().getActiveDeadlineSeconds()).isEqualTo(10 + 2 + 30);
        for (HasMetadata object : job.owned(Loads.created(job))) {
            assertThat(object.getMetadata().getLabels())
                    .containsEntry("team", "shop")
                    .containsEntry(JobIdentity.MANAGED_BY, "wrk-junit");
        }
        assertThat(job.job().getSpec().getTemplate().getMetadata().getAnnotations())
                .containsEntry("sidecar.istio.io/inject", "false")
                .containsEntry(JobIdentity.TEST, "CheckoutTest.p99()");
    }

    @Test
    void what_belongs_to_the_job_goes_with_it() {
        LoadJob job = Loads.job(Loads.aiopslab().headers(Map.of("Authorization", "Bearer x")), JobOptions.builder());

        List<HasMetadata> owned = job.owned(Loads.created(job));

        assertThat(owned).extracting(HasMetadata::getKind).containsExactly("ConfigMap", "Secret");
        assertThat(owned).allSatisfy(object -> assertThat(object.getMetadata().getOwnerReferences())
                .singleElement()
                .satisfies(owner -> assertThat(owner)
                        .hasToString(
                                "OwnerReference(apiVersion=batch/v1, blockOwnerDeletion=null, controller=null, kind=Job,"
                                        + " name=wrk2-abcd2345, uid=0b5c7b3e-uid, additionalProperties={})")));
    }

    @Test
    void a_job_that_no_cluster_knows_cannot_own_anything() {
        LoadJob job = Loads.job(Loads.aiopslab(), JobOptions.builder());

        assertThatThrownBy(() -> job.owned(job.job()))
                .hasMessage(
                        "the Job wrk2-abcd2345 has no uid, so nothing can be owned by it. Give the Job that the cluster has"
                                + " answered with.");
    }

    @Test
    void a_secret_is_in_the_secret_and_nowhere_else() {
        LoadJob job = Loads.job(
                Loads.aiopslab().headers(Map.of("Authorization", "Bearer abc")).path("/x?api_key=def-1"),
                JobOptions.builder()
                        .environment(Map.of("DB_PASSWORD", "ghi-2", "greeting", "jkl-3", "max_user_index", "962")));

        assertThat(job.secret(Loads.created(job)).orElseThrow().getStringData())
                .containsOnly(
                        entry("DB_PASSWORD", "ghi-2"),
                        entry("WRK_SECRET_1", "Bearer abc"),
                        entry("WRK_SECRET_2", "api_key=def-1"));
        assertThat(Serialization.asYaml(job.job())).doesNotContain("abc\"", "def-1", "ghi-2");
        assertThat(job.yaml()).doesNotContain("Bearer abc", "def-1", "ghi-2", "jkl-3", "962");
        assertThat(job.command()).doesNotContain("Bearer abc", "def-1");
        assertThat(job.secrets()).containsExactlyInAnyOrder("ghi-2", "jkl-3", "Bearer abc", "api_key=def-1");
    }

    @Test
    void a_secret_of_several_lines_is_not_shown_line_by_line() {
        LoadJob job = Loads.job(
                Loads.aiopslab(),
                JobOptions.builder().environment(Map.of("private_key", "-----BEGIN-----\n  ab12cd\r\nend\n1234.5\n")));

        assertThat(job.secrets()).containsExactly("-----BEGIN-----", "ab12cd");
    }

    /** As in README.md, for those who come from AIOpsLab. */
    @Test
    void those_who_create_it_themselves_need_no_annotation() {
        Path script = Loads.write(folder, "mixed-workload_type_1.lua", "request = nil");
        WorkloadSpec spec = WorkloadSpec.builder()
                .url("http://frontend.hotel.svc:5000")
                .rate(100)
                .duration(Duration.ofSeconds(10))
                .build();
        JobOptions options = JobOptions.builder()
                .environment(Map.of("max_user_index", "962"))
                .build();
        JobIdentity identity = JobIdentity.of("hotel", "monday", "", "ada", spec.name(), 0);

        LoadJob load = LoadJob.of(spec, Optional.of(script), options, identity);

        assertThat(load.job().getMetadata().getName()).isEqualTo(identity.name());
        assertThat(Loads.files(load)).containsOnlyKeys("mixed-workload_type_1.lua", "wrk-junit.lua");
        assertThat(variables(load)).containsEntry("max_user_index", "962").doesNotContainKey("WRAP_SEED");
    }

    @Test
    void the_command_by_hand_is_one_line_for_a_shell() {
        WorkloadSpec.Builder load = Loads.aiopslab()
                .rate(200)
                .workers(2)
                .connections(4)
                .script("my scripts/x.lua")
                .headers(Map.of("Cookie", "id=1"));

        assertThat(LoadJob.command(load.build(), JobOptions.defaults()))
                .isEqualTo("wrk -D exp -t 2 -c 4 -d 10s -T 10s -L -r -H 'Cookie: ***' -s 'my scripts/x.lua'"
                        + " http://198.19.20.64:5000/ -R 200");
    }

    @Test
    void the_host_header_is_spelled_as_wrk2_knows_it() {
        LoadJob job = Loads.job(Loads.aiopslab().headers(Map.of("hOST", "shop")), JobOptions.builder());

        assertThat(container(job).getCommand()).containsSequence("-H", "Host: shop");
    }

    private static Tuple tuple(@Nullable Object... values) {
        return Tuple.tuple(values);
    }

    private static Map<String, String> variables(LoadJob job) {
        return container(job).getEnv().stream()
                .filter(variable -> variable.getValue() != null)
                .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
    }

    private static PodSpec pod(LoadJob job) {
        return job.job().getSpec().getTemplate().getSpec();
    }

    private static Container container(LoadJob job) {
        return pod(job).getContainers().get(0);
    }
}
