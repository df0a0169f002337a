// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.spec.Attribute;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;

class TargetUrlTest {

    private static final String TEST = "TargetUrlTest.";

    @TempDir
    Path evidence;

    @Test
    void may_be_a_field_or_a_method_static_or_not() {
        assertThat(TestCaseRun.in(evidence).of(StaticFieldTestCase.class).log())
                .contains("http://localhost:1 by @WorkloadTarget on TargetUrlTest.StaticFieldTestCase.target");
        assertThat(TestCaseRun.in(evidence).of(StaticMethodTestCase.class).log())
                .contains("http://localhost:2 by @WorkloadTarget on TargetUrlTest.StaticMethodTestCase.target()");
        assertThat(TestCaseRun.in(evidence).of(FieldTestCase.class).log())
                .contains("http://localhost:3 by @WorkloadTarget on TargetUrlTest.FieldTestCase.target");
        assertThat(TestCaseRun.in(evidence).of(InstanceMethodTestCase.class).log())
                .contains("http://localhost:4 by @WorkloadTarget on TargetUrlTest.MethodTestCase.target()");
    }

    @Test
    void is_inherited_and_seen_by_nested_classes_the_nearest_first() {
        TestCaseRun run = TestCaseRun.in(evidence).of(EnclosingTestCase.class);

        assertThat(run.outcomes())
                .isEqualTo(Map.of(
                        "outer(WorkloadReport)",
                        "SUCCESSFUL",
                        "inner(WorkloadReport)",
                        "SUCCESSFUL",
                        "own(WorkloadReport)",
                        "SUCCESSFUL"));
        assertThat(run.log())
                .contains("http://localhost:4 by @WorkloadTarget on TargetUrlTest.MethodTestCase.target()")
                .contains("inner http://localhost:4")
                .contains("own http://localhost:5");
    }

    @Test
    void is_not_asked_where_an_annotation_or_a_setting_says_the_url() {
        assertThat(TestCaseRun.in(evidence)
                        .of(ThrowingTestCase.class, "elsewhere")
                        .outcome())
                .isEqualTo("SUCCESSFUL");
        assertThat(TestCaseRun.in(evidence)
                        .with("wrk.url", "http://localhost:7")
                        .of(ThrowingTestCase.class, "asked")
                        .outcome())
                .isEqualTo("SUCCESSFUL");
    }

    @Test
    void is_refused_with_the_reason() {
        assertRefused(
                NullTestCase.class,
                "@WorkloadTarget on TargetUrlTest.NullTestCase.target: the field holds null right before the load."
                        + " Start the system, and know its URL, in @BeforeAll or @BeforeEach.");
        assertRefused(
                TypeTestCase.class,
                "@WorkloadTarget on TargetUrlTest.TypeTestCase.port(): the method returns int. Use String,"
                        + " java.net.URI or java.net.URL.");
        assertRefused(
                ParametersTestCase.class,
                "@WorkloadTarget on TargetUrlTest.ParametersTestCase.target(): the method has parameters, and"
                        + " nobody gives it any. Take them away.");
        assertRefused(
                SeveralTestCase.class,
                "TargetUrlTest.SeveralTestCase has 2 @WorkloadTarget: one, two(). Keep one, or give each load its"
                        + " own with @WithWorkload(url = ...).");
        assertRefused(
                RelativeTestCase.class,
                TEST
                        + "RelativeTestCase.test(): @WorkloadTarget on TargetUrlTest.RelativeTestCase.target: url \"localhost:8080\" is not an absolute"
                        + " HTTP URL. Use one with scheme and host, such as http://localhost:8080/path.");
    }

    @Test
    void is_refused_while_its_port_is_not_known() {
        assertRefused(
                EarlyFieldTestCase.class,
                "@WorkloadTarget on TargetUrlTest.EarlyFieldTestCase.target: the field holds \"http://localhost:0/shop\", because it was made"
                        + " before the port was known. Use a method, which is asked right before the load: @WorkloadTarget String target() {"
                        + " return \"http://localhost:\" + port; }");
        assertRefused(
                EarlyMethodTestCase.class,
                "@WorkloadTarget on TargetUrlTest.EarlyMethodTestCase.target(): the method returned \"http://my_shop:null\", so the port is not"
                        + " known yet. Start the system, and know its port, in @BeforeAll or @BeforeEach.");
    }

    @Test
    void keeps_the_cause_of_a_method_that_throws() {
        assertThat(TestCaseRun.in(evidence).of(ThrowingTestCase.class, "asked").failure())
                .isExactlyInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@WorkloadTarget on TargetUrlTest.ThrowingTestCase.target(): the method threw"
                        + " java.lang.IllegalStateException: not started. Repair it, or set url.")
                .hasCauseExactlyInstanceOf(IllegalStateException.class);
    }

    @Test
    void is_missed_where_nothing_says_the_url() {
        assertRefused(
                MissingTestCase.class,
                TEST + "MissingTestCase.test(): url is missing. Set url = \"http://localhost:8080\", or declare a"
                        + " @WorkloadTarget.");
    }

    private void assertRefused(Class<?> testCase, String message) {
        TestCaseRun run = TestCaseRun.in(evidence).of(testCase);

        assertThat(run.failure())
                .isExactlyInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(message);
        assertThat(run.log()).isEmpty();
    }

    static void note(WorkloadReport report) {
        FakeRuntimeProvider.LOG.add(report.spec().url() + " by "
                + report.spec().origin(Attribute.URL).place());
    }

    @WithWorkload(rate = 50, duration = "1s")
    static class StaticFieldTestCase {
        @WorkloadTarget
        @SuppressWarnings("unused") // the extension reads it
        private static final String target = "http://localhost:1";

        @Test
        void test(WorkloadReport report) {
            note(report);
        }
    }

    @WithWorkload(rate = 50, duration = "1s")
    static class StaticMethodTestCase {
        @WorkloadTarget
        @SuppressWarnings("unused") // the extension reads it
        private static URI target() {
            return URI.create("http://localhost:2");
        }

        @Test
        void test(WorkloadReport report) {
            note(report);
        }
    }

    @WithWorkload(rate = 50, duration = "1s")
    static class FieldTestCase {
        @WorkloadTarget
        @Nullable
        URL target;

        @BeforeEach
        void start() throws MalformedURLException {
            target = new URL("http://localhost:3");
        }

        @Test
        void test(WorkloadReport report) {
            note(report);
        }
    }

    @WithWorkload(rate = 50, duration = "1s")
    static class MethodTestCase {
        int port;

        @BeforeEach
        void start() {
            port = 4;
        }

        @WorkloadTarget
        String target() {
            return "http://localhost:" + port;
        }
    }

    static class InstanceMethodTestCase extends MethodTestCase {
        @Test
        void test(WorkloadReport report) {
            note(report);
        }
    }

    static class EnclosingTestCase extends MethodTestCase {
        @Test
        void outer(WorkloadReport report) {
            note(report);
        }

        @Nested
        class Inner {
            @Test
            void inner(WorkloadReport report) {
                FakeRuntimeProvider.LOG.add("inner " + report.spec().url());
            }

            @Nested
            class Own {
                @WorkloadTarget
                final String target = "http://localhost:5";

                @Test
                void own(WorkloadReport report) {
                    FakeRuntimeProvider.LOG.add("own " + report.spec().url());
                }
            }
        }
    }

    @WithWorkload(rate = 50, duration = "1s")
    static class NullTestCase {
        @WorkloadTarget
        @Nullable
        String target;

        @Test
        void test() {}
    }

    @WithWorkload(rate = 50, duration = "1s")
    static class TypeTestCase {
        @WorkloadTarget
        int port() {
            return 8080;
        }

        @Test
        void test() {}
    }

    @WithWorkload(rate = 50, duration = "1s")
    static class ParametersTestCase {
        @WorkloadTarget
        String target(int port) {
            return "http://localhost:" + port;
        }

        @Test
        void test() {}
    }

    @WithWorkload(rate = 50, duration = "1s", url = "http://localhost:5000")
    static class SeveralTestCase {
        @WorkloadTarget
        String one = "http://localhost:1";

        @WorkloadTarget
        String two() {
            return "http://localhost:2";
        }

        @Test
        void test() {}
    }

    @WithWorkload(rate = 50, duration = "1s")
    static class EarlyFieldTestCase {
        private int port;

        @WorkloadTarget
        final String target = "http://localhost:" + port + "/shop";

        @BeforeEach
        void start() {
            port = 8080;
        }

        @Test
        void test() {
            assertThat(port).isPositive();
        }
    }

    @WithWorkload(rate = 50, duration = "1s")
    static class EarlyMethodTestCase {
        private @Nullable Integer port;

        @WorkloadTarget
        String target() {
            return "http://my_shop:" + port;
        }

        @Test
        void test() {}
    }

    @WithWorkload(rate = 50, duration = "1s")
    static class RelativeTestCase {
        @WorkloadTarget
        String target = "localhost:8080";

        @Test
        void test() {}
    }

    @WithWorkload(rate = 50, duration = "1s", judged = false)
    static class ThrowingTestCase {
        @WorkloadTarget
        String target() {
            throw new IllegalStateException("not started");
        }

        @Test
        void asked() {}

        @Test
        @WithWorkload(url = "http://localhost:6")
        void elsewhere() {}
    }

    @WithWorkload(rate = 50, duration = "1s")
    static class MissingTestCase {
        @Test
        void test() {}
    }
}
