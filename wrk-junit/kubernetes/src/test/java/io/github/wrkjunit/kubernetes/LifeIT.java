// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.github.wrkjunit.report.Validity;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.runtime.RunningWorkload;
import io.github.wrkjunit.runtime.WorkloadException;
import io.github.wrkjunit.testcluster.NeedsCluster;
import io.github.wrkjunit.testcluster.Replay;
import io.github.wrkjunit.testcluster.StandIn;
import io.github.wrkjunit.testcluster.TestCluster;
import io.github.wrkjunit.testcluster.TestNamespace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What may happen in the life of a Job, on the live cluster; several tests at a time in one namespace. */
@NeedsCluster
@Execution(ExecutionMode.CONCURRENT)
class LifeIT {

    /** Prints a line every half second for five seconds, then what no wrk2 prints; ends well. */
    private static final String LINES =
            "i=0; while [ $i -lt 10 ]; do i=$((i+1)); echo line $i; sleep 0.5; done; exit 0";

    private static TestCluster cluster;
    private static TestNamespace namespace;
    private static String url;

    @TempDir
    private Path evidence;

    @BeforeAll
    static void start(TestCluster cluster) throws IOException {
        LifeIT.cluster = cluster;
        cluster.standIn();
        namespace = cluster.newNamespace("life");
        url = TargetPod.start(cluster.client(), namespace.name());
    }

    @AfterAll
    static void remove() {
        if (namespace != null) {
            namespace.close();
        }
    }

    @Test
    void connections_that_are_cut_again_and_again_cost_no_line() throws Exception {
        try (CutProxy proxy = proxy()) {
            LiveLoads loads = through(proxy, replaying(LINES));

            RunningWorkload running = begin(loads);
            for (int line = 2; line <= 8; line += 2) {
                awaitLine("line " + line);
                proxy.cut();
            }

            assertEndsWithTenLines(running);
        }
    }

    @Test
    void api_server_that_is_down_for_seconds_costs_no_line() throws Exception {
        try (CutProxy proxy = proxy()) {
            LiveLoads loads = through(proxy, replaying(LINES));

            RunningWorkload running = begin(loads);
            awaitLine("line 2");
            proxy.refuse(true);
            assertThat(CompletableFuture.runAsync(
                            () -> proxy.refuse(false), CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS)))
                    .succeedsWithin(Duration.ofSeconds(10));

            assertEndsWithTenLines(running);
        }
    }

    @Test
    void connections_that_die_without_a_word_cost_time_and_no_line() throws Exception {
        try (CutProxy proxy = proxy()) {
            LiveLoads loads = through(proxy, replaying(LINES));

            RunningWorkload running = begin(loads);
            awaitLine("line 2");
            proxy.freeze();

            assertEndsWithTenLines(running);
        }
    }

    @Test
    void log_that_is_rotated_while_it_is_followed_costs_no_line() throws Exception {
        // what is rotated before anybody follows it is lost to everybody, so it takes its time before it prints
        String lines = "yes %s reconnect_socket and so on and so on and so on | head -n 200000; sleep 11; ";
        LiveLoads loads = replaying("sleep 5; " + lines.formatted("first") + lines.formatted("second") + "exit 0");

        RunningWorkload running = begin(loads);

        assertThatThrownBy(running::await).isInstanceOf(WorkloadException.class);
        try (var kept = Files.lines(evidence.resolve("workload/raw.txt"))) {
            assertThat(kept.collect(groupingBy(line -> line.split(" ", 2)[0], counting())))
                    .containsEntry("first", 200_000L)
                    .containsEntry("second", 200_000L);
        }
    }

    @Test
    void test_that_is_interrupted_leaves_nothing_behind() throws Exception {
        LiveLoads loads = replaying("sleep 60");
        RunningWorkload running = begin(loads);
        Thread waiting = Thread.currentThread();
        CompletableFuture<Void> unused =
                CompletableFuture.runAsync(waiting::interrupt, CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));

        assertThatThrownBy(running::await)
                .isInstanceOf(WorkloadException.class)
                .hasMessage("Workload \"workload\": the test was interrupted, so the load was ended.");

        assertThat(Thread.interrupted()).isTrue();
        loads.assertJobAndPodAreGone();
    }

    @Test
    void load_that_takes_too_long_is_ended_and_leaves_nothing_behind() {
        LiveLoads loads =
                replaying("sleep 60").setting("wrk.deadline.grace", "1s").setting("wrk.timeout", "1s");

        assertThatThrownBy(() -> begin(loads).await())
                .isInstanceOf(WorkloadException.class)
                .message()
                .startsWith("Workload \"workload\": Job " + loads.job() + " in namespace " + namespace.name()
                        + " did not end within 3 s");
        loads.assertJobAndPodAreGone();
    }

    @Test
    void job_is_kept_on_failure_when_that_is_asked_for() {
        LiveLoads loads =
                replaying("echo broken; exit 3").set("keep", "on-failure").set("ttl", "10m");

        assertThatThrownBy(() -> begin(loads).await())
                .isInstanceOf(WorkloadException.class)
                .hasMessageContaining("exit code 3");

        assertThat(job(loads))
                .singleElement()
                .satisfies(job -> assertThat(job.getMetadata().getAnnotations()).containsKey(Reaper.KEPT));
        assertThat(loads.progress()).last().asString().contains("is kept until its time to live is over");
    }

    @Test
    void load_that_is_stopped_early_reports_what_it_has_measured() {
        LiveLoads loads = new LiveLoads(cluster, namespace.name(), evidence).set("labels", "test=stopped");

        RunningWorkload running = loads.runner()
                .start(spec ->
                        spec.url(url).rate(50).duration(Duration.ofSeconds(60)).script("patterns/read-heavy.lua"));
        running.awaitElapsed(Duration.ofSeconds(6));
        running.stop();
        WorkloadReport report = running.await();

        assertThat(report.counts().answered()).isBetween(50L, 2_000L);
    }

    @Test
    void load_whose_pod_is_deleted_reports_what_it_has_measured_as_incomplete() {
        LiveLoads loads = new LiveLoads(cluster, namespace.name(), evidence).set("labels", "test=deleted");

        RunningWorkload running = loads.runner()
                .start(spec ->
                        spec.url(url).rate(50).duration(Duration.ofSeconds(60)).script("patterns/read-heavy.lua"));
        running.awaitElapsed(Duration.ofSeconds(6));
        cluster.client()
                .pods()
                .inNamespace(namespace.name())
                .withLabel("job-name", loads.job())
                .delete();
        WorkloadReport report = running.await();

        assertThat(report.counts().answered()).isBetween(50L, 2_000L);
        assertThat(report.incompleteBecause()).hasValueSatisfying(why -> assertThat(why)
                .contains("Its Job lost its pod, which was deleted by somebody while the load ran. Find out who"));
        assertThat(report.validity().isValid()).isFalse();
    }

    @Test
    void processor_that_a_limit_takes_away_is_told_and_no_latency_is_judged() {
        LiveLoads loads = new LiveLoads(cluster, namespace.name(), evidence)
                .set("labels", "test=throttled")
                .set("limits", "cpu=200m");

        WorkloadReport report = loads.runner()
                .run(spec ->
                        spec.url(url).rate(200).duration(Duration.ofSeconds(3)).script("patterns/read-heavy.lua"));

        assertThat(report.throttled())
                .hasValueSatisfying(throttled -> assertThat(throttled).isPositive());
        assertThat(report.validity().carries(Validity.Evidence.LATENCY)).isFalse();
    }

    @Test
    void container_beside_it_that_never_ends_holds_nothing_up() throws IOException {
        String rights = "{allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}";
        Path template = Files.writeString(evidence.resolve("job-template.yaml"), """
                apiVersion: batch/v1
                kind: Job
                spec:
                  template:
                    spec:
                      terminationGracePeriodSeconds: 1
                      securityContext: {runAsUser: 65534, runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
                      containers:
                      - {name: wrk2, securityContext: %1$s}
                      - {name: proxy, image: "%2$s", imagePullPolicy: Never, command: [sleep, "600"], securityContext: %1$s}
                """.formatted(rights, StandIn.REPLAY));
        LiveLoads loads = new LiveLoads(cluster, namespace.name(), evidence).set("template", template.toString());

        WorkloadReport report = loads.runner()
                .run(spec ->
                        spec.url(url).rate(50).duration(Duration.ofSeconds(2)).script("patterns/read-heavy.lua"));

        assertThat(report.counts().answered()).isBetween(50L, 150L);
        loads.assertJobAndPodAreGone();
    }

    @Test
    void several_workers_share_the_load_and_begin_together() {
        LiveLoads loads = new LiveLoads(cluster, namespace.name(), evidence).set("labels", "test=workers");

        WorkloadReport report = loads.runner().run(spec -> spec.url(url)
                .rate(100)
                .duration(Duration.ofSeconds(3))
                .connections(4)
                .workers(2)
                .script("patterns/read-heavy.lua"));

        assertThat(report.counts().answered()).isBetween(200L, 420L);
        assertThat(loads.progress())
                .as("how to watch it is told once")
                .filteredOn(line -> line.contains(" get jobs,pods "))
                .hasSize(1);
    }

    @Test
    void dry_run_makes_nothing_and_shows_what_the_cluster_takes_and_runs() throws IOException {
        LiveLoads loads = new LiveLoads(cluster, namespace.name(), evidence).set("dry.run", "true");

        assertThatThrownBy(() -> loads.runner().run(spec -> spec.url(url)
                        .rate(100)
                        .duration(Duration.ofSeconds(2))
                        .script("patterns/read-heavy.lua")))
                .isInstanceOf(WorkloadException.class)
                .message()
                .startsWith("Workload \"workload\": the worker cannot be started: nothing was made, as"
                        + " wrk.kubernetes.dry.run asks. To make it by hand: kubectl --kubeconfig "
                        + cluster.kubeconfig() + " apply -f " + evidence.resolve("workload/job.yaml"));
        assertThat(loads.progress()).contains("kind: \"Job\"");
        List<HasMetadata> shown = cluster.client()
                .load(Files.newInputStream(evidence.resolve("workload/job.yaml")))
                .items();
        assertThat(shown).extracting(HasMetadata::getKind).containsExactly("Job");
        assertThat(shown)
                .allSatisfy(object ->
                        assertThat(cluster.client().resource(object).get()).isNull());

        shown.forEach(object -> cluster.client().resource(object).serverSideApply());

        String job = shown.stream()
                .filter(Job.class::isInstance)
                .map(object -> object.getMetadata().getName())
                .findFirst()
                .orElseThrow();
        cluster.client()
                .batch()
                .v1()
                .jobs()
                .inNamespace(namespace.name())
                .withName(job)
                .waitUntilCondition(
                        made -> made.getStatus().getSucceeded() != null
                                && made.getStatus().getSucceeded() == 1,
                        60,
                        TimeUnit.SECONDS);
    }

    private LiveLoads replaying(String shell) {
        return new LiveLoads(cluster, namespace.name(), evidence)
                .set("image", StandIn.REPLAY)
                .set("env", Replay.VARIABLE + "=" + Replay.script(shell).value());
    }

    private static RunningWorkload begin(LiveLoads loads) {
        return loads.runner().start(spec -> spec.url(url).rate(20).duration(Duration.ofSeconds(1)));
    }

    /** It has no report, but all of its lines. */
    private void assertEndsWithTenLines(RunningWorkload running) throws IOException {
        assertThatThrownBy(running::await).isInstanceOf(WorkloadException.class);
        assertThat(Files.readAllLines(evidence.resolve("workload/raw.txt")))
                .containsExactly(
                        "line 1", "line 2", "line 3", "line 4", "line 5", "line 6", "line 7", "line 8", "line 9",
                        "line 10");
    }

    private void awaitLine(String line) throws Exception {
        Path raw = evidence.resolve("workload/raw.txt");
        long endNs = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!Files.readString(raw).contains(line + "\n")) {
            assertThat(System.nanoTime()).as("time until " + line).isLessThan(endNs);
            TimeUnit.MILLISECONDS.sleep(50); // another process writes it
        }
    }

    private List<Job> job(LiveLoads loads) {
        return cluster.client()
                .batch()
                .v1()
                .jobs()
                .inNamespace(namespace.name())
                .withField("metadata.name", loads.job())
                .list()
                .getItems();
    }

    private static CutProxy proxy() throws IOException {
        return new CutProxy(URI.create(cluster.client().getConfiguration().getMasterUrl()));
    }

    private LiveLoads through(CutProxy proxy, LiveLoads loads) throws IOException {
        String kubeconfig = Files.readString(cluster.kubeconfig());
        Path changed = evidence.resolve("kubeconfig");
        Files.writeString(changed, kubeconfig.replaceAll("https://[^\",}\\s]+", proxy.url()));
        return loads.set("kubeconfig", changed.toString());
    }
}
