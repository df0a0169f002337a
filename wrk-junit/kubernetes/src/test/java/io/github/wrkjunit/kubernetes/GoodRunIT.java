// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.github.wrkjunit.kubernetes.manifest.JobIdentity;
import io.github.wrkjunit.kubernetes.manifest.JobOptions;
import io.github.wrkjunit.kubernetes.manifest.LoadJob;
import io.github.wrkjunit.kubernetes.manifest.WrapperMode;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.spec.WorkloadSpec;
import io.github.wrkjunit.testcluster.NeedsCluster;
import io.github.wrkjunit.testcluster.TestCluster;
import io.github.wrkjunit.testcluster.TestNamespace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@NeedsCluster
@Execution(ExecutionMode.CONCURRENT)
class GoodRunIT {

    private static TestNamespace namespace;
    private static TestCluster cluster;
    private static String url;

    @TempDir
    private Path evidence;

    @BeforeAll
    static void start(TestCluster cluster) throws IOException {
        GoodRunIT.cluster = cluster;
        cluster.standIn();
        namespace = cluster.newNamespace("good-run");
        url = TargetPod.start(cluster.client(), namespace.name());
    }

    @AfterAll
    static void remove() {
        if (namespace != null) {
            namespace.close();
        }
    }

    @Test
    void the_parameters_of_aiopslab_give_a_whole_report_and_leave_nothing_behind() {
        LiveLoads loads = new LiveLoads(cluster, namespace.name(), evidence);

        WorkloadReport report = loads.runner().run(spec -> spec.url(url)
                .rate(100)
                .duration(Duration.ofSeconds(10))
                .script("hotel-reservation/mixed-workload_type_1.lua")
                .headers(Map.of("Authorization", "Bearer opensesame")));

        assertThat(report.counts().answered()).isBetween(850L, 1150L);
        assertThat(report.latency().count())
                .as("with those of the first ten seconds")
                .isBetween(850L, 1150L);
        assertThat(report.throttled()).as("without a limit").hasValue(Duration.ZERO);
        assertThat(report.validity().problems()).isEmpty();
        assertThat(loads.progress())
                .contains("  kubectl --kubeconfig " + cluster.kubeconfig() + " -n " + namespace.name() + " logs -f job/"
                        + loads.job() + " --all-containers");
        assertThat(evidence.resolve("workload/job.yaml"))
                .content()
                .contains("kind: \"Job\"")
                .doesNotContain("opensesame");
        loads.assertJobAndPodAreGone();
    }

    @ParameterizedTest
    @EnumSource(WrapperMode.class)
    void every_mode_of_the_wrapper_tells_all_answers(WrapperMode mode) {
        LiveLoads loads = new LiveLoads(cluster, namespace.name(), evidence)
                .set("wrapper", mode.name().toLowerCase(Locale.ROOT));

        WorkloadReport report = loads.runner()
                .run(spec ->
                        spec.url(url).rate(50).duration(Duration.ofSeconds(3)).script("patterns/read-heavy.lua"));

        assertThat(report.counts().answered()).isBetween(80L, 220L);
        assertThat(report.counts().statuses())
                .isEqualTo(
                        mode == WrapperMode.NONE
                                ? Map.of()
                                : Map.of(200, report.counts().answered()));
    }

    @Test
    void a_script_finds_its_companions_in_the_pod_however_large() throws IOException {
        Path folder = Files.createDirectories(evidence.resolve("scripts"));
        Files.writeString(folder.resolve("util.lua"), "return { method = 'GET' }");
        Files.writeString(folder.resolve("paths.txt"), "/one\n/two\n");
        Files.writeString(folder.resolve("first.dat"), "x".repeat(700_000));
        Files.writeString(folder.resolve("second.dat"), "y".repeat(700_000));
        Path script = Files.writeString(folder.resolve("script.lua"), """
                local util = require "util"
                local paths = {}
                for line in io.lines("paths.txt") do paths[#paths + 1] = line end
                for _, name in ipairs { "first", "second" } do
                   local file = assert(io.open(name .. ".dat"))
                   assert(#file:read("*a") == 700000, name .. " is not whole")
                   file:close()
                end
                function request() return wrk.format(util.method, paths[math.random(2)]) end
                """);
        LiveLoads loads = new LiveLoads(cluster, namespace.name(), evidence).set("files", "first.dat,second.dat");

        WorkloadReport report = loads.runner()
                .run(spec ->
                        spec.url(url).rate(50).duration(Duration.ofSeconds(2)).script(script.toString()));

        assertThat(report.counts().answered()).isPositive();
        loads.assertJobAndPodAreGone();
    }

    /** Its pod says nothing of users and rights, so it is for namespaces that ask for nothing. */
    @Test
    void the_template_of_aiopslab_works_as_it_is() throws IOException {
        Path template = evidence.resolve("wrk-job-template.yaml");
        try (InputStream shipped = GoodRunIT.class.getResourceAsStream("manifest/wrk-job-template.yaml")) {
            Files.copy(requireNonNull(shipped), template);
        }
        try (TestNamespace open = cluster.newNamespace("template")) {
            cluster.client().namespaces().withName(open.name()).edit(made -> new NamespaceBuilder(made)
                    .editMetadata()
                    .removeFromLabels("pod-security.kubernetes.io/enforce")
                    .endMetadata()
                    .build());
            LiveLoads loads = new LiveLoads(cluster, open.name(), evidence)
                    .set("template", template.toString())
                    .set("keep", "on-failure");

            WorkloadReport report = loads.runner().run(spec -> spec.url(url)
                    .rate(50)
                    .duration(Duration.ofSeconds(2))
                    .script("hotel-reservation/mixed-workload_type_1.lua"));

            assertThat(report.counts().answered()).isPositive();
            loads.assertNothingIsLeft();
        }
    }

    /** The lines of the module's README. */
    @Test
    void the_builders_make_by_hand_what_the_runner_makes() throws IOException {
        KubernetesClient client = cluster.client();
        Path script = Files.writeString(evidence.resolve("plain.lua"), "wrk.path = '/plain'");

        WorkloadSpec spec = WorkloadSpec.builder()
                .url(url)
                .rate(100)
                .duration(Duration.ofSeconds(2))
                .build();
        JobOptions options = JobOptions.builder()
                .environment(Map.of("max_user_index", "962"))
                .build();
        JobIdentity identity = JobIdentity.of(namespace.name(), "monday", "", "ada", spec.name(), 0);
        LoadJob load = LoadJob.of(spec, Optional.of(script), options, identity);

        Job job = client.resource(load.job()).create();
        load.owned(job).forEach(object -> client.resource(object).create());
        client.batch()
                .v1()
                .jobs()
                .inNamespace(namespace.name())
                .withName(identity.name())
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"suspend\":false}}");

        client.resource(job)
                .waitUntilCondition(
                        made -> made.getStatus().getSucceeded() != null
                                && made.getStatus().getSucceeded() == 1,
                        60,
                        TimeUnit.SECONDS);
        assertThat(client.batch()
                        .v1()
                        .jobs()
                        .inNamespace(namespace.name())
                        .withName(identity.name())
                        .getLog())
                .contains("Requests/sec:");
        client.resource(job).delete();
    }
}
