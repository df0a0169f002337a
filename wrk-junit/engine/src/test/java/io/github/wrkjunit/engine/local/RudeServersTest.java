// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.local;

import static io.github.wrkjunit.report.Outcome.CONNECT;
import static io.github.wrkjunit.report.Outcome.MALFORMED;
import static io.github.wrkjunit.report.Outcome.NOT_SENT;
import static io.github.wrkjunit.report.Outcome.REDIRECT;
import static io.github.wrkjunit.report.Outcome.RESET;
import static io.github.wrkjunit.report.Outcome.SERVER_ERROR;
import static io.github.wrkjunit.report.Outcome.SUCCESS;
import static io.github.wrkjunit.report.Outcome.TIMEOUT;
import static io.github.wrkjunit.report.Outcome.UNANSWERED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.engine.rude.Behaviour;
import io.github.wrkjunit.engine.rude.Deed;
import io.github.wrkjunit.engine.rude.RudeServer;
import io.github.wrkjunit.engine.rude.ServerCounts;
import io.github.wrkjunit.engine.rude.Setting;
import io.github.wrkjunit.report.Latency;
import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.report.ReportText;
import io.github.wrkjunit.report.Validity.Evidence;
import io.github.wrkjunit.report.Validity.Reason;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.runtime.RunningWorkload;
import io.github.wrkjunit.runtime.RunningWorkloads;
import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.runtime.SettingsSource;
import io.github.wrkjunit.runtime.WorkloadRunner;
import io.github.wrkjunit.spec.Distribution;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The whole way, engine process and server process, with servers that misbehave: what the report says is compared with
 * what the server has logged, request by request. Nothing that is broken may read as good.
 */
@Tag("processes")
class RudeServersTest {

    private static final Duration TIMEOUT_LIMIT = Duration.ofSeconds(1);

    /** A report and the log of the server that it is about. */
    private record Evidently(WorkloadReport report, ServerCounts server) {

        long count(Outcome outcome) {
            return report.counts().of(outcome).orElseThrow();
        }

        /** What holds with every server: nothing is lost, nothing sent twice, nothing made up. */
        Evidently addsUp(long offered) {
            assertThat(report.incompleteBecause()).isEmpty();
            assertThat(report.counts().offered()).hasValue(offered);
            assertThat(server.duplicates()).isEmpty();
            return this;
        }

        Evidently nothingIsLost() {
            assertThat(report.counts().sent()).hasValue(server.received());
            return this;
        }

        Evidently isNotGood() {
            assertThat(report.counts().knownErrors()).isPositive();
            assertThat(report.latency().percentile(100).isBounded()).isFalse();
            return this;
        }
    }

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Behaviour.class,
            names = {"CLOSES", "KEEP_ALIVE_10_ANNOUNCED", "EARLY_HINTS", "CHUNKED", "CLOSE_DELIMITED", "SLOW_BODY"})
    void an_unusual_but_correct_server_is_understood(Behaviour behaviour) throws IOException {
        Evidently run = run(behaviour, load -> load.rate(20)).addsUp(60).nothingIsLost();

        assertThat(run.count(SUCCESS)).isEqualTo(60).isEqualTo(run.server().answered(200));
        assertThat(run.report().latency().percentile(100).isBounded()).isTrue();
    }

    @Test
    void a_constant_delay_is_measured() throws IOException {
        Evidently run = run(Behaviour.HEALTHY, load -> load, Setting.delay(Duration.ofMillis(20)))
                .addsUp(300)
                .nothingIsLost();

        assertThat(run.count(SUCCESS)).isEqualTo(300).isEqualTo(run.server().answered(200));
        assertThat(run.report().latency().min()).isGreaterThanOrEqualTo(Duration.ofMillis(20));
    }

    @Test
    void percentiles_show_the_delay_and_no_more_than_a_control_run() throws IOException {
        Duration usual = Duration.ofMillis(20);
        Duration injected = Duration.ofMillis(120);
        try (RudeServer slow = RudeServer.start(Behaviour.HEALTHY, Setting.delay(injected));
                RudeServer control = RudeServer.start(Behaviour.HEALTHY, Setting.delay(usual))) {
            Map<String, WorkloadReport> reports = together(slow, control, load -> load.connections(20));

            Latency latency = latency(reports, "rude");
            Duration most = latency(reports, "control").max().minus(usual); // at the same time, on the same machine
            for (double percentile : List.of(1.0, 50.0, 90.0, 95.0)) {
                assertThat(latency.percentile(percentile).duration().orElseThrow())
                        .as(ReportText.row(percentile))
                        .isBetween(injected, injected.plus(most));
            }
        }
    }

    @Test
    void percentiles_show_a_stall_and_no_more_than_a_control_run() throws IOException {
        try (RudeServer stalling = RudeServer.start(Behaviour.STALL);
                RudeServer control = RudeServer.start(Behaviour.HEALTHY)) {
            Map<String, WorkloadReport> reports =
                    together(stalling, control, load -> load.duration(Duration.ofSeconds(4))
                            .timeout(Duration.ofSeconds(5)));

            // one is due each 10 ms of the 2 s: the fifth that is kept waiting is the 99 % of 400
            Duration most = latency(reports, "control").max();
            assertThat(latency(reports, "rude").percentile(99).duration().orElseThrow())
                    .isBetween(Duration.ofMillis(1950), Duration.ofMillis(2000).plus(most));
            assertThat(latency(reports, "control").percentile(99).duration().orElseThrow())
                    .isLessThan(Duration.ofMillis(1950));
        }
    }

    @Test
    void a_stall_is_felt_by_all_that_were_due_in_it() throws IOException {
        Evidently run = run(Behaviour.STALL, load -> load.duration(Duration.ofSeconds(4))
                        .timeout(Duration.ofSeconds(5)))
                .addsUp(400)
                .nothingIsLost();

        assertThat(run.count(SUCCESS)).isEqualTo(400);
        // 2 s at 100/s: about 200 requests were due in the stall, the first waited 2 s, the last not at all
        assertThat(run.report().latency().countAbove(Duration.ofSeconds(1))).isBetween(90L, 250L);
        assertThat(run.report().latency().max()).isGreaterThan(Duration.ofMillis(1900));
    }

    @Test
    void a_server_that_dies_is_seen_dying() throws IOException {
        Evidently run = run(
                        Behaviour.DEAD_FROM,
                        load -> load.duration(Duration.ofSeconds(3)),
                        Setting.after(Duration.ofSeconds(1)))
                .addsUp(300)
                .isNotGood();

        assertThat(run.count(SUCCESS)).isEqualTo(run.server().answered(200)).isBetween(50L, 200L);
        assertThat(run.count(RESET) + run.count(CONNECT)).isEqualTo(300 - run.count(SUCCESS));
        assertThat(run.report().counts().sent().orElseThrow())
                .isGreaterThanOrEqualTo(run.server().received());
    }

    @Test
    void answers_that_never_come_are_timeouts() throws IOException {
        Evidently run =
                run(Behaviour.HANGS, load -> load.connections(20)).addsUp(300).isNotGood();

        assertThat(run.count(TIMEOUT)).isEqualTo(run.server().did(Deed.HUNG)).isEqualTo(6);
        assertThat(run.count(SUCCESS)).isEqualTo(294).isEqualTo(run.server().answered(200));
        assertThat(run.report().latency(TIMEOUT).percentile(1).duration().orElseThrow())
                .isGreaterThanOrEqualTo(TIMEOUT_LIMIT);
    }

    @Test
    void resets_are_counted_one_by_one() throws IOException {
        Evidently run =
                run(Behaviour.RESETS, load -> load).addsUp(300).nothingIsLost().isNotGood();

        assertThat(run.count(RESET)).isEqualTo(run.server().resets()).isEqualTo(7);
        assertThat(run.count(SUCCESS)).isEqualTo(293);
    }

    @Test
    void quick_errors_are_not_good_answers() throws IOException {
        Evidently run =
                run(Behaviour.ERRORS, load -> load).addsUp(300).nothingIsLost().isNotGood();

        assertThat(run.count(SERVER_ERROR))
                .isEqualTo(run.server().answered(500))
                .isEqualTo(150);
        assertThat(run.count(SUCCESS)).isEqualTo(150);
        assertThat(run.report().counts().statuses()).containsEntry(500, 150L).containsEntry(200, 150L);
    }

    @Test
    void a_black_hole_answers_nothing_and_carries_no_latency() throws IOException {
        Evidently run = run(Behaviour.BLACK_HOLE, load -> load)
                .addsUp(300)
                .nothingIsLost()
                .isNotGood();

        // sent after the end of the duration, the last ones have no time left for a timeout
        assertThat(run.count(TIMEOUT)).isGreaterThanOrEqualTo(12);
        assertThat(run.count(TIMEOUT) + run.count(UNANSWERED))
                .isEqualTo(run.server().received());
        assertThat(run.report().counts().answered()).isZero();
        assertThat(run.report().validity().carries(Evidence.LATENCY)).isFalse();
    }

    @Test
    void a_black_hole_for_connections_sends_nothing() throws IOException {
        Evidently run = run(Behaviour.BLACK_HOLE_SYN, load -> load).addsUp(300).isNotGood();

        assertThat(run.report().counts().answered()).isZero();
        assertThat(run.server().received()).isZero();
        assertThat(run.count(CONNECT) + run.count(NOT_SENT)).isEqualTo(300);
    }

    @Test
    void nothing_listening_is_a_report_of_refusals() throws IOException {
        Evidently run = run(Behaviour.REFUSES, load -> load).addsUp(300).isNotGood();

        assertThat(run.count(CONNECT)).isEqualTo(300);
        assertThat(run.report().validity().carries(Evidence.COUNTS)).isTrue();
        assertThat(run.report().validity().carries(Evidence.LATENCY)).isFalse();
    }

    @Test
    void garbage_is_malformed() throws IOException {
        Evidently run =
                run(Behaviour.GARBAGE, load -> load).addsUp(300).nothingIsLost().isNotGood();

        assertThat(run.count(MALFORMED)).isEqualTo(300).isEqualTo(run.server().did(Deed.GARBAGE));
    }

    @Test
    void a_truncated_body_is_no_answer() throws IOException {
        Evidently run = run(Behaviour.TRUNCATES, load -> load)
                .addsUp(300)
                .nothingIsLost()
                .isNotGood();

        assertThat(run.count(RESET)).isEqualTo(300).isEqualTo(run.server().did(Deed.TRUNCATED));
    }

    @ParameterizedTest
    @EnumSource(
            value = Behaviour.class,
            names = {"CLOSES_SILENTLY", "KEEP_ALIVE_10"})
    void a_request_that_meets_a_silent_close_dies_once(Behaviour behaviour) throws IOException {
        Evidently run = run(behaviour, load -> load).addsUp(300).nothingIsLost();

        assertThat(run.count(SUCCESS)).isEqualTo(run.server().answered(200));
        assertThat(run.count(RESET)).isEqualTo(run.server().did(Deed.TOO_LATE));
    }

    @Test
    void answers_without_a_body_end_with_their_head() throws IOException {
        Evidently head = run(Behaviour.NO_BODY, load -> load.args(List.of("HEAD", "/rude")))
                .addsUp(300)
                .nothingIsLost();
        Evidently cached = run(Behaviour.NO_BODY, load -> load.args(List.of("GET", "/cached")))
                .addsUp(300)
                .nothingIsLost();

        assertThat(head.count(SUCCESS)).isEqualTo(300);
        assertThat(cached.count(REDIRECT))
                .isEqualTo(300)
                .isEqualTo(cached.server().answered(304));
    }

    @Test
    void half_the_capacity_that_is_asked_shows_as_a_backlog() throws IOException {
        Evidently run = run(Behaviour.HALF_CAPACITY, load -> load)
                .addsUp(300)
                .isNotGood()
                .nothingIsLost();

        // at most 50/s for 3 s, and for the timeout that follows; a request's own time is short, its waiting is not
        assertThat(run.count(SUCCESS)).isBetween(1L, 230L);
        assertThat(run.count(SUCCESS) + run.count(UNANSWERED))
                .isEqualTo(run.server().received());
        assertThat(run.count(UNANSWERED)).isLessThanOrEqualTo(6);
        assertThat(run.count(NOT_SENT)).isPositive();
        assertThat(run.report().answeredLatency().max()).isGreaterThan(Duration.ofSeconds(1));
    }

    @Test
    void a_generator_that_was_stopped_judges_nothing() throws Exception {
        try (RudeServer server = RudeServer.start(Behaviour.HEALTHY)) {
            WorkloadReport report;
            try (RunningWorkload load = runner("50ms").start(load(server, spec -> spec.duration(Duration.ofSeconds(4))
                    .connections(2)))) {
                load.awaitElapsed(Duration.ofSeconds(1));
                ProcessHandle engine = ProcessHandle.current()
                        .children()
                        .filter(child -> child.pid() != server.process().pid())
                        .findFirst()
                        .orElseThrow();
                signal("STOP", engine);
                load.awaitElapsed(Duration.ofMillis(2500));
                signal("CONT", engine);
                report = load.await();
            }
            server.stop();

            assertThat(report.counts().offered()).hasValue(400);
            assertThat(report.validity().problems())
                    .extracting(problem -> problem.reason())
                    .contains(Reason.GENERATOR_LAG);
            assertThat(report.validity().carries(Evidence.COUNTS)).isTrue();
            assertThat(report.validity().carries(Evidence.LATENCY)).isFalse();
            assertThat(report.health().orElseThrow().longestStall()).isGreaterThan(Duration.ofSeconds(1));
            assertThat(new ServerCounts(server.log().requests()).received())
                    .isEqualTo(report.counts().sent().orElseThrow());
        }
    }

    private Evidently run(Behaviour behaviour, UnaryOperator<WorkloadSpec.Builder> refine, Setting... settings)
            throws IOException {
        try (RudeServer server = RudeServer.start(behaviour, settings)) {
            WorkloadReport report = runner().run(load(server, refine));
            server.stop();
            return new Evidently(report, server.log().counts());
        }
    }

    /** The same load on both at the same time, so that the machine is as busy for the one as for the other. */
    private Map<String, WorkloadReport> together(
            RudeServer rude, RudeServer control, UnaryOperator<WorkloadSpec.Builder> refine) {
        List<WorkloadSpec.Builder> mix = List.of(
                load(rude, refine).toBuilder().name("rude"),
                load(control, refine).toBuilder().name("control"));
        try (RunningWorkloads running = runner().prepare(mix).start()) {
            return running.await();
        }
    }

    private static Latency latency(Map<String, WorkloadReport> reports, String name) {
        return Objects.requireNonNull(reports.get(name)).latency();
    }

    /** On a busy machine the engine may be late; only one test here is about that. */
    private WorkloadRunner runner() {
        return runner("5s");
    }

    private WorkloadRunner runner(String tolerance) {
        return WorkloadRunner.builder()
                .settings(Settings.of(SettingsSource.of("test", Map.of("wrk.tolerance.lag", tolerance))))
                .evidence(folder)
                .build();
    }

    private static WorkloadSpec load(RudeServer server, UnaryOperator<WorkloadSpec.Builder> refine) {
        return refine.apply(WorkloadSpec.builder()
                        .url(server.url())
                        .rate(100)
                        .dist(Distribution.FIXED)
                        .connections(6)
                        .duration(Duration.ofSeconds(3))
                        .timeout(TIMEOUT_LIMIT)
                        .script(script())
                        .seed(7))
                .build();
    }

    private static String script() {
        try {
            return Path.of(Objects.requireNonNull(RudeServersTest.class.getResource("/scripts/numbered.lua"))
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void signal(String signal, ProcessHandle process) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(kill.exitValue()).isZero();
    }
}
