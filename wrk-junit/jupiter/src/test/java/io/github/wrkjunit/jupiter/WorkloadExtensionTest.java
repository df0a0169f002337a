// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.runtime.WorkloadException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadExtensionTest {

    @TempDir
    Path evidence;

    @Test
    void runs_the_load_between_the_setup_of_the_test_and_its_method() {
        TestCaseRun run = TestCaseRun.in(evidence).of(OrderTestCase.class);

        assertThat(run.outcome()).isEqualTo("SUCCESSFUL");
        assertThat(run.log()).containsExactly("before each", "begin workload", "test with 100 requests", "after each");
    }

    @Test
    void keeps_the_evidence_and_prints_the_report() {
        TestCaseRun run = TestCaseRun.in(evidence).of(OrderTestCase.class);

        Path folder = evidence.resolve("WorkloadExtensionTest.OrderTestCase/test/workload");
        assertThat(folder.resolve("report.json")).exists();
        assertThat(folder.resolve("raw.txt")).exists();
        assertThat(run.output())
                .startsWith(
                        "WorkloadExtensionTest.OrderTestCase.test(): Load \"workload\" on http://localhost:5000, fake 1,"
                                + " measured from the intended start\n  offered 100 (100/s for 1 s, exp, seed 7) = 100 answered (100 2xx)"
                                + " + 0 unanswered + 0 not sent\n");
    }

    @Test
    void gives_each_parameter_the_report_of_its_load() {
        TestCaseRun run = TestCaseRun.in(evidence).of(MixTestCase.class);

        assertThat(run.outcome()).isEqualTo("SUCCESSFUL");
        assertThat(run.log()).containsExactly("begin search", "begin reserve", "300 searches, 50 reservations");
        assertThat(evidence.resolve("WorkloadExtensionTest.MixTestCase/mix/search/report.json"))
                .exists();
        assertThat(evidence.resolve("WorkloadExtensionTest.MixTestCase/mix/reserve/report.json"))
                .exists();
    }

    @Test
    void runs_a_load_for_each_invocation_and_names_the_evidence_after_it() throws Exception {
        TestCaseRun run = TestCaseRun.in(evidence).of(InvocationsTestCase.class);

        assertThat(run.outcomes()).hasSize(5).allSatisfy((test, outcome) -> assertThat(outcome)
                .isEqualTo("SUCCESSFUL"));
        assertThat(run.log()).filteredOn(line -> line.equals("begin workload")).hasSize(5);
        try (var folders = Files.list(evidence.resolve("WorkloadExtensionTest.InvocationsTestCase/parameterized"))) {
            assertThat(folders).hasSize(3).allSatisfy(folder -> assertThat(folder.resolve("workload/report.json"))
                    .exists());
        }
        assertThat(evidence.resolve("WorkloadExtensionTest.InvocationsTestCase/repeated/repetition-2-of-2/workload"))
                .exists();
    }

    @Test
    void runs_one_load_before_a_factory() {
        TestCaseRun run = TestCaseRun.in(evidence).of(FactoryTestCase.class);

        assertThat(run.outcomes()).isEqualTo(Map.of("first", "SUCCESSFUL", "second", "SUCCESSFUL"));
        assertThat(run.log()).containsExactly("begin workload", "factory", "first", "second");
    }

    @Test
    void runs_loads_of_nested_classes_and_with_one_instance_per_class() {
        assertThat(TestCaseRun.in(evidence).of(PerClassTestCase.class).outcomes())
                .isEqualTo(Map.of("outer(WorkloadReport)", "SUCCESSFUL", "inner(WorkloadReport)", "SUCCESSFUL"));
        assertThat(evidence.resolve("WorkloadExtensionTest.PerClassTestCase.Inner/inner/workload/report.json"))
                .exists();
    }

    @Test
    void leaves_tests_alone_that_have_opted_out() {
        TestCaseRun run = TestCaseRun.in(evidence).of(OptedOutTestCase.class);

        assertThat(run.outcome()).isEqualTo("SUCCESSFUL");
        assertThat(run.log()).containsExactly("test");
    }

    @Test
    void a_run_that_fails_ends_the_test_before_its_method() {
        TestCaseRun run = TestCaseRun.in(evidence).of(CrashTestCase.class);

        Path folder = evidence.resolve("WorkloadExtensionTest.CrashTestCase/crash/workload");
        assertThat(run.failure())
                .isExactlyInstanceOf(WorkloadException.class)
                .hasMessageMatching(
                        "Workload of WorkloadExtensionTest\\.CrashTestCase\\.crash\\(\\): the worker ended with exit code 3"
                                + " after [0-9.]+ .?s\\. Last error output: \"out of order\"\\. Raw output: "
                                + Pattern.quote(folder.resolve("raw.txt").toString())
                                + ", errors\\.txt\\. By hand: fake http://localhost:5000/crash");
        assertThat(run.log()).containsExactly("begin workload");
    }

    static class OrderTestCase {
        @BeforeEach
        void setUp() {
            FakeRuntimeProvider.LOG.add("before each");
        }

        @Test
        @WithWorkload(rate = 100, duration = "1s", url = "http://localhost:5000", seed = 7)
        void test(WorkloadReport report) {
            FakeRuntimeProvider.LOG.add("test with " + report.counts().answered() + " requests");
        }

        @AfterEach
        void tearDown() {
            FakeRuntimeProvider.LOG.add("after each");
        }
    }

    @WithWorkload(url = "http://localhost:5000", duration = "3s")
    static class MixTestCase {
        @Test
        @WithWorkload(name = "search", rate = 100)
        @WithWorkload(name = "reserve", rate = 50, duration = "1s")
        void mix(@Workload("reserve") WorkloadReport reserve, @Workload("search") WorkloadReport search) {
            FakeRuntimeProvider.LOG.add(search.counts().answered() + " searches, "
                    + reserve.counts().answered() + " reservations");
        }
    }

    @WithWorkload(url = "http://localhost:5000", rate = 50, duration = "1s")
    static class InvocationsTestCase {
        @ParameterizedTest
        @ValueSource(ints = {10, 100, 1000})
        void parameterized(int argument, WorkloadReport report) {
            assertThat(argument).isPositive();
            assertThat(report.counts().answered()).isEqualTo(50);
        }

        @RepeatedTest(2)
        void repeated(WorkloadReport report) {
            assertThat(report.counts().answered()).isEqualTo(50);
        }
    }

    @WithWorkload(url = "http://localhost:5000", rate = 50, duration = "1s")
    static class FactoryTestCase {
        @TestFactory
        List<DynamicTest> factory(WorkloadReport report) {
            FakeRuntimeProvider.LOG.add("factory");
            return List.of(
                    DynamicTest.dynamicTest("first", () -> FakeRuntimeProvider.LOG.add("first")),
                    DynamicTest.dynamicTest("second", () -> {
                        FakeRuntimeProvider.LOG.add("second");
                        assertThat(report.counts().answered()).isEqualTo(50);
                    }));
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    @WithWorkload(url = "http://localhost:5000", rate = 50, duration = "1s")
    static class PerClassTestCase {
        @Test
        void outer(WorkloadReport report) {
            assertThat(report.counts().answered()).isEqualTo(50);
        }

        @Nested
        @WithWorkload(rate = 80)
        class Inner {
            @Test
            void inner(WorkloadReport report) {
                assertThat(report.counts().answered()).isEqualTo(80);
            }
        }
    }

    @WithWorkload(url = "http://localhost:5000", rate = 50, duration = "1s")
    static class OptedOutTestCase {
        @Test
        @WithWorkload(enabled = false)
        void out() {
            FakeRuntimeProvider.LOG.add("test");
        }
    }

    static class CrashTestCase {
        @Test
        @WithWorkload(url = "http://localhost:5000/crash", rate = 50, duration = "1s", judged = false)
        void crash() {
            FakeRuntimeProvider.LOG.add("test");
        }
    }
}
