// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.runtime.WorkloadRunner;
import io.github.wrkjunit.spec.Attribute;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

class TestSettingsTest {

    @TempDir
    Path evidence;

    @Test
    void override_the_annotation_and_are_told_in_the_report() {
        TestCaseRun run = TestCaseRun.in(evidence)
                .with("wrk.rate", "10")
                .with("wrk.rate.factor", "2")
                .of(ScaledTestCase.class, "scaled");

        assertThat(run.outcome()).isEqualTo("SUCCESSFUL");
        assertThat(run.log())
                .contains("20.0 by configuration parameter wrk.rate x configuration parameter wrk.rate.factor 2");
    }

    @Test
    void fill_placeholders_in_the_url() {
        TestCaseRun run = TestCaseRun.in(evidence).with("shop.port", "5001").of(ScaledTestCase.class, "placeholder");

        assertThat(run.log()).contains("http://localhost:5001/shop");
    }

    @Test
    void skip_every_test_that_offers_a_load_with_the_reason() {
        TestCaseRun run = TestCaseRun.in(evidence).with("wrk.enabled", "false").of(DisabledTestCase.class);

        String reason = "() offers no load, so it is skipped: configuration parameter wrk.enabled is false.";
        assertThat(run.outcomes())
                .isEqualTo(Map.of(
                        "load()", "SKIPPED: TestSettingsTest.DisabledTestCase.load" + reason,
                        "drives(WorkloadRunner)", "SKIPPED: TestSettingsTest.DisabledTestCase.drives" + reason,
                        "without()", "SUCCESSFUL"));
        assertThat(run.log()).isEmpty();
    }

    @Test
    void tell_a_person_how_it_goes_only_if_so_set() {
        assertThat(TestCaseRun.in(evidence)
                        .with("wrk.progress", "maybe")
                        .of(ScaledTestCase.class, "scaled")
                        .failure())
                .isExactlyInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "configuration parameter wrk.progress: \"maybe\" is not one of its values. Use one of auto, on, off.");
    }

    @Test
    void in_the_file_of_parameters_have_to_be_known(@TempDir Path classPath) throws IOException {
        Files.writeString(classPath.resolve("junit-platform.properties"), "wrk.conections=3\n");
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        TestCaseRun run = TestCaseRun.in(evidence);
        try (URLClassLoader childFirst = new ChildFirst(classPath, before)) {
            thread.setContextClassLoader(childFirst);
            run.of(ScaledTestCase.class, "scaled");
        } finally {
            thread.setContextClassLoader(before);
        }

        assertThat(run.failure())
                .isExactlyInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "TestSettingsTest.ScaledTestCase.scaled(): configuration parameter wrk.conections is not a setting that wrk-junit"
                                + " or a runtime on the class path knows. Did you mean wrk.connections?");
    }

    @Test
    void cannot_allow_parallel_loads_too_late() {
        assertThat(TestCaseRun.in(evidence)
                        .with("wrk.parallel", "true")
                        .of(ScaledTestCase.class, "scaled")
                        .failure())
                .isExactlyInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "configuration parameter wrk.parallel comes too late: JUnit asks for locks before it tells its parameters. Set"
                                + " wrk.parallel as a system property or WRK_PARALLEL in the environment.");
    }

    @Test
    void leave_it_to_one_test_at_a_time_to_offer_loads() {
        TestCaseRun run = TestCaseRun.in(evidence)
                .with("junit.jupiter.execution.parallel.enabled", "true")
                .with("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .with("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
                .of(ParallelTestCase.class);

        assertThat(run.outcomes()).hasSize(4).allSatisfy((test, outcome) -> assertThat(outcome)
                .isEqualTo("SUCCESSFUL"));
        assertThat(run.log()).containsExactly("in", "out", "in", "out", "in", "out", "in", "out");
    }

    static class ScaledTestCase {
        @Test
        @WithWorkload(url = "http://localhost:5000", rate = 100, duration = "5s")
        void scaled(WorkloadReport report) {
            FakeRuntimeProvider.LOG.add(report.spec().rate() + " by "
                    + report.spec().origin(Attribute.RATE).place());
        }

        @Test
        @WithWorkload(url = "http://localhost:${shop.port}/${shop.path:shop}", rate = 100, duration = "5s")
        void placeholder(WorkloadReport report) {
            FakeRuntimeProvider.LOG.add(report.spec().url().toString());
        }
    }

    static class DisabledTestCase {
        @Test
        @WithWorkload(url = "http://localhost:5000", rate = 100)
        void load() {}

        @Test
        @Workloads
        void drives(WorkloadRunner workloads) {}

        @Test
        @WithWorkload(enabled = false)
        void without() {}
    }

    /** If two were inside at a time, one of them would very likely note between the notes of the other. */
    @Execution(ExecutionMode.CONCURRENT)
    static class ParallelTestCase {
        @Test
        @Workloads
        void one(WorkloadRunner workloads) throws InterruptedException {
            inside();
        }

        @Test
        @Workloads
        void two(WorkloadRunner workloads) throws InterruptedException {
            inside();
        }

        @Test
        @Workloads
        void three(WorkloadRunner workloads) throws InterruptedException {
            inside();
        }

        @Test
        @Workloads
        void four(WorkloadRunner workloads) throws InterruptedException {
            inside();
        }

        private static void inside() throws InterruptedException {
            FakeRuntimeProvider.LOG.add("in");
            assertThat(new CountDownLatch(1).await(10, TimeUnit.MILLISECONDS)).isFalse(); // room for another to come in
            FakeRuntimeProvider.LOG.add("out");
        }
    }

    /** Shows the files of a folder before those of its parent. */
    private static final class ChildFirst extends URLClassLoader {

        ChildFirst(Path folder, ClassLoader parent) throws IOException {
            super(new URL[] {folder.toUri().toURL()}, parent);
        }

        @Override
        public @Nullable URL getResource(String name) {
            URL own = findResource(name);
            return own != null ? own : super.getResource(name);
        }
    }
}
