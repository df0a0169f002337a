// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import io.github.wrkjunit.kubernetes.FakeApi.Answer;
import io.github.wrkjunit.kubernetes.FakeApi.Request;
import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.runtime.SettingsSource;
import io.github.wrkjunit.runtime.Worker;
import io.github.wrkjunit.runtime.WorkerListener;
import io.github.wrkjunit.runtime.WorkerPlan;
import io.github.wrkjunit.runtime.WorkloadException;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class KubernetesRuntimeTest {

    @TempDir
    private Path folder;

    @Test
    void no_job_is_made_when_the_jvm_ends() {
        KubernetesRuntime runtime = runtime(Map.of());

        runtime.jvmEnds(Duration.ZERO);

        assertThatThrownBy(() -> runtime.launch(plan(), new Notes()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("This runtime is closed.");
    }

    @Test
    @Timeout(30)
    void a_job_whose_load_runs_is_there_until_its_report_is_when_the_jvm_ends() throws Exception {
        try (FakeApi api = new FakeApi(KubernetesRuntimeTest::answer)) {
            KubernetesRuntime runtime = runtime(api);
            Worker worker = runtime.launch(plan(), new Notes());
            worker.begin();

            Thread hook = new Thread(() -> runtime.jvmEnds(Duration.ofHours(1)));
            hook.start();
            while (hook.isAlive() && !isIn(hook, "awaitClosed")) {
                hook.join(1);
            }
            assertThat(hook.isAlive()).isTrue();
            assertThat(deleted(api)).isZero();

            worker.close(); // as the core does when it has the report
            hook.join();
            assertThat(deleted(api)).isOne();
            runtime.close();
        }
    }

    @Test
    @Timeout(30)
    void a_job_that_has_nothing_to_report_or_reports_too_late_is_deleted_when_the_jvm_ends() throws Exception {
        try (FakeApi api = new FakeApi(KubernetesRuntimeTest::answer)) {
            KubernetesRuntime suspended = runtime(api);
            suspended.launch(plan(), new Notes());

            suspended.jvmEnds(Duration.ofHours(1));

            assertThat(deleted(api)).isOne();
            suspended.close();
            Files.delete(folder.resolve("job.yaml"));
            KubernetesRuntime late = runtime(api);
            late.launch(plan(), new Notes()).begin();

            late.jvmEnds(Duration.ofMillis(1));

            assertThat(deleted(api)).isEqualTo(2);
            late.close();
        }
    }

    @Test
    void the_command_of_a_dry_run_reaches_the_cluster_of_the_settings() {
        KubernetesRuntime runtime = runtime(
                Map.of("dry.run", "true", "namespace", "load", "kubeconfig", "/ada's/config", "context", "kind"));

        assertThatThrownBy(() -> runtime.launch(plan(), new Notes()))
                .isInstanceOf(WorkloadException.class)
                .hasMessage("nothing was made, as wrk.kubernetes.dry.run asks. To make it by hand: kubectl --kubeconfig"
                        + " '/ada'\\''s/config' --context kind apply -f " + folder.resolve("job.yaml"));
    }

    @Test
    void the_command_of_a_dry_run_stays_plain_without_settings() {
        assertThatThrownBy(() -> runtime(Map.of("dry.run", "true")).launch(plan(), new Notes()))
                .hasMessage("nothing was made, as wrk.kubernetes.dry.run asks. To make it by hand: kubectl apply -f "
                        + folder.resolve("job.yaml"));
    }

    @Test
    void the_command_that_offers_a_load_again_makes_the_job_of_the_evidence() throws IOException {
        try (FakeApi api = new FakeApi(KubernetesRuntimeTest::answer)) {
            KubernetesRuntime runtime = runtime(api, List.of("--kubeconfig", "/ada's/config"));
            WorkloadSpec spec = plan().spec();

            assertThat(runtime.again(spec, Optional.empty(), folder))
                    .isEqualTo("kubectl --kubeconfig '/ada'\\''s/config' replace --force -f "
                            + folder.resolve("job.yaml"));
            assertThat(runtime.again(spec.toBuilder().workers(2).connections(4).build(), Optional.empty(), folder))
                    .endsWith(" replace --force -f " + folder.resolve("worker-0/job.yaml") + " -f "
                            + folder.resolve("worker-1/job.yaml"));
            assertThat(runtime.again(
                            spec.toBuilder().headers(Map.of("X-Key", "***")).build(), Optional.empty(), folder))
                    .endsWith("/job.yaml # after *** in it is replaced by what it hides");
            runtime.launch(plan(), new Notes());
            assertThat(folder.resolve("job.yaml")).exists();
            runtime.jvmEnds(Duration.ZERO);
            runtime.close();
        }
    }

    @Test
    void long_waits_are_logged_unless_no_progress_is_wanted() {
        List<String> logged = new ArrayList<>();
        Logger logger = Logger.getLogger(KubernetesRuntime.class.getName());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                logged.add(entry.getLevel() + " " + entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        try {
            KubernetesRuntime.longWaits(settings(Map.of())).accept("has waited 10 s");
            KubernetesRuntime.longWaits(quiet()).accept("has waited 20 s");
        } finally {
            logger.removeHandler(handler);
        }

        assertThat(logged).containsExactly("INFO has waited 10 s");
    }

    private static KubernetesSettings quiet() {
        return KubernetesSettings.read(
                Settings.of(SettingsSource.of("test", Map.of("wrk.progress", "off"))), new ArrayList<>());
    }

    @Test
    void kubectl_is_given_a_path_that_is_good_in_any_folder() {
        assertThat(settings(Map.of("kubeconfig", "here/config")).kubectlOptions())
                .containsExactly(
                        "--kubeconfig", Path.of("here/config").toAbsolutePath().toString());
        assertThat(settings(Map.of()).kubectlOptions()).isEmpty();
    }

    @Test
    void a_cluster_that_a_test_has_started_is_reached_by_its_kubeconfig_whatever_the_settings_name()
            throws IOException {
        Path kubeconfig = Files.writeString(
                folder.resolve("k3s"),
                "apiVersion: v1\nkind: Config\ncurrent-context: c\n"
                        + "clusters: [{name: c, cluster: {server: 'http://127.0.0.1:1'}}]\n"
                        + "contexts: [{name: c, context: {cluster: c, user: u}}]\nusers: [{name: u, user: {}}]\n");

        Cluster cluster = ClusterAccess.ofFile(kubeconfig);

        assertThat(cluster.config().getMasterUrl()).isEqualTo("http://127.0.0.1:1/");
        assertThat(cluster.kubectlOptions()).containsExactly("--kubeconfig", kubeconfig.toString());
        assertThat(settings(Map.of("kubeconfig", "mine", "context", "kind"))
                        .withoutCluster()
                        .kubectlOptions())
                .isEmpty();
    }

    private KubernetesRuntime runtime(Map<String, String> settings) {
        return new KubernetesRuntime(
                settings(settings),
                () -> new Cluster(Config.empty(), List.of()),
                Optional.empty(),
                RunNames.ofProcess(folder));
    }

    private KubernetesRuntime runtime(FakeApi api) {
        return runtime(api, List.of());
    }

    private KubernetesRuntime runtime(FakeApi api, List<String> kubectlOptions) {
        return new KubernetesRuntime(
                settings(Map.of("namespace", "load")),
                () -> new Cluster(api.config(), kubectlOptions),
                Optional.empty(),
                RunNames.ofProcess(folder));
    }

    /** Grants everything, and has no objects but the Job that is made. */
    private static Answer answer(Request request) {
        if (request.path().endsWith("/selfsubjectrulesreviews")) {
            return new Answer(
                    201,
                    "{\"apiVersion\":\"authorization.k8s.io/v1\",\"kind\":\"SelfSubjectRulesReview\",\"status\":{"
                            + "\"incomplete\":false,\"nonResourceRules\":[],\"resourceRules\":[{\"apiGroups\":[\"*\"],"
                            + "\"resources\":[\"*\"],\"verbs\":[\"*\"]}]}}");
        }
        return request.method().equals("POST") && request.path().equals(FakeLoads.JOBS)
                ? Answer.of(FakeLoads.created(FakeLoads.bare()))
                : new Answer(200, "{}");
    }

    private static long deleted(FakeApi api) {
        return api.lines().stream().filter(line -> line.startsWith("DELETE ")).count();
    }

    private static boolean isIn(Thread thread, String method) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals(method));
    }

    private static KubernetesSettings settings(Map<String, String> values) {
        List<String> problems = new ArrayList<>();
        KubernetesSettings read = KubernetesSettings.read(FixedSettings.ofKubernetes(values), problems);
        assertThat(problems).isEmpty();
        return read;
    }

    private WorkerPlan plan() {
        WorkloadSpec spec =
                WorkloadSpec.builder().url("http://shop:80").rate(100).seed(7).build();
        return new WorkerPlan(spec, 0, 1, Optional.empty(), folder);
    }

    private static final class Notes implements WorkerListener {
        @Override
        public void output(String line) {
            throw new AssertionError(line);
        }

        @Override
        public void error(String line) {
            throw new AssertionError(line);
        }
    }
}
