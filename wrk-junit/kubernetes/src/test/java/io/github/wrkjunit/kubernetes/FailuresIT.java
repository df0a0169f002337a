// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.LimitRangeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.github.wrkjunit.runtime.RunningWorkload;
import io.github.wrkjunit.runtime.WorkloadException;
import io.github.wrkjunit.testcluster.NeedsCluster;
import io.github.wrkjunit.testcluster.Replay;
import io.github.wrkjunit.testcluster.StandIn;
import io.github.wrkjunit.testcluster.TestCluster;
import io.github.wrkjunit.testcluster.TestNamespace;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Failures as the cluster really tells them: the whole message of each, and that it comes as soon as it can be known. */
@NeedsCluster
@Execution(ExecutionMode.CONCURRENT)
class FailuresIT {

    private static final Duration SOON = Duration.ofSeconds(3);

    private static TestCluster cluster;

    @TempDir
    private Path evidence;

    @BeforeAll
    static void load(TestCluster cluster) {
        FailuresIT.cluster = cluster;
        cluster.standIn();
    }

    @Test
    void image_absent_and_never_pulled() {
        try (Case failing = new Case("ErrImageNeverPull")) {
            failing.set("image", "wrk-junit.test/absent:1").set("image.pull.policy", "Never");
            failing.isTold("image-never");
        }
    }

    @Test
    void image_that_cannot_be_pulled() {
        try (Case failing = new Case("ErrImagePull")) {
            failing.set("image", "wrk-junit.test/absent:1");
            failing.isTold("image-pull");
        }
    }

    @Test
    void image_whose_name_is_none() {
        try (Case failing = new Case("InvalidImageName")) {
            failing.set("image", "Wrk Junit/absent");
            failing.isTold("image-name");
        }
    }

    @Test
    void image_without_the_command() {
        try (Case failing = new Case("\"StartError\"")) {
            failing.set("image", "wrk-junit.test/jre:17");
            failing.isTold("missing-command");
        }
    }

    @Test
    void no_node_with_the_cpu_that_is_asked_for() {
        try (Case failing = new Case("Unschedulable")) {
            failing.set("requests", "cpu=1000").set("schedule.limit", "2s");
            failing.isTold("unschedulable-cpu");
        }
    }

    @Test
    void no_node_with_the_labels_that_are_asked_for() {
        try (Case failing = new Case("Unschedulable")) {
            failing.set("node.selector", "disk=none").set("schedule.limit", "2s");
            failing.isTold("unschedulable-selector");
        }
    }

    @Test
    void pod_security_standard_refuses_the_pod() {
        try (Case failing = new Case("violates PodSecurity")) {
            failing.set("security.pod", "{}").set("security.container", "{}");
            failing.isTold("pod-security");
        }
    }

    @Test
    void image_runs_as_root_and_must_not() {
        try (Case failing = new Case("CreateContainerConfigError")) {
            failing.set("security.pod", "{\"runAsNonRoot\": true, \"seccompProfile\": {\"type\": \"RuntimeDefault\"}}");
            failing.isTold("runs-as-root");
        }
    }

    @Test
    void quota_demands_limits() {
        try (Case failing = new Case("failed quota")) {
            failing.quota(Map.of("limits.cpu", "1", "limits.memory", "1Gi"));
            failing.isTold("quota-no-limits");
        }
    }

    @Test
    void quota_is_exceeded_by_the_pod() {
        try (Case failing = new Case("exceeded quota")) {
            failing.quota(Map.of("requests.cpu", "50m"));
            failing.isTold("quota-too-much");
        }
    }

    @Test
    void quota_on_jobs_refuses_the_job() {
        try (Case failing = new Case()) {
            failing.quota(Map.of("count/jobs.batch", "0"));
            failing.isTold("quota-jobs");
        }
    }

    @Test
    void limit_range_refuses_the_pod() {
        try (Case failing = new Case("maximum cpu usage")) {
            cluster.client()
                    .resource(new LimitRangeBuilder()
                            .withNewMetadata()
                            .withName("small")
                            .withNamespace(failing.namespace())
                            .endMetadata()
                            .withNewSpec()
                            .addNewLimit()
                            .withType("Container")
                            .withMax(Map.of("cpu", new Quantity("500m")))
                            .endLimit()
                            .endSpec()
                            .build())
                    .create();
            failing.set("limits", "cpu=1");
            failing.isTold("limit-range");
        }
    }

    @Test
    void memory_limit_is_exceeded() {
        try (Case failing = new Case("OOMKilled")) {
            failing.set("limits", "memory=32Mi").set("requests", "memory=32Mi").replay("exec tail /dev/zero");
            failing.isTold("memory");
        }
    }

    @Test
    void deadline_of_the_job_is_over() {
        try (Case failing = new Case("DeadlineExceeded")) {
            failing.set("deadline.reserve", "10s").replay("sleep 60");
            failing.isTold("deadline");
        }
    }

    @Test
    void deadline_of_a_templates_pod_is_over() throws IOException {
        try (Case failing = new Case("\"reason\":\"DeadlineExceeded\"")) {
            failing.template("""
                    activeDeadlineSeconds: 10
                    """).replay("sleep 60");
            failing.isTold("deadline-pod");
        }
    }

    @Test
    void volume_of_a_template_names_a_config_map_that_is_not_there() throws IOException {
        try (Case failing = new Case("FailedMount")) {
            failing.template("""
                    volumes: [{name: data, configMap: {name: nowhere}}]
                    """).replay("sleep 60");
            failing.isTold("missing-configmap");
        }
    }

    @Test
    void pod_is_evicted_by_its_node() throws IOException {
        try (Case failing = new Case("\"reason\":\"Evicted\"")) {
            failing.template("""
                    volumes: [{name: data, emptyDir: {sizeLimit: 1Mi}}]
                    """)
                    .set("deadline.reserve", "5m")
                    .replay("head -c 4000000 /dev/zero >/data/file; sleep 200");
            failing.isTold("evicted-storage");
        }
    }

    @Test
    void token_is_not_accepted() throws IOException {
        try (Case failing = new Case()) {
            failing.set("kubeconfig", failing.withToken("opensesame").toString());
            failing.isTold("bad-token");
        }
    }

    @Test
    void pod_is_deleted_in_the_middle() {
        try (Case failing = new Case("\"exitCode\":137")) {
            failing.replay("sleep 60");
            failing.start();
            failing.awaitPod();
            cluster.client()
                    .pods()
                    .inNamespace(failing.namespace())
                    .withLabel("job-name")
                    .delete();
            failing.isTold("pod-deleted");
        }
    }

    @Test
    void pod_is_evicted_in_the_middle() {
        try (Case failing = new Case("\"exitCode\":137")) {
            failing.replay("sleep 60");
            failing.start();
            String pod = failing.awaitPod();
            cluster.client()
                    .pods()
                    .inNamespace(failing.namespace())
                    .withName(pod)
                    .evict();
            failing.isTold("pod-evicted");
        }
    }

    @Test
    void job_is_deleted_in_the_middle() {
        // until its container has ended it may still report, within its grace period
        try (Case failing = new Case("\"exitCode\":137")) {
            failing.replay("sleep 60");
            failing.start();
            failing.awaitPod();
            cluster.client()
                    .batch()
                    .v1()
                    .jobs()
                    .inNamespace(failing.namespace())
                    .withLabel("app.kubernetes.io/managed-by", "wrk-junit")
                    .delete();
            failing.isTold("job-deleted");
        }
    }

    @Test
    void script_is_broken() {
        try (Case failing = new Case("\"exitCode\":1,")) {
            failing.target("http://kubernetes.default.svc:443")
                    .script("src/test/resources/io/github/wrkjunit/kubernetes/failures/syntax.lua");
            failing.isTold("script-syntax");
        }
    }

    @Test
    void name_of_the_target_is_unknown() {
        try (Case failing = new Case("\"exitCode\":1,")) {
            failing.replay(
                    Replay.log("unable to resolve nosuch.ns.svc.cluster.local:5000 Name or service not known\n", 1));
            failing.isTold("target-unresolvable");
        }
    }

    @Test
    void service_has_no_endpoints() {
        try (Case failing = new Case("\"exitCode\":1,")) {
            failing.replay(Replay.log("unable to connect to empty:80 Connection refused\n", 1));
            failing.isTold("target-no-endpoints");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "target-closed-port, 1, none.lua",
        "target-no-port, 1, none.lua",
        "target-unused-pod-address, 1, none.lua",
        "target-unused-service-address, 1, none.lua",
        "script-at100-stock, 1, at100.lua",
        "script-syntax-stock, 0, syntax.lua",
        "script-missing-stock, 0, missing.lua",
        "series-read-only-directory, 139, none.lua"
    })
    void stock_program_fails_as_it_was_recorded(String recorded, int exitCode, String script) throws IOException {
        try (Case failing = new Case("\"exitCode\":" + exitCode + ",");
                InputStream log = FailuresIT.class.getResourceAsStream("failures/" + recorded + ".log")) {
            failing.set("wrapper", "none")
                    .replay(Replay.log(new String(requireNonNull(log).readAllBytes(), UTF_8), exitCode))
                    .script(Files.writeString(evidence.resolve(script), "-- only its name matters")
                            .toString());
            failing.isTold(recorded);
        }
    }

    @Test
    void namespace_is_not_there() {
        try (Case failing = new Case()) {
            failing.set("namespace", "wrk-junit-nowhere");
            failing.isTold("namespace-absent");
        }
    }

    /** One failure in a namespace of its own. */
    private final class Case implements AutoCloseable {

        private final TestNamespace namespace = cluster.newNamespace("failures");
        private final LiveLoads loads = new LiveLoads(cluster, namespace.name(), evidence);
        private final Optional<Signs> signs;
        private String target = "http://target:80";
        private String script = "";
        private @Nullable RunningWorkload running;

        /** One that is known by the answer to a request. */
        Case() {
            signs = Optional.empty();
        }

        /** One that can be known as soon as a Job, a pod or an event holds these words. */
        Case(String sign) {
            signs = Optional.of(new Signs(cluster.client(), namespace.name(), sign));
        }

        String namespace() {
            return namespace.name();
        }

        Case set(String key, String value) {
            loads.set(key, value);
            return this;
        }

        Case replay(String shell) {
            return replay(Replay.script(shell));
        }

        Case replay(Replay replay) {
            return set("image", StandIn.REPLAY).set("env", Replay.VARIABLE + "=" + replay.value());
        }

        /** A Job template whose pod meets the namespace's standard, with this besides; a volume "data" is mounted at /data. */
        Case template(String podYaml) throws IOException {
            String mounts = podYaml.contains("name: data") ? "[{name: data, mountPath: /data}]" : "[]";
            String text = """
                    apiVersion: batch/v1
                    kind: Job
                    spec:
                      template:
                        spec:
                          securityContext: {runAsUser: 65534, runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
                          containers:
                          - name: wrk2
                            securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
                            volumeMounts: %s
                    """.formatted(mounts) + podYaml.indent(6);
            return set(
                    "template",
                    Files.writeString(evidence.resolve("job-template.yaml"), text)
                            .toString());
        }

        /** The kubeconfig with another user. */
        Path withToken(String token) throws IOException {
            Config config = cluster.client().getConfiguration();
            return Files.writeString(evidence.resolve("kubeconfig"), """
                    apiVersion: v1
                    kind: Config
                    clusters: [{name: c, cluster: {server: "%s", certificate-authority-data: %s}}]
                    users: [{name: u, user: {token: %s}}]
                    contexts: [{name: x, context: {cluster: c, user: u}}]
                    current-context: x
                    """.formatted(
                            config.getMasterUrl(), config.getCaCertData(), token));
        }

        Case target(String url) {
            target = url;
            return this;
        }

        void script(String path) {
            script = path;
        }

        void quota(Map<String, String> hard) {
            ResourceQuotaBuilder quota = new ResourceQuotaBuilder()
                    .withNewMetadata()
                    .withName("q")
                    .withNamespace(namespace())
                    .endMetadata()
                    .withNewSpec()
                    .endSpec();
            hard.forEach((what, limit) ->
                    quota.editSpec().addToHard(what, new Quantity(limit)).endSpec());
            cluster.client().resource(quota.build()).create();
            cluster.client()
                    .resourceQuotas()
                    .inNamespace(namespace())
                    .withName("q")
                    .waitUntilCondition(
                            made -> made.getStatus() != null && made.getStatus().getHard() != null,
                            30,
                            TimeUnit.SECONDS);
        }

        void start() {
            running = loads.runner().start(spec -> {
                spec.url(target).rate(20).duration(Duration.ofSeconds(1));
                if (!script.isEmpty()) {
                    spec.script(script);
                }
            });
        }

        /** Waits until its container runs, and tells its name. */
        String awaitPod() {
            return cluster.client()
                    .pods()
                    .inNamespace(namespace())
                    .withLabel("job-name")
                    .waitUntilCondition(
                            pod -> pod != null
                                    && "Running".equals(pod.getStatus().getPhase()),
                            60,
                            TimeUnit.SECONDS)
                    .getMetadata()
                    .getName();
        }

        void isTold(String expected) {
            WorkloadException failure = catchThrowableOfType(WorkloadException.class, () -> {
                if (running == null) {
                    start();
                }
                requireNonNull(running).await();
            });
            Optional<Duration> late = signs.map(Signs::age);
            assertThat(plain(failure.getMessage())).isEqualTo(expected(expected));
            late.ifPresent(age -> assertThat(age).isLessThan(SOON.plus(slowness())));
            loads.assertNothingIsLeft();
        }

        /** What a machine that has other work to do adds: a few times what the simplest question takes. */
        private Duration slowness() {
            long beginNs = System.nanoTime();
            cluster.client().pods().inNamespace(namespace()).list();
            return Duration.ofNanos(System.nanoTime() - beginNs).multipliedBy(10);
        }

        @Override
        public void close() {
            signs.ifPresent(Signs::close);
            namespace.close();
        }

        /** Without what is another in each run. */
        private String plain(@Nullable String message) {
            return requireNonNull(message)
                    .replace(evidence.toString(), "EVIDENCE")
                    .replace("--kubeconfig " + cluster.kubeconfig() + " ", "")
                    .replace(namespace(), "NS")
                    .replaceAll("wrk2-[a-z0-9]{8}-[a-z0-9]{5}", "POD")
                    .replaceAll("wrk2-[a-z0-9]{8}", "JOB")
                    .replaceAll("(?m)^  Job: .*$", "  Job: STATE") // the controllers are not done yet, or they are
                    .replaceAll("(?m)^  Pod POD: .*?(, being deleted|, deleted)?$", "  Pod POD: STATE")
                    .replace("    The script has called os.exit(1).\n", "") // what the stand-in alone says
                    .replaceAll("running since \\S+", "running since TIME")
                    .replaceAll("(?m)^  Last events:\n(    .*\n)+", "  Last events: SOME\n")
                    .replaceAll("(absent:1\" cannot be pulled: ).*?(\\. Load)", "$1NETWORK$2")
                    .replaceAll("(failed to do request: ).*(\\)\n)", "$1NETWORK$2")
                    .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "UID");
        }

        private static String expected(String name) {
            try (InputStream stream = FailuresIT.class.getResourceAsStream("failures/" + name + ".txt")) {
                return stream == null
                        ? "no failures/" + name + ".txt"
                        : new String(stream.readAllBytes(), UTF_8).strip();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
