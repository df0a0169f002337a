// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Quantity;
import io.github.wrkjunit.kubernetes.manifest.JobOptions;
import io.github.wrkjunit.kubernetes.manifest.WrapperMode;
import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.runtime.WorkloadRuntime;
import io.github.wrkjunit.spec.InvalidSpecException;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubernetesSettingsTest {

    @Test
    void nothing_is_set_by_default() {
        KubernetesSettings settings = read(Map.of());

        assertThat(settings.keep()).isEqualTo(Keep.NEVER);
        assertThat(settings.dryRun()).isFalse();
        assertThat(settings.scheduleLimit()).isEmpty();
        assertThat(settings.namespace()).isEmpty();
        assertThat(settings.options().image()).isEmpty();
        assertThat(settings.options().resources()).isEmpty();
    }

    @Test
    void all_options_of_a_job_can_be_set(@TempDir Path folder) throws IOException {
        Path affinity = Files.writeString(
                folder.resolve("affinity.yaml"),
                "podAntiAffinity:\n  requiredDuringSchedulingIgnoredDuringExecution:\n    - topologyKey: zone\n");
        Path template = Files.writeString(
                folder.resolve("job.yaml"),
                "apiVersion: batch/v1\nkind: Job\nmetadata: {name: x}\nspec: {template: {spec: {containers: [{name: wrk}]}}}\n");

        KubernetesSettings settings = read(Map.ofEntries(
                Map.entry("namespace", "load"),
                Map.entry("context", "kind"),
                Map.entry("image", "registry/wrk2:1"),
                Map.entry("image.pull.policy", "Always"),
                Map.entry("image.pull.secrets", "one, two"),
                Map.entry("service.account", "loader"),
                Map.entry("node.selector", "disk=ssd"),
                Map.entry("tolerations", "dedicated=load:NoSchedule"),
                Map.entry("affinity", affinity.toString()),
                Map.entry("requests", "cpu=100m,memory=64Mi"),
                Map.entry("limits", "memory=128Mi"),
                Map.entry("labels", "team=shop"),
                Map.entry("annotations", "sidecar.istio.io/inject=false"),
                Map.entry("priority.class", "low"),
                Map.entry("security.pod", "{\"runAsUser\": 1000}"),
                Map.entry("security.container", "{\"readOnlyRootFilesystem\": true}"),
                Map.entry("ttl", "2m"),
                Map.entry("deadline.reserve", "90s"),
                Map.entry("grace.period", "3s"),
                Map.entry("env", "max_user_index=962"),
                Map.entry("files", "paths.txt"),
                Map.entry("template", template.toString()),
                Map.entry("wrapper", "none"),
                Map.entry("keep", "on-failure"),
                Map.entry("dry.run", "true"),
                Map.entry("schedule.limit", "5m")));

        JobOptions job = settings.options();
        assertThat(settings.namespace()).hasValue("load");
        assertThat(settings.context()).hasValue("kind");
        assertThat(settings.keep()).isEqualTo(Keep.ON_FAILURE);
        assertThat(settings.dryRun()).isTrue();
        assertThat(settings.scheduleLimit()).hasValue(Duration.ofMinutes(5));
        assertThat(job.image()).hasValue("registry/wrk2:1");
        assertThat(job.imagePullPolicy()).hasValue("Always");
        assertThat(job.pullSecrets()).containsExactly("one", "two");
        assertThat(job.serviceAccount()).hasValue("loader");
        assertThat(job.nodeSelector()).containsExactly(Map.entry("disk", "ssd"));
        assertThat(job.tolerations()).singleElement().satisfies(toleration -> {
            assertThat(toleration.getKey()).isEqualTo("dedicated");
            assertThat(toleration.getEffect()).isEqualTo("NoSchedule");
        });
        assertThat(job.affinity().orElseThrow().getPodAntiAffinity()).isNotNull();
        assertThat(job.resources().orElseThrow().getRequests())
                .containsEntry("cpu", new Quantity("100m"))
                .containsEntry("memory", new Quantity("64Mi"));
        assertThat(job.resources().orElseThrow().getLimits()).containsOnlyKeys("memory");
        assertThat(job.labels()).containsExactly(Map.entry("team", "shop"));
        assertThat(job.annotations()).containsExactly(Map.entry("sidecar.istio.io/inject", "false"));
        assertThat(job.priorityClass()).hasValue("low");
        assertThat(job.podSecurityContext().orElseThrow().getRunAsUser()).isEqualTo(1000);
        assertThat(job.securityContext().orElseThrow().getReadOnlyRootFilesystem())
                .isTrue();
        assertThat(job.timeToLive()).hasValue(Duration.ofMinutes(2));
        assertThat(job.reserve()).hasValue(Duration.ofSeconds(90));
        assertThat(job.gracePeriod()).hasValue(Duration.ofSeconds(3));
        assertThat(job.environment()).containsExactly(Map.entry("max_user_index", "962"));
        assertThat(job.files()).containsExactly("paths.txt");
        assertThat(job.template()).isPresent();
        assertThat(job.wrapper()).isEqualTo(WrapperMode.NONE);
    }

    @Test
    void every_setting_is_known_to_the_provider() {
        assertThat(new KubernetesRuntimeProvider().settingKeys())
                .hasSize(29)
                .allMatch(key -> key.startsWith("wrk.kubernetes."))
                .contains("wrk.kubernetes.kubeconfig", "wrk.kubernetes.image", "wrk.kubernetes.dry.run");
    }

    @Test
    void everything_that_is_wrong_is_told_at_once_with_its_place() {
        Settings settings = settings(Map.of(
                "kubeconfig", "/nowhere/config",
                "keep", "sometimes",
                "dry.run", "yes",
                "schedule.limit", "1s",
                "ttl", "soon",
                "template", "/nowhere/job.yaml"));

        assertThatThrownBy(() -> new KubernetesRuntimeProvider().create(settings))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessage("""
                        6 problems:
                          - test wrk.kubernetes.ttl: "soon" is not a time. Use 30s, 2m or 1h.
                          - test wrk.kubernetes.template: "/nowhere/job.yaml" cannot be read as a file: java.nio.file.NoSuchFileException: /nowhere/job.yaml. Give the path of a file in YAML or JSON.
                          - test wrk.kubernetes.keep: "sometimes" is none of never, on-failure and always. Use one of them.
                          - test wrk.kubernetes.dry.run: "yes" is neither true nor false. Use one of them.
                          - test wrk.kubernetes.schedule.limit: "1s" is shorter than 2s, within which the cluster itself tries again. Use 2s or longer, or leave it out.
                          - test wrk.kubernetes.kubeconfig: the kubeconfig /nowhere/config cannot be read. Set wrk.kubernetes.kubeconfig to a file that is there.""");
    }

    @Test
    void a_context_that_the_kubeconfig_does_not_have_is_told_with_those_that_it_has(@TempDir Path folder)
            throws IOException {
        Path kubeconfig = Files.writeString(folder.resolve("config"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
                users: [{name: u, user: {token: secret}}]
                contexts: [{name: kind, context: {cluster: c, user: u}}, {name: prod, context: {cluster: c, user: u}}]
                current-context: kind
                """);

        WorkloadRuntime runtime = new KubernetesRuntimeProvider()
                .create(settings(Map.of("kubeconfig", kubeconfig.toString(), "context", "staging")));

        assertThat(runtime.problems(
                        WorkloadSpec.builder().url("http://shop:80").rate(100).build()))
                .containsExactly("test wrk.kubernetes.context: the kubeconfig has no context of this name, but kind,"
                        + " prod. Use one of them.");
    }

    private static KubernetesSettings read(Map<String, String> values) {
        List<String> problems = new ArrayList<>();
        KubernetesSettings read = KubernetesSettings.read(settings(values), problems);
        assertThat(problems).isEmpty();
        return read;
    }

    private static Settings settings(Map<String, String> values) {
        return FixedSettings.ofKubernetes(values);
    }
}
