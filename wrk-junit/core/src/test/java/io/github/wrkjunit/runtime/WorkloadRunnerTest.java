// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.wrkjunit.report.Validity;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.report.export.JsonReport;
import io.github.wrkjunit.report.export.WorkerEvent;
import io.github.wrkjunit.spec.Attribute;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkloadRunnerTest {

    @TempDir
    Path folder;

    @Test
    void runs_a_load_and_reports_on_it() {
        FakeRuntime runtime = new FakeRuntime(plan -> Runs.good());

        WorkloadReport report =
                new Runs(folder, runtime).runner().run(Runs.load().build());

        assertThat(report.counts().answered()).isEqualTo(100);
        assertThat(report.validity().sentences(Validity.Evidence.LATENCY)).isEmpty();
        assertThat(report.spec().seed()).hasValue(42);
        assertThat(report.spec().origin(Attribute.SEED)).hasToString("chosen for this run");
        assertThat(report.again()).contains("fake http://localhost:5000");
        assertThat(report.evidence()).contains(folder.resolve("evidence/workload"));
        assertThat(runtime.calls)
                .containsExactly(
                        "close runtime", // that was asked for problems
                        "launch workload 0",
                        "arm workload 0",
                        "begin workload 0",
                        "close workload 0",
                        "close runtime");
    }

    @Test
    void a_failed_run_is_told_at_the_line_that_has_waited_for_it() {
        FakeRuntime runtime = new FakeRuntime(plan -> (worker, limit) -> {
            throw new WorkloadException("no more sockets");
        });

        Throwable failure = catchThrowable(
                () -> new Runs(folder, runtime).runner().run(Runs.load().build()));

        assertThat(failure).isInstanceOf(WorkloadException.class).hasMessageContaining("no more sockets");
        assertThat(failure.getStackTrace()[0].getClassName()).isEqualTo(WorkloadRunnerTest.class.getName());
        assertThat(failure.getStackTrace())
                .noneMatch(frame -> frame.getClassName().equals(WorkloadRunner.class.getName()));
    }

    @Test
    void a_runtime_may_warn_of_what_stands_in_a_script() throws IOException {
        Path script = Files.writeString(folder.resolve("x.lua"), "wrk.lookup('h', 80)\n");

        WorkloadReport report = new Runs(folder, new FakeRuntime(plan -> Runs.good()))
                .runner()
                .run(Runs.load().script(script.toString()).build());

        assertThat(report.warnings()).contains("The script is \"wrk.lookup('h', 80)\".");
    }

    @Test
    void what_a_runtime_says_for_the_reader_is_in_the_report() throws IOException {
        FakeRuntime runtime = new FakeRuntime(plan -> (worker, limit) -> {
            worker.warn("The Job template's backoffLimit 6 was replaced by 0.");
            return Runs.good().run(worker, limit);
        });

        WorkloadReport report =
                new Runs(folder, runtime).runner().run(Runs.load().build());

        assertThat(report.warnings()).contains("The Job template's backoffLimit 6 was replaced by 0.");
        assertThat(report.toString()).contains("note: The Job template's backoffLimit 6 was replaced by 0.");
    }

    @Test
    void keeps_raw_output_and_reports_as_files() throws IOException {
        FakeRuntime runtime = new FakeRuntime(plan -> (worker, limit) -> {
            worker.print("Running 1s test").complain("a complaint");
            return Runs.good().run(worker, limit);
        });

        WorkloadReport report =
                new Runs(folder, runtime).runner().run(Runs.load().build());

        Path evidence = folder.resolve("evidence/workload");
        assertThat(evidence.resolve("raw.txt"))
                .content()
                .startsWith("Running 1s test\n##wrk {")
                .hasLineCount(4);
        assertThat(evidence.resolve("errors.txt")).hasContent("a complaint");
        assertThat(JsonReport.read(evidence.resolve("report.json")).counts().answered())
                .isEqualTo(100);
        assertThat(Files.readString(evidence.resolve("report.txt"))).isEqualTo(report + "\n");
    }

    @Test
    void keeps_each_line_on_disk_before_it_is_used() {
        Path raw = folder.resolve("evidence/workload/raw.txt");
        FakeRuntime runtime = new FakeRuntime(plan -> (worker, limit) -> {
            worker.print("Running 1s test");
            assertThat(raw).content().isEqualTo("Running 1s test\n");
            return Runs.good().run(worker, limit);
        });

        assertThat(new Runs(folder, runtime)
                        .runner()
                        .run(Runs.load().build())
                        .counts()
                        .answered())
                .isEqualTo(100);
    }

    @Test
    void hides_secrets_in_evidence_and_commands() {
        FakeRuntime runtime = new FakeRuntime(plan -> (worker, limit) -> {
            worker.print("got Bearer s3cr3t", "GET http://localhost:5000/?token=abc")
                    .complain("password=hunter2");
            return Runs.good().run(worker, limit);
        });
        WorkloadSpec spec = Runs.load()
                .url("http://user:pw@localhost:5000/?api_key=k")
                .headers(Map.of("Authorization", "Bearer s3cr3t"))
                .build();

        WorkloadReport report = new Runs(folder, runtime).runner().run(spec);

        Path evidence = folder.resolve("evidence/workload");
        assertThat(evidence.resolve("raw.txt"))
                .content()
                .startsWith("got ***\nGET http://localhost:5000/?token=***\n")
                .doesNotContain("s3cr3t", "user:pw", "api_key=k");
        assertThat(evidence.resolve("errors.txt")).hasContent("password=***");
        assertThat(evidence.resolve("report.json")).content().doesNotContain("s3cr3t", "user:pw", "api_key=k");
        assertThat(report.again()).contains("fake 'http://***@localhost:5000/?api_key=***'");
    }

    @Test
    void never_overwrites_evidence() {
        WorkloadRunner runner = new Runs(folder, new FakeRuntime(plan -> Runs.good())).runner();
        runner.run(Runs.load().build());

        WorkloadReport second = runner.run(Runs.load().build());

        assertThat(second.evidence()).contains(folder.resolve("evidence/workload-2"));
        assertThat(folder.resolve("evidence/workload/report.json")).exists();
    }

    @Test
    void adds_up_the_workers_of_a_load() {
        FakeRuntime runtime = new FakeRuntime(plan -> Runs.good());

        WorkloadReport report = new Runs(folder, runtime)
                .runner()
                .run(Runs.load().workers(2).connections(4).build());

        assertThat(report.counts().answered()).isEqualTo(100);
        assertThat(folder.resolve("evidence/workload/worker-0/raw.txt")).isNotEmptyFile();
        assertThat(folder.resolve("evidence/workload/worker-1/raw.txt")).isNotEmptyFile();
        assertThat(runtime.calls)
                .startsWith(
                        "close runtime", // that was asked for problems
                        "launch workload 0",
                        "launch workload 1",
                        "arm workload 0",
                        "arm workload 1",
                        "begin workload 0",
                        "begin workload 1");
    }

    @Test
    void arms_all_loads_before_any_begins() {
        FakeRuntime runtime = new FakeRuntime(plan -> Runs.good());
        PreparedWorkloads prepared = new Runs(folder, runtime)
                .runner()
                .prepare(List.of(Runs.load().name("search"), Runs.load().name("reserve")));
        assertThat(runtime.calls).as("nothing is started yet").containsExactly("close runtime");

        Map<String, WorkloadReport> reports;
        try (RunningWorkloads running = prepared.start()) {
            reports = running.await();
        }

        assertThat(reports).containsOnlyKeys("search", "reserve");
        assertThat(reports.values()).extracting(WorkloadReport::name).containsExactly("search", "reserve");
        assertThat(runtime.calls.subList(1, 7))
                .containsExactly(
                        "launch search 0",
                        "launch reserve 0",
                        "arm search 0",
                        "arm reserve 0",
                        "begin search 0",
                        "begin reserve 0");
    }

    @Test
    void builds_upon_the_defaults_of_the_runner() {
        WorkloadRunner runner = new Runs(folder, new FakeRuntime(plan -> Runs.good()))
                .builder()
                .defaults(Runs.load())
                .build();

        WorkloadReport report = runner.run(spec -> spec.rate(50));

        assertThat(report.spec().rate()).isEqualTo(50);
        assertThat(report.spec().url()).hasToString("http://localhost:5000");
    }

    @Test
    void gives_every_run_that_has_begun_to_who_ends_what_is_left_running() {
        List<RunningWorkloads> begun = new ArrayList<>();
        FakeRuntime runtime = new FakeRuntime(plan -> (worker, limit) -> worker.hang());
        WorkloadRunner runner =
                new Runs(folder, runtime).builder().onStart(begun::add).build();

        try (RunningWorkload running = runner.start(Runs.load().build())) {
            begun.forEach(RunningWorkloads::close);

            assertThat(begun).hasSize(1);
            assertThat(runtime.workers.get(0).closed.getCount()).isZero();
            assertThat(running.name()).isEqualTo("workload");
        }
    }

    @Test
    void tells_a_person_how_it_goes() {
        Runs runs = new Runs(folder, new FakeRuntime(plan -> (worker, limit) -> {
            worker.print(Runs.started(worker.plan), new WorkerEvent.Interval(0, List.of(Runs.answers(100))));
            worker.await(worker.stopped);
            worker.print(Runs.end(100));
            return 0;
        }));

        try (RunningWorkload running = runs.runner().start(Runs.load().build())) {
            running.awaitElapsed(Duration.ZERO);
            runs.clock.advance(Duration.ofSeconds(1));
            runs.clock.tick();
            running.stop();
            running.await();
        }

        assertThat(runs.clock.threads).containsExactly("wrk-progress-1 every PT3S");
        assertThat(runs.clock.periodicActions()).isZero();
        assertThat(runs.progress).singleElement().asString().startsWith("workload: 1 s of 1 s");
    }

    @Test
    void copies_a_script_of_the_class_path_into_the_evidence() throws IOException {
        Path jar = Files.createDirectories(folder.resolve("jar"));
        Path scripts = Files.createDirectories(jar.resolve("io/github/wrkjunit/scripts/hotel"));
        Files.writeString(scripts.resolve("mixed.lua"), "-- mixed");
        Files.writeString(scripts.resolve("names.txt"), "Ada");
        Files.createDirectories(jar.resolve("META-INF"));
        Files.writeString(jar.resolve(KnownScripts.INDEX), "hotel/mixed.lua\nhotel/names.txt\n");
        FakeRuntime runtime = new FakeRuntime(plan -> Runs.good());
        try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {

            new Runs(folder, runtime)
                    .builder()
                    .classLoader(loader)
                    .build()
                    .run(Runs.load().script("mixed.lua").build());
        }

        Path copy = folder.resolve("evidence/workload/script/mixed.lua");
        assertThat(runtime.workers.get(0).plan.script()).contains(new ScriptFile("hotel/mixed.lua", copy));
        assertThat(copy).hasContent("-- mixed");
        assertThat(copy.resolveSibling("names.txt")).hasContent("Ada");
    }
}
