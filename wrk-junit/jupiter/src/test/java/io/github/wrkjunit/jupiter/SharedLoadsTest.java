// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.report.WorkloadReport;
import java.nio.file.Path;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

class SharedLoadsTest {

    @TempDir
    Path evidence;

    @Test
    void run_once_for_all_tests_of_the_class() {
        TestCaseRun run = TestCaseRun.in(evidence).of(CatalogTestCase.class);

        assertThat(run.outcomes()).hasSize(4).allSatisfy((test, outcome) -> assertThat(outcome)
                .isEqualTo("SUCCESSFUL"));
        assertThat(run.log())
                .containsExactly("begin workload", "one 100", "two 100", "begin workload", "own 7", "nested 100");
        assertThat(evidence.resolve("SharedLoadsTest.CatalogTestCase/workload/report.json"))
                .exists();
        assertThat(run.output())
                .containsOnlyOnce("SharedLoadsTest.CatalogTestCase: Load \"workload\"")
                .doesNotContain("SharedLoadsTest.CatalogTestCase.one(): Load");
    }

    @Test
    void run_once_more_for_a_nested_class_that_changes_them_and_beside_loads_of_a_test() {
        TestCaseRun run = TestCaseRun.in(evidence).of(MixedTestCase.class);

        assertThat(run.outcomes()).hasSize(3).allSatisfy((test, outcome) -> assertThat(outcome)
                .isEqualTo("SUCCESSFUL"));
        assertThat(run.log())
                .containsExactly(
                        "begin background", "begin search", "50 and 9", "only 50", "begin background", "again 60");
    }

    @Test
    void fail_for_all_tests_and_tell_the_reason_once() {
        TestCaseRun run = TestCaseRun.in(evidence).of(CrashTestCase.class);

        assertThat(run.log()).containsExactly("begin workload");
        assertThat(run.outcomes().get("one()"))
                .startsWith("FAILED: Workload of SharedLoadsTest.CrashTestCase: the worker ended with exit code 3")
                .endsWith("By hand: fake http://localhost:5000/crash");
        assertThat(run.outcomes().get("two()"))
                .isEqualTo(
                        "FAILED: SharedLoadsTest.CrashTestCase.two(): the load that all tests of SharedLoadsTest.CrashTestCase share has"
                                + " failed. SharedLoadsTest.CrashTestCase.one() has the reason.");
    }

    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    @WithWorkload(url = "http://localhost:5000", rate = 100, duration = "1s", scope = WorkloadScope.CLASS)
    static class CatalogTestCase {
        @Test
        @Order(1)
        void one(WorkloadReport report) {
            FakeRuntimeProvider.LOG.add("one " + report.counts().answered());
        }

        @Test
        @Order(2)
        void two(WorkloadReport report) {
            FakeRuntimeProvider.LOG.add("two " + report.counts().answered());
        }

        @Test
        @Order(3)
        @WithWorkload(rate = 7, scope = WorkloadScope.METHOD)
        void own(WorkloadReport report) {
            FakeRuntimeProvider.LOG.add("own " + report.counts().answered());
        }

        @Nested
        class Inner {
            @Test
            void nested(WorkloadReport report) {
                FakeRuntimeProvider.LOG.add("nested " + report.counts().answered());
            }
        }
    }

    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    @WithWorkload(
            name = "background",
            url = "http://localhost:5000",
            rate = 50,
            duration = "1s",
            scope = WorkloadScope.CLASS)
    static class MixedTestCase {
        @Test
        @Order(1)
        @WithWorkload(name = "search", url = "http://localhost:5000", rate = 9, duration = "1s")
        void both(@Workload("background") WorkloadReport background, @Workload("search") WorkloadReport search) {
            FakeRuntimeProvider.LOG.add(
                    background.counts().answered() + " and " + search.counts().answered());
        }

        @Test
        @Order(2)
        void only(WorkloadReport report) {
            FakeRuntimeProvider.LOG.add("only " + report.counts().answered());
        }

        @Nested
        @WithWorkload(rate = 60)
        class Inner {
            @Test
            void again(WorkloadReport report) {
                FakeRuntimeProvider.LOG.add("again " + report.counts().answered());
            }
        }
    }

    @TestMethodOrder(MethodOrderer.MethodName.class)
    @WithWorkload(url = "http://localhost:5000/crash", rate = 100, scope = WorkloadScope.CLASS)
    static class CrashTestCase {
        @Test
        void one() {}

        @Test
        void two() {}
    }
}
