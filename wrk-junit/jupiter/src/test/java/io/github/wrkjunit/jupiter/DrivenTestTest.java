// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.runtime.RunningWorkload;
import io.github.wrkjunit.runtime.WorkloadException;
import io.github.wrkjunit.runtime.WorkloadRunner;
import io.github.wrkjunit.spec.InvalidSpecException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrivenTestTest {

    @TempDir
    Path evidence;

    @Test
    void drives_loads_on_the_target_of_the_test() {
        TestCaseRun run = TestCaseRun.in(evidence).of(DrivingTestCase.class, "drives");

        assertThat(run.outcome()).isEqualTo("SUCCESSFUL");
        assertThat(run.log()).containsExactly("test", "begin first", "begin workload", "100 and 200", "after each");
        assertThat(run.output())
                .containsOnlyOnce("DrivenTestTest.DrivingTestCase.drives(): Load \"first\" on http://localhost:5000")
                .containsOnlyOnce(
                        "DrivenTestTest.DrivingTestCase.drives(): Load \"workload\" on http://localhost:5000");
        assertThat(evidence.resolve("DrivenTestTest.DrivingTestCase/drives/first/report.json"))
                .exists();
    }

    @Test
    void ends_a_load_that_is_left_running_before_the_test_is_torn_down() {
        TestCaseRun run = TestCaseRun.in(evidence).of(DrivingTestCase.class, "forgets");

        assertThat(run.outcome()).isEqualTo("FAILED: broken");
        assertThat(run.log()).containsExactly("begin workload", "stop workload", "after each");
        assertThat(run.output())
                .startsWith("DrivenTestTest.DrivingTestCase.forgets(): Load \"workload\" on http://localhost:5000")
                .contains("note: The load was closed after ")
                .doesNotContain("there is no report");
        assertThat(evidence.resolve("DrivenTestTest.DrivingTestCase/forgets/workload/report.json"))
                .exists();
    }

    @Test
    void a_load_that_failed_and_that_nobody_waited_for_fails_the_test() {
        TestCaseRun run = TestCaseRun.in(evidence).of(DrivingTestCase.class, "neverAsks");

        assertThat(run.failure())
                .isExactlyInstanceOf(WorkloadException.class)
                .hasMessageStartingWith(
                        "Workload of DrivenTestTest.DrivingTestCase.neverAsks(): the worker ended with exit code 3");
        assertThat(run.output()).contains("neverAsks(): the worker ended with exit code 3", "Load \"next\" on ");
    }

    @Test
    void a_failed_load_whose_failure_the_test_expects_does_not_fail_it() {
        TestCaseRun run = TestCaseRun.in(evidence).of(DrivingTestCase.class, "expectsItsFailure");

        assertThat(run.outcome()).isEqualTo("SUCCESSFUL");
    }

    @Test
    void begins_with_what_annotations_without_a_name_say() {
        TestCaseRun run = TestCaseRun.in(evidence).of(DefaultsTestCase.class);

        assertThat(run.outcome()).isEqualTo("SUCCESSFUL");
        assertThat(run.log()).containsExactly("begin workload", "60 with 3 threads");
    }

    @Test
    void drives_in_each_invocation() {
        TestCaseRun run = TestCaseRun.in(evidence).of(ScalesTestCase.class);

        assertThat(run.outcomes()).hasSize(2).allSatisfy((test, outcome) -> assertThat(outcome)
                .isEqualTo("SUCCESSFUL"));
        assertThat(run.log()).containsExactly("begin workload", "10", "begin workload", "100");
    }

    @Test
    void tells_what_is_wrong_with_a_load_where_it_is_started() {
        assertThat(TestCaseRun.in(evidence).of(DrivingTestCase.class, "wrong").failure())
                .isExactlyInstanceOf(InvalidSpecException.class)
                .hasMessage(
                        "2 problems:\n"
                                + "  - DrivenTestTest.DrivingTestCase.wrong(): threads \"0\" is below 1. Use a whole number of 1 or more.\n"
                                + "  - DrivenTestTest.DrivingTestCase.wrong(): rate is missing. Set rate = 100, requests per second.");
    }

    static class DrivingTestCase {
        @WorkloadTarget
        static final String URL = "http://localhost:5000";

        @Test
        @Workloads
        void drives(WorkloadRunner workloads) {
            FakeRuntimeProvider.LOG.add("test");
            RunningWorkload running =
                    workloads.start(spec -> spec.name("first").rate(100).duration(Duration.ofSeconds(1)));
            WorkloadReport first = running.await();
            WorkloadReport second = workloads.run(spec -> spec.rate(200).duration(Duration.ofSeconds(1)));
            FakeRuntimeProvider.LOG.add(
                    first.counts().answered() + " and " + second.counts().answered());
        }

        @Test
        @Workloads
        void forgets(WorkloadRunner workloads) {
            workloads.start(spec -> spec.rate(100).path("/hang"));
            throw new AssertionError("broken");
        }

        @Test
        @Workloads
        void neverAsks(WorkloadRunner workloads) {
            workloads.start(spec -> spec.name("lost").rate(100).path("/crash"));
            workloads.run(spec -> spec.name("next").rate(100)); // gets the target when the first has given it up
        }

        @Test
        @Workloads
        void expectsItsFailure(WorkloadRunner workloads) {
            RunningWorkload lost =
                    workloads.start(spec -> spec.name("lost").rate(100).path("/crash"));
            assertThatThrownBy(lost::await).isInstanceOf(WorkloadException.class);
        }

        @Test
        @Workloads
        void wrong(WorkloadRunner workloads) {
            workloads.start(spec -> spec.threads(0));
        }

        @AfterEach
        void tearDown() {
            FakeRuntimeProvider.LOG.add("after each");
        }
    }

    @WithWorkload(url = "http://localhost:5000", duration = "2s", threads = 3, connections = 3)
    static class DefaultsTestCase {
        @Test
        @WithWorkload(enabled = false)
        void drives(WorkloadRunner workloads) {
            WorkloadReport report = workloads.run(spec -> spec.rate(30));
            FakeRuntimeProvider.LOG.add(
                    report.counts().answered() + " with " + report.spec().threads() + " threads");
        }
    }

    static class ScalesTestCase {
        @WorkloadTarget
        static final String URL = "http://localhost:5000";

        @ParameterizedTest
        @ValueSource(ints = {10, 100})
        @Workloads
        void scales(int rate, WorkloadRunner workloads) {
            WorkloadReport report = workloads.run(spec -> spec.rate(rate).duration(Duration.ofSeconds(1)));
            FakeRuntimeProvider.LOG.add("" + report.counts().answered());
        }
    }
}
