// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.runtime.WorkloadRunner;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationProblemsTest {

    private static final String TEST = "ConfigurationProblemsTest.";

    @TempDir
    Path evidence;

    @Test
    void all_of_them_are_told_at_once_before_anything_starts() {
        TestCaseRun run = TestCaseRun.in(evidence)
                .with("wrk.ready", "health")
                .with("wrk.enabled", "yes")
                .of(AllTestCase.class);

        String place = TEST + "AllTestCase.all()";
        assertThat(run.log()).isEmpty();
        assertThat(run.failure())
                .isExactlyInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("9 problems:\n"
                        + "  - configuration parameter wrk.enabled: \"yes\" is neither true nor false. Use one of them.\n"
                        + "  - " + place
                        + ": it has 2 loads, so a WorkloadReport parameter must say of which it is the report. Add"
                        + " @Workload with one of: a, b.\n"
                        + "  - " + place + ": no load is named \"d\". There are: a, b.\n"
                        + "  - " + place
                        + ": the parameter with @Workload(\"a\") is a String. Make it a WorkloadReport.\n"
                        + "  - @Slo on " + place + ": no load is named \"c\". There are: a, b.\n"
                        + "  - " + place
                        + ": configuration parameter wrk.ready: \"health\" is not a path. Begin it with a slash, such as"
                        + " /health.\n"
                        + "  - @WithWorkload on " + place
                        + ": rate \"-1.0\" is not above 0. Use requests per second, such as 100 or 0.5.\n"
                        + "  - " + place + ", load \"a\": @WithWorkload on " + TEST
                        + "AllTestCase: duration \"30sec\" is not a time. Use 500ms,"
                        + " 30s, 2m or 1h.\n"
                        + "  - " + place + ", load \"b\": rate is missing. Set rate = 100, requests per second.");
    }

    @Test
    void what_the_runtime_cannot_do_is_told_too() {
        assertThat(TestCaseRun.in(evidence).of(ImpossibleTestCase.class).failure())
                .isExactlyInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(TEST + "ImpossibleTestCase.test(): the fake runtime cannot do this. Use another.");
    }

    @Test
    void the_runtime_of_the_annotation_counts_where_no_setting_names_one() {
        assertThat(TestCaseRun.in(evidence)
                        .with("wrk.runtime", "")
                        .of(RuntimeTestCase.class, "unknown")
                        .failure())
                .hasMessage(
                        "@WithWorkload on " + TEST
                                + "RuntimeTestCase.unknown(): no runtime is named \"fakes\"; did you mean \"fake\"?"
                                + " There are: fake, local. Or add the artifact of the one that you mean: wrk-engine, wrk-kubernetes or wrk-k3s.");
        assertThat(TestCaseRun.in(evidence)
                        .with("wrk.runtime", "")
                        .of(RuntimeTestCase.class, "known")
                        .outcome())
                .isEqualTo("SUCCESSFUL");
    }

    @Test
    void a_report_without_a_load_is_refused() {
        assertThat(TestCaseRun.in(evidence).of(NoLoadTestCase.class).failure())
                .isExactlyInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(TEST
                        + "NoLoadTestCase.report() takes a WorkloadReport, but no load is offered. Add @WithWorkload(rate = ...), or"
                        + " take a WorkloadRunner.");
    }

    @Test
    void constructors_and_lifecycle_methods_cannot_take_reports() {
        String why =
                ", which belongs to one test and is there once its loads have run. Take it as a parameter of the test method.";
        assertThat(TestCaseRun.in(evidence).of(ConstructorTestCase.class).failure())
                .isExactlyInstanceOf(ParameterResolutionException.class)
                .hasMessage(TEST + "ConstructorTestCase: the constructor cannot take a WorkloadReport" + why);
        assertThat(TestCaseRun.in(evidence).of(BeforeEachTestCase.class).failure())
                .isExactlyInstanceOf(ParameterResolutionException.class)
                .hasMessage(TEST + "BeforeEachTestCase.setUp(): a lifecycle method cannot take a WorkloadRunner" + why);
        assertThat(TestCaseRun.in(evidence).of(BeforeAllTestCase.class).failure())
                .isExactlyInstanceOf(ParameterResolutionException.class)
                .hasMessage(TEST + "BeforeAllTestCase.setUp(): a lifecycle method cannot take a WorkloadReport" + why);
    }

    @Test
    void a_constructor_cannot_take_the_report_of_a_load_that_its_class_shares() {
        assertThat(TestCaseRun.in(evidence).of(SharedConstructorTestCase.class).failure())
                .isExactlyInstanceOf(ParameterResolutionException.class)
                .hasMessage(TEST
                        + "SharedConstructorTestCase: the constructor cannot take a WorkloadReport: the load that all tests of the class"
                        + " share runs right before the first test method. Take the report as a parameter of the test methods; all of them"
                        + " get the same.");
    }

    @Test
    void annotations_on_methods_that_are_no_tests_are_told() {
        TestCaseRun run = TestCaseRun.in(evidence).of(MisplacedTestCase.class);

        assertThat(run.log()).isEmpty();
        assertThat(String.valueOf(run.failure().getMessage()).lines())
                .containsExactlyInAnyOrder(
                        "4 problems:",
                        "  - @WithWorkload on " + TEST
                                + "MisplacedTestCase.setUp(): a lifecycle method has no load of its own. Put it on the test"
                                + " methods or on the class.",
                        "  - @WithWorkload on " + TEST
                                + "MisplacedTestCase.forgotten(): the method is no test, so nothing happens. Add @Test, or"
                                + " take the annotation away.",
                        "  - @Slo on " + TEST
                                + "MisplacedTestCase.forgotten(): the method is no test, so nothing happens. Add @Test, or"
                                + " take the annotation away.",
                        "  - @Workloads on " + TEST
                                + "MisplacedTestCase.tearDown(): a lifecycle method has no load of its own. Put it on the"
                                + " test methods or on the class.");
    }

    @WithWorkload(duration = "30sec", url = "http://localhost:5000")
    static class AllTestCase {
        @Test
        @WithWorkload(name = "a", rate = -1)
        @WithWorkload(name = "b", duration = "1s")
        @Slo(p = 99, below = "1s", workload = "c")
        void all(WorkloadReport one, @Workload("d") WorkloadReport two, @Workload("a") String three) {}
    }

    static class ImpossibleTestCase {
        @Test
        @WithWorkload(url = "http://localhost:5000/impossible", rate = 1)
        void test() {}
    }

    static class RuntimeTestCase {
        @Test
        @WithWorkload(url = "http://localhost:5000", rate = 100, runtime = "fakes")
        void unknown() {}

        @Test
        @WithWorkload(url = "http://localhost:5000", rate = 100, runtime = "fake", judged = false)
        void known() {}
    }

    @Workloads
    static class NoLoadTestCase {
        @Test
        void report(WorkloadReport report) {}
    }

    @WithWorkload(url = "http://localhost:5000", rate = 100)
    static class ConstructorTestCase {
        ConstructorTestCase(WorkloadReport report) {}

        @Test
        void test() {}
    }

    @WithWorkload(url = "http://localhost:5000", rate = 100, scope = WorkloadScope.CLASS)
    static class SharedConstructorTestCase {
        SharedConstructorTestCase(WorkloadReport report) {}

        @Test
        void test() {}
    }

    @WithWorkload(url = "http://localhost:5000", rate = 100)
    static class BeforeEachTestCase {
        @BeforeEach
        void setUp(WorkloadRunner workloads) {}

        @Test
        void test() {}
    }

    @WithWorkload(url = "http://localhost:5000", rate = 100)
    static class BeforeAllTestCase {
        @BeforeAll
        static void setUp(WorkloadReport report) {}

        @Test
        void test() {}
    }

    @WithWorkload(url = "http://localhost:5000", rate = 100)
    static class MisplacedTestCase {
        @BeforeEach
        @WithWorkload(rate = 100)
        void setUp() {}

        @AfterEach
        @Workloads
        void tearDown() {}

        @WithWorkload(rate = 50)
        @Slo(p = 99, below = "1s")
        void forgotten() {}

        @Test
        void test() {}
    }
}
