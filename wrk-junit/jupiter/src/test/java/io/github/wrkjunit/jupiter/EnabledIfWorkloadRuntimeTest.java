// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnabledIfWorkloadRuntimeTest {

    private static final String BROKEN = FakeRuntimeProvider.BROKEN;

    @TempDir
    Path evidence;

    @Test
    void a_test_runs_where_the_runtime_can() {
        assertThat(TestCaseRun.in(evidence).of(FakeTestCases.class, "runs").outcome())
                .isEqualTo("SUCCESSFUL");
    }

    @Test
    void a_test_is_skipped_with_the_reason_where_the_runtime_cannot() {
        TestCaseRun run = TestCaseRun.in(evidence).with(BROKEN, "the wheel").of(FakeTestCases.class, "runs");

        assertThat(run.outcome())
                .isEqualTo("SKIPPED: The runtime \"fake\" cannot run here: the wheel is broken. Mend it.");
        assertThat(run.log()).isEmpty();
    }

    @Test
    void a_class_is_skipped_before_anything_of_it_runs() {
        TestCaseRun run = TestCaseRun.in(evidence).with(BROKEN, "the wheel").of(ComposedTestCases.class);

        assertThat(run.outcomes()).isEmpty();
        assertThat(run.log()).isEmpty();
    }

    @Test
    void a_runtime_whose_artifact_is_absent_skips_and_says_what_to_add() {
        assertThat(TestCaseRun.in(evidence).of(FakeTestCases.class, "absent").outcome())
                .isEqualTo("SKIPPED: The runtime \"k3s\" cannot run here: the runtime \"k3s\" is not on the class path."
                        + " Add wrk-k3s to the test's dependencies.");
    }

    @Test
    void a_name_that_no_runtime_has_is_an_error() {
        assertThat(TestCaseRun.in(evidence)
                        .of(FakeTestCases.class, "misspelled")
                        .failure())
                .rootCause()
                .hasMessage("no runtime is named \"fakes\"; did you mean \"fake\"? There are: fake, local. Or add the"
                        + " artifact of the one that you mean: wrk-engine, wrk-kubernetes or wrk-k3s.");
    }

    @Test
    void the_runtimes_hear_once_that_all_tests_have_run() {
        TestCaseRun.in(evidence).of(LoadedTestCases.class);

        assertThat(FakeRuntimeProvider.LOG_OF_ENDS)
                .containsExactly("tests ended after [begin workload, test, begin workload, test]");
    }

    static class FakeTestCases {
        @Test
        @EnabledIfWorkloadRuntime("fake")
        void runs() {}

        @Test
        @EnabledIfWorkloadRuntime("k3s")
        void absent() {}

        @Test
        @EnabledIfWorkloadRuntime("fakes")
        void misspelled() {}
    }

    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @EnabledIfWorkloadRuntime("fake")
    @interface WhereFakesRun {}

    @WhereFakesRun
    static class ComposedTestCases {
        @BeforeEach
        void note() {
            FakeRuntimeProvider.LOG.add("ran");
        }

        @Test
        void runs() {}
    }

    static class LoadedTestCases {
        @Test
        @WithWorkload(url = "http://localhost", rate = 10, duration = "1s", judged = false)
        void first() {
            FakeRuntimeProvider.LOG.add("test");
        }

        @Test
        @WithWorkload(url = "http://localhost", rate = 10, duration = "1s", judged = false)
        void second() {
            FakeRuntimeProvider.LOG.add("test");
        }
    }
}
