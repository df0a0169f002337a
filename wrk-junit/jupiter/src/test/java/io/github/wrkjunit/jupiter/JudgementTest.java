// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import static io.github.wrkjunit.assertj.WorkloadAssertions.assertThat;
import static java.time.Duration.ofSeconds;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.runtime.RunningWorkload;
import io.github.wrkjunit.runtime.WorkloadException;
import io.github.wrkjunit.runtime.WorkloadRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgementTest {

    @TempDir
    Path evidence;

    @Test
    void a_load_that_nobody_can_judge_is_refused_before_it_starts() {
        TestCaseRun run = TestCaseRun.in(evidence).of(DeclaredTestCase.class, "nobody");

        assertThat(run.log()).isEmpty();
        assertThat(run.failure())
                .isExactlyInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "JudgementTest.DeclaredTestCase.nobody() passes whatever the system answers: nothing judges load \"workload\" of"
                                + " @WithWorkload on JudgementTest.DeclaredTestCase. Take a WorkloadReport as a parameter and assert on it, add @Slo,"
                                + " or set judged = false for a warm-up or a background load.");
    }

    @Test
    void each_load_of_a_test_must_be_judged() {
        assertThat(TestCaseRun.in(evidence)
                        .of(SeveralTestCase.class, "oneOfTwo")
                        .outcome())
                .startsWith(
                        "FAILED: JudgementTest.SeveralTestCase.oneOfTwo() passes whatever the system answers: nothing"
                                + " judges load \"b\" of @WithWorkload on JudgementTest.SeveralTestCase.oneOfTwo(). Take");
        assertThat(TestCaseRun.in(evidence)
                        .of(SeveralTestCase.class, "objectiveOfOne")
                        .outcome())
                .contains("nothing judges load \"b\" of @WithWorkload on");
        assertThat(TestCaseRun.in(evidence)
                        .of(SeveralTestCase.class, "background")
                        .outcome())
                .isEqualTo("SUCCESSFUL");
    }

    @Test
    void a_test_that_drives_its_loads_has_no_other_one_by_accident() {
        assertThat(TestCaseRun.in(evidence).of(DeclaredTestCase.class, "drives").outcome())
                .isEqualTo(
                        "FAILED: JudgementTest.DeclaredTestCase.drives() drives its loads itself, and nothing judges load"
                                + " \"workload\" of @WithWorkload on JudgementTest.DeclaredTestCase, which would run before them. Set enabled ="
                                + " false on the method, take a WorkloadReport as a parameter too, or set judged = false for a warm-up or a"
                                + " background load.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"assertion", "operation", "value", "objective", "exempt"})
    void a_load_is_judged_by_an_assertion_a_value_or_an_objective(String method) throws Exception {
        TestCaseRun run = TestCaseRun.in(evidence).of(DeclaredTestCase.class, method);

        assertThat(run.outcome()).isEqualTo("SUCCESSFUL");
        assertThat(run.output()).doesNotContain("Nothing was read");
        assertThat(Files.readString(folder("DeclaredTestCase/" + method).resolve("report.txt")))
                .doesNotContain("Nothing was read");
    }

    @Test
    void a_setting_lets_all_tests_pass() {
        assertThat(TestCaseRun.in(evidence)
                        .with("wrk.judged", "false")
                        .of(DeclaredTestCase.class, "nobody")
                        .outcome())
                .isEqualTo("SUCCESSFUL");
        assertThat(TestCaseRun.in(evidence)
                        .with("wrk.judged", "false")
                        .of(DeclaredTestCase.class, "prints")
                        .output())
                .doesNotContain("Nothing was read");
        assertThat(TestCaseRun.in(evidence)
                        .with("wrk.judged", "false")
                        .of(DrivenTestCase.class, "forgets")
                        .outcome())
                .isEqualTo("SUCCESSFUL");
        assertThat(TestCaseRun.in(evidence)
                        .with("wrk.judged", "no")
                        .of(DeclaredTestCase.class, "assertion")
                        .outcome())
                .isEqualTo(
                        "FAILED: configuration parameter wrk.judged: \"no\" is neither true nor false. Use one of them.");
    }

    @Test
    void a_report_that_is_taken_and_not_read_is_a_warning() throws Exception {
        TestCaseRun run = TestCaseRun.in(evidence).of(DeclaredTestCase.class, "prints");

        String sentence =
                "Nothing was read from the report of load \"workload\", so JudgementTest.DeclaredTestCase.prints() passes"
                        + " whatever the system answers. Assert on the report, or set judged = false for a warm-up or a background load.";
        assertThat(run.outcome()).isEqualTo("SUCCESSFUL");
        assertThat(run.output())
                .containsOnlyOnce("JudgementTest.DeclaredTestCase.prints(): warning: " + sentence + "\n");
        assertThat(Files.readString(folder("DeclaredTestCase/prints").resolve("report.txt")))
                .contains(sentence);
        assertThat(Files.readString(folder("DeclaredTestCase/prints").resolve("report.json")))
                .contains("Nothing was read from the report");
    }

    @Test
    void a_test_that_failed_is_not_warned_of() {
        TestCaseRun run = TestCaseRun.in(evidence).of(DeclaredTestCase.class, "fails");

        assertThat(run.outcome()).isEqualTo("FAILED: broken");
        assertThat(run.output()).doesNotContain("Nothing was read");
    }

    @Test
    void a_report_may_be_read_when_the_test_is_torn_down() {
        TestCaseRun run = TestCaseRun.in(evidence).of(LateTestCase.class);

        assertThat(run.outcome()).isEqualTo("SUCCESSFUL");
        assertThat(run.output()).doesNotContain("Nothing was read");
    }

    @Test
    void a_load_that_the_test_starts_must_be_judged_too() {
        assertThat(TestCaseRun.in(evidence).of(DrivenTestCase.class, "forgets").failure())
                .isExactlyInstanceOf(IllegalStateException.class)
                .satisfies(failure -> assertThat(failure.getStackTrace())
                        .noneMatch(frame -> frame.getClassName().startsWith("io.github.wrkjunit.jupiter.TestLoads")))
                .hasMessage(
                        "JudgementTest.DrivenTestCase.forgets() started loads \"one\" and \"two\" and never read the report, so it passes"
                                + " whatever the system answers. Call await() and assert on the report, or start it with judged(false)"
                                + " if it is a warm-up or a background load.");
        assertThat(TestCaseRun.in(evidence).of(DrivenTestCase.class, "closes").outcome())
                .startsWith("FAILED: JudgementTest.DrivenTestCase.closes() started load \"workload\" and never read");
        assertThat(TestCaseRun.in(evidence)
                        .of(DrivenTestCase.class, "breaksFirst")
                        .outcome())
                .isEqualTo("FAILED: broken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reads", "readsTheWindow", "exempts", "expectsTheFailure"})
    void a_load_that_the_test_starts_is_judged_likewise(String method) {
        TestCaseRun run = TestCaseRun.in(evidence).of(DrivenTestCase.class, method);

        assertThat(run.outcome()).isEqualTo("SUCCESSFUL");
        assertThat(run.output()).doesNotContain("Nothing was read");
    }

    @Test
    void a_report_of_a_load_that_the_test_started_is_warned_of_if_not_read() {
        TestCaseRun run = TestCaseRun.in(evidence).of(DrivenTestCase.class, "takes");

        assertThat(run.outcome()).isEqualTo("SUCCESSFUL");
        assertThat(run.output())
                .containsOnlyOnce("JudgementTest.DrivenTestCase.takes(): warning: Nothing was read from the report of"
                        + " load \"workload\"");
    }

    @Test
    void one_test_of_a_class_judges_for_all() {
        assertThat(TestCaseRun.in(evidence).of(SharedJudgedTestCase.class).outcomes())
                .isEqualTo(Map.of("looks(WorkloadReport)", "SUCCESSFUL", "looksAway()", "SUCCESSFUL"));
    }

    @Test
    void a_class_whose_tests_all_look_away_fails_once() {
        TestCaseRun run = TestCaseRun.in(evidence).of(SharedUnjudgedTestCase.class);

        assertThat(run.outcomes())
                .isEqualTo(Map.of(
                        "one()",
                        "SUCCESSFUL",
                        "two()",
                        "SUCCESSFUL",
                        "JudgementTest$SharedUnjudgedTestCase",
                        "FAILED: No test of JudgementTest.SharedUnjudgedTestCase has judged load \"workload\" (scope = CLASS), so"
                                + " they pass whatever the system answers. Take a WorkloadReport as a parameter and assert on it, add @Slo, or"
                                + " set judged = false for a warm-up or a background load."));
    }

    @Test
    void an_error_of_a_class_shows_no_frame_of_the_library() {
        Throwable failure =
                TestCaseRun.in(evidence).of(SharedUnjudgedTestCase.class).failure();

        assertThat(failure.getStackTrace())
                .noneMatch(frame -> frame.getClassName().startsWith("io.github.wrkjunit.jupiter.SharedLoads"));
    }

    @Test
    void a_class_with_a_failed_test_gets_no_second_error() {
        assertThat(TestCaseRun.in(evidence).of(SharedBrokenTestCase.class).outcomes())
                .isEqualTo(Map.of("one()", "FAILED: broken", "two()", "SUCCESSFUL"));
    }

    @Test
    void a_class_that_takes_a_report_and_reads_nothing_is_warned_of_once() {
        TestCaseRun run = TestCaseRun.in(evidence).of(SharedTakenTestCase.class);

        assertThat(run.outcomes()).doesNotContainKey("JudgementTest$SharedTakenTestCase");
        assertThat(run.output())
                .containsOnlyOnce("JudgementTest.SharedTakenTestCase: warning: Nothing was read from the report of load"
                        + " \"workload\", so JudgementTest.SharedTakenTestCase passes");
    }

    private Path folder(String test) {
        return evidence.resolve("JudgementTest." + test).resolve("workload");
    }

    @WithWorkload(url = "http://localhost:5000", rate = 100, duration = "5s")
    static class DeclaredTestCase {
        @Test
        void nobody() {}

        @Test
        void assertion(WorkloadReport report) {
            assertThat(report).hasNoErrors();
        }

        @Test
        void operation(WorkloadReport report) {
            assertThat(report.operation("GET /")).hasNoErrors();
        }

        @Test
        void value(WorkloadReport report) {
            assertThat(report.counts().errors()).hasValue(0);
        }

        @Test
        @Slo(p = 99, below = "1s")
        void objective() {}

        @Test
        @WithWorkload(judged = false)
        void exempt() {}

        @Test
        void prints(WorkloadReport report) {
            System.out.println(report);
        }

        @Test
        void fails(WorkloadReport report) {
            throw new AssertionError("broken");
        }

        @Test
        void drives(WorkloadRunner workloads) {}
    }

    static class SeveralTestCase {
        @Test
        @WithWorkload(name = "a", url = "http://localhost:5000", rate = 100)
        @WithWorkload(name = "b", url = "http://localhost:5000", rate = 100)
        void oneOfTwo(@Workload("a") WorkloadReport a) {
            assertThat(a).hasNoErrors();
        }

        @Test
        @WithWorkload(name = "a", url = "http://localhost:5000", rate = 100)
        @WithWorkload(name = "b", url = "http://localhost:5000", rate = 100)
        @Slo(p = 99, below = "1s", workload = "a")
        void objectiveOfOne() {}

        @Test
        @WithWorkload(name = "a", url = "http://localhost:5000", rate = 100)
        @WithWorkload(name = "b", url = "http://localhost:5000", rate = 100, judged = false)
        void background(@Workload("a") WorkloadReport a) {
            assertThat(a).hasNoErrors();
        }
    }

    @WithWorkload(url = "http://localhost:5000", rate = 100, duration = "5s")
    static class LateTestCase {
        private @Nullable WorkloadReport kept;

        @Test
        void keeps(WorkloadReport report) {
            kept = report;
        }

        @AfterEach
        void judges() {
            assertThat(requireNonNull(kept)).hasNoErrors();
        }
    }

    static class DrivenTestCase {
        @WorkloadTarget
        static final String URL = "http://localhost:5000";

        @Test
        @Workloads
        void forgets(WorkloadRunner workloads) {
            workloads.start(spec -> spec.name("one").rate(100));
            workloads.start(spec ->
                    spec.name("two").rate(100).url("http://localhost:5001").path("/hang"));
        }

        @Test
        @Workloads
        void closes(WorkloadRunner workloads) {
            try (RunningWorkload load = workloads.start(spec -> spec.rate(100).path("/hang"))) {
                assertThat(load.name()).isEqualTo("workload");
            }
        }

        @Test
        @Workloads
        void breaksFirst(WorkloadRunner workloads) {
            workloads.start(spec -> spec.rate(100));
            throw new AssertionError("broken");
        }

        @Test
        @Workloads
        void reads(WorkloadRunner workloads) {
            assertThat(workloads.run(spec -> spec.rate(100))).hasNoErrors();
        }

        @Test
        @Workloads
        void readsTheWindow(WorkloadRunner workloads) {
            RunningWorkload load = workloads.start(
                    spec -> spec.rate(100).duration(ofSeconds(5)).path("/hang"));
            load.during("fault", () -> {});
            load.stop();
            WorkloadReport window = load.await().window("fault");
            assertThat(window.counts().answered()).isPositive();
        }

        @Test
        @Workloads
        void exempts(WorkloadRunner workloads) {
            workloads.start(spec -> spec.rate(100).judged(false));
        }

        @Test
        @Workloads
        void expectsTheFailure(WorkloadRunner workloads) {
            RunningWorkload load = workloads.start(spec -> spec.rate(100).path("/crash"));
            assertThatThrownBy(load::await).isInstanceOf(WorkloadException.class);
        }

        @Test
        @Workloads
        void takes(WorkloadRunner workloads) {
            assumeThat(workloads.run(spec -> spec.rate(100))).isNotNull();
        }
    }

    @WithWorkload(url = "http://localhost:5000", rate = 100, scope = WorkloadScope.CLASS)
    static class SharedJudgedTestCase {
        @Test
        void looksAway() {}

        @Test
        void looks(WorkloadReport report) {
            assertThat(report).hasNoErrors();
        }
    }

    @WithWorkload(url = "http://localhost:5000", rate = 100, scope = WorkloadScope.CLASS)
    static class SharedUnjudgedTestCase {
        @Test
        void one() {}

        @Test
        void two() {}
    }

    @TestMethodOrder(MethodOrderer.MethodName.class)
    @WithWorkload(url = "http://localhost:5000", rate = 100, scope = WorkloadScope.CLASS)
    static class SharedBrokenTestCase {
        @Test
        void one() {
            throw new AssertionError("broken");
        }

        @Test
        void two() {}
    }

    @WithWorkload(url = "http://localhost:5000", rate = 100, scope = WorkloadScope.CLASS)
    static class SharedTakenTestCase {
        @Test
        void one(WorkloadReport report) {}

        @Test
        void two() {}
    }
}
