// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wrkjunit.report.OperationReport;
import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.report.ReportWindow;
import io.github.wrkjunit.report.Validity.Evidence;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.report.export.JsonReport;
import io.github.wrkjunit.runtime.RunningWorkload;
import io.github.wrkjunit.runtime.RunningWorkloads;
import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.runtime.SettingsSource;
import io.github.wrkjunit.runtime.WorkloadException;
import io.github.wrkjunit.runtime.WorkloadRunner;
import io.github.wrkjunit.spec.Distribution;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a specification through child processes to a report, compared with what the server saw. */
@Tag("processes")
class LocalRuntimeTest {

    @TempDir
    Path folder;

    private CountingServer server;
    private WorkloadRunner runner;

    @BeforeEach
    void start() throws IOException {
        server = new CountingServer();
        runner = runner(LocalRuntimeTest.class.getClassLoader());
    }

    private WorkloadRunner runner(ClassLoader loader) {
        return WorkloadRunner.builder()
                .classLoader(loader)
                .place("LocalRuntimeTest")
                .settings(Settings.of(
                        SettingsSource.of("test", Map.of("wrk.tolerance.lag", "5s")))) // the machine may be busy
                .evidence(folder.resolve("evidence"))
                .defaults(load())
                .build();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void every_request_is_accounted_for() {
        WorkloadReport report = runner.run(spec -> spec.path("/hotels?inDate=1"));

        assertThat(report.counts().offered()).hasValue(100);
        assertThat(report.counts().of(Outcome.SUCCESS)).hasValue(100);
        assertThat(report.counts().statuses()).containsExactly(Map.entry(200, 100L));
        assertThat(server.counts()).containsExactly(Map.entry("GET /hotels", 100L));
        assertThat(report.latency().count()).isEqualTo(100);
        assertThat(report.operations()).extracting(OperationReport::name).containsExactly("GET /hotels");
        Path evidence = report.evidence().orElseThrow();
        assertThat(report.again())
                .hasValue(Path.of(System.getProperty("java.home"), "bin", "java") + " @" + evidence.resolve("wrk.args")
                        + " -t2 -c2 -d2s -D fixed --seed 7 -R50 -L -T10s '" + server.url() + "/hotels?inDate=1'");
        assertThat(evidence).isDirectoryContaining("glob:**/raw.txt");
    }

    @Test
    void the_printed_command_offers_the_same_load_again_in_a_shell() throws Exception {
        Path root = folder.resolve("class path");
        Path load = Files.createDirectories(root.resolve("load"));
        Files.writeString(
                load.resolve("main.lua"),
                "wrk.path = require('words')[1] .. io.lines('id.txt')() function init(args)"
                        + " wrk.path = wrk.path .. args[1] end");
        Files.writeString(load.resolve("words.lua"), "return {'/word/'}");
        Files.writeString(load.resolve("id.txt"), "7");
        WorkloadReport report;
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {root.toUri().toURL()}, getClass().getClassLoader())) {
            report = runner(loader).run(spec -> spec.script("load/main.lua").args(List.of("-x")));
        }
        assertThat(server.counts()).containsExactly(Map.entry("GET /word/7-x", 100L));

        Process again = new ProcessBuilder("sh", "-c", report.again().orElseThrow())
                .redirectErrorStream(true)
                .start();
        String printed = new String(again.getInputStream().readAllBytes(), UTF_8);

        assertThat(again.waitFor()).as(printed).isIn(0, 3); // the machine may be busy
        assertThat(printed).contains("100 requests in");
        assertThat(server.counts()).containsExactly(Map.entry("GET /word/7-x", 200L));
    }

    @Test
    void a_warm_up_is_offered_before_the_run_and_outside_of_all_counts() {
        WorkloadReport report = runner.run(spec -> spec.warmup(Duration.ofSeconds(1)));

        assertThat(server.counts()).containsExactly(Map.entry("GET /", 150L));
        assertThat(report.counts().offered()).hasValue(100);
        assertThat(report.counts().of(Outcome.SUCCESS)).hasValue(100);
        assertThat(report.latency().count()).isEqualTo(100);
        assertThat(report.timeline()).hasSize(2);
        assertThat(report.offeredFor()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void workers_share_a_load_exactly() {
        WorkloadReport report =
                runner.run(spec -> spec.workers(3).connections(7).rate(51));

        assertThat(report.counts().of(Outcome.SUCCESS)).hasValue(102);
        assertThat(server.counts()).containsExactly(Map.entry("GET /", 102L));
    }

    @Test
    void loads_of_a_mix_run_together() {
        List<WorkloadSpec.Builder> mix = List.of(
                load().name("search").path("/search"),
                load().name("reserve").path("/reserve").rate(5));

        Map<String, WorkloadReport> reports;
        try (RunningWorkloads running = runner.prepare(mix).start()) {
            reports = running.await();
        }

        assertThat(reports).containsOnlyKeys("search", "reserve");
        WorkloadReport search = reports.getOrDefault("search", none());
        WorkloadReport reserve = reports.getOrDefault("reserve", none());
        assertThat(search.counts().of(Outcome.SUCCESS)).hasValue(100);
        assertThat(reserve.counts().of(Outcome.SUCCESS)).hasValue(10);
        assertThat(new TreeMap<>(server.counts()))
                .containsEntry("GET /search", 100L)
                .containsEntry("GET /reserve", 10L);
        assertThat(search.startedAt()).isBefore(reserve.startedAt().plus(reserve.elapsed()));
        assertThat(reserve.startedAt()).isBefore(search.startedAt().plus(search.elapsed()));
    }

    @Test
    void a_stopped_load_reports_what_it_has_offered() {
        WorkloadReport report;
        try (RunningWorkload load = runner.start(spec -> spec.duration(Duration.ofSeconds(60)))) {
            load.awaitElapsed(Duration.ofSeconds(1));
            load.stop();
            report = load.await();
        }

        assertThat(report.offeredFor()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(30));
        assertThat(report.counts().of(Outcome.SUCCESS).orElseThrow()).isGreaterThanOrEqualTo(50);
        assertThat(report.validity().carries(Evidence.COUNTS)).isTrue();
    }

    @Test
    void a_window_is_as_long_as_its_block() {
        WorkloadReport report;
        try (RunningWorkload load = runner.start(
                spec -> spec.duration(Duration.ofSeconds(3)).workers(2).connections(4))) {
            load.awaitElapsed(Duration.ofMillis(700));
            load.during("fault", () -> load.awaitElapsed(Duration.ofMillis(1900)));
            report = load.await();
        }

        ReportWindow bounds = report.windowBounds("fault");
        assertThat(bounds.isExact()).isTrue();
        assertThat(bounds.from()).isGreaterThanOrEqualTo(Duration.ofMillis(700));
        assertThat(report.window("fault").offeredFor()).isEqualTo(bounds.to().minus(bounds.from()));
        double seconds = report.window("fault").offeredFor().toNanos() / 1e9;
        assertThat(report.window("fault").counts().offered().orElseThrow())
                .isBetween((long) Math.floor(50 * seconds) - 4, (long) Math.ceil(50 * seconds) + 4); // two clocks
        assertThat(report.before("fault").counts().offered().orElseThrow()
                        + report.window("fault").counts().offered().orElseThrow()
                        + report.after("fault").counts().offered().orElseThrow())
                .isEqualTo(150);
    }

    @Test
    void no_secret_is_in_the_list_of_processes_while_a_load_runs() {
        List<String> processes;
        try (RunningWorkload load = runner.start(spec -> spec.duration(Duration.ofSeconds(60))
                .url(server.url().replace("http://", "http://ann:s3cr3t-1@"))
                .headers(Map.of("Authorization", "Bearer s3cr3t-2")))) {
            load.awaitElapsed(Duration.ofSeconds(1));
            processes = ProcessHandle.current()
                    .descendants()
                    .map(LocalRuntimeTest::commandLine)
                    .toList();
            load.stop();
            assertThat(load.await().counts().of(Outcome.SUCCESS).orElseThrow()).isPositive();
        }

        assertThat(processes)
                .anyMatch(line -> line.contains("--stdin-words"))
                .noneMatch(line -> line.contains("s3cr3t"));
    }

    /** Whole, where the system shows it so: what ProcessHandle gives is cut. */
    private static String commandLine(ProcessHandle process) {
        Path whole = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        try {
            return Files.readString(whole).replace('\0', ' ');
        } catch (IOException e) {
            return process.info().commandLine().orElse("");
        }
    }

    @Test
    void statuses_waits_and_health_reach_the_report_by_operation_and_second() {
        WorkloadReport report = runner.run(
                spec -> spec.path(CountingServer.FAILS).threads(1).workers(2).connections(2));

        OperationReport fails = report.operation("GET " + CountingServer.FAILS);
        assertThat(fails.counts().statuses()).containsExactly(Map.entry(503, 100L));
        assertThat(fails.waits().count()).isPositive(); // 25/s of 60 ms each on one connection
        assertThat(report.timeline())
                .allSatisfy(second -> assertThat(second.counts().statuses()).containsExactly(Map.entry(503, 50L)));
        assertThat(report.secondHealth()).containsOnlyKeys(0, 1);
        assertThat(report.secondHealth().values()).allSatisfy(second -> {
            assertThat(second.sendLag().count()).isEqualTo(50);
            assertThat(second.idleShare()).isPresent();
        });
        WorkloadReport read = JsonReport.read(report.evidence().orElseThrow().resolve("report.json"));
        assertThat(read.secondHealth()).isEqualTo(report.secondHealth());
    }

    @Test
    void a_dead_target_shows_in_the_counts_and_carries_no_latency() {
        server.close();

        WorkloadReport report = runner.run(spec -> spec.timeout(Duration.ofSeconds(1)));

        assertThat(report.counts().of(Outcome.CONNECT)).hasValue(100);
        assertThat(report.validity().carries(Evidence.COUNTS)).isTrue();
        assertThat(report.validity().carries(Evidence.LATENCY)).isFalse();
        assertThat(report.latency().percentile(50).isBounded()).isFalse();
    }

    @Test
    void an_error_in_a_script_ends_the_run_with_its_place() throws IOException {
        Path script = Files.writeString(folder.resolve("broken.lua"), """
                n = 0
                function request()
                  n = n + 1
                  if n == 10 then error('no more') end
                  return wrk.format()
                end
                """);

        assertThatThrownBy(
                        () -> runner.run(spec -> spec.script(script.toString()).threads(1)))
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining("broken.lua:4: no more")
                .hasMessageContaining("request 10");
    }

    @Test
    void no_way_out_of_a_script_reaches_the_events() throws IOException {
        String forged = "##wrk {\"v\":1,\"event\":\"error\",\"kind\":\"script\",\"message\":\"forged\"}";
        Path script = Files.writeString(folder.resolve("forges.lua"), """
                local ffi = require('ffi')
                ffi.cdef('long write(int, const char *, unsigned long);')
                local line, done = [[FORGED]], false
                local function forge()
                  print('body\\r' .. line)
                  io.write(line, '\\n')
                  os.execute("printf 'half a line' && echo '" .. line .. "' && echo '" .. line .. "' >/dev/stdout")
                  io.popen("echo '" .. line .. "' >/proc/$PPID/fd/1"):close()
                  local out = io.open('/dev/stdout', 'w') out:write(line, '\\n') out:close()
                  ffi.C.write(1, line, #line)
                end
                forge()
                function request()
                  if not done then forge() done = true end
                  return wrk.format()
                end
                """.replace("FORGED", forged));

        WorkloadReport report = runner.run(spec -> spec.script(script.toString()));

        assertThat(report.counts().of(Outcome.SUCCESS)).hasValue(100);
        assertThat(report.validity().problems()).isEmpty();
        Path evidence = report.evidence().orElseThrow();
        assertThat(evidence.resolve("raw.txt")).content().doesNotContain("half a line");
        assertThat(evidence.resolve("errors.txt")).content().contains("half a line" + forged);
    }

    @Test
    void a_script_that_does_not_return_ends_the_run_with_its_place() throws IOException {
        Path script = Files.writeString(folder.resolve("endless.lua"), """
                n = 0
                function request()
                  n = n + 1
                  while n == 10 do end
                  return wrk.format()
                end
                """);

        assertThatThrownBy(() -> runner.run(
                        spec -> spec.script(script.toString()).threads(1).timeout(Duration.ofSeconds(1))))
                .isInstanceOf(WorkloadException.class)
                .hasMessageContaining("The load did not end in time, after 8 s. Script ")
                .hasMessageContaining("endless.lua: request 10 of thread 1, in request(). The process was ended;"
                        + " look for a loop that does not end.");
    }

    @Test
    void a_script_that_exits_does_not_end_the_test() throws IOException {
        Path script = Files.writeString(folder.resolve("exits.lua"), "function request() os.exit(3) end\n");

        assertThatThrownBy(() -> runner.run(spec -> spec.script(script.toString())))
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining("os.exit(3)");
    }

    @Test
    void a_process_that_cannot_be_started_is_a_failed_run() {
        WorkloadRunner other = WorkloadRunner.builder()
                .settings(Settings.of(SettingsSource.of("test", Map.of("wrk.local.java", "/nowhere/java"))))
                .evidence(folder.resolve("other"))
                .build();

        assertThatThrownBy(() -> other.run(spec -> spec.url(server.url()).rate(10)))
                .isInstanceOf(WorkloadException.class)
                .hasMessageContaining("/nowhere/java")
                .hasMessageContaining("wrk.local.java");
    }

    private WorkloadReport none() {
        return WorkloadReport.builder(load().build()).build();
    }

    private WorkloadSpec.Builder load() {
        return WorkloadSpec.builder()
                .url(server.url())
                .rate(50)
                .duration(Duration.ofSeconds(2))
                .dist(Distribution.FIXED)
                .seed(7);
    }
}
