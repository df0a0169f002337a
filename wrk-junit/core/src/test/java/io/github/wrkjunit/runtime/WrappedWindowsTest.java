// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wrkjunit.report.ReportWindow;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.spec.Distribution;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows that a test marks while a wrapped wrk2 runs, which tells seconds of the day's clock. */
class WrappedWindowsTest {

    @TempDir
    Path folder;

    private final CountDownLatch start = new CountDownLatch(1);
    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void hold_only_answers_that_belong_to_them() {
        Runs runs = new Runs(folder, new FakeRuntime(plan -> this::run));
        start.countDown();
        WorkloadReport report;
        try (RunningWorkload load = runs.runner().start(spec())) {
            load.awaitElapsed(Duration.ZERO);
            runs.clock.advance(Duration.ofMillis(2_700));
            load.during("fault", () -> runs.clock.advance(Duration.ofMillis(4_500)));
            end.countDown();
            report = load.await();
        }

        assertThat(report.windowBounds("fault")).isEqualTo(window(3_300, 7_800)); // after second 0
        assertThat(report.before("fault").counts().answered()).isEqualTo(answered(report, 1, 2));
        assertThat(report.window("fault").counts().answered()).isEqualTo(answered(report, 5, 6));
        assertThat(report.after("fault").counts().answered()).isEqualTo(answered(report, 9, 9));
        assertThat(report.after("fault").achievedRate()).hasValue(answered(report, 9, 9));
        assertThat(report.warnings()).noneMatch(warning -> warning.contains("Window"));
    }

    @Test
    void one_that_ended_before_the_load_told_of_its_start_is_no_part_of_it() throws Exception {
        Runs runs = new Runs(folder, new FakeRuntime(plan -> this::run));
        WorkloadReport report;
        try (RunningWorkload load = runs.runner().start(spec())) {
            runs.clock.advance(
                    Duration.ofSeconds(6)); // a generator that is silent for so long is taken to have started
            load.during("early", () -> runs.clock.advance(Duration.ofSeconds(2)));
            runs.clock.advance(Duration.ofSeconds(1));
            start.countDown();
            told.await();
            end.countDown();
            report = load.await();
        }

        assertThat(report.windows()).isEmpty();
        assertThatThrownBy(() -> report.window("early")).isInstanceOf(NoSuchElementException.class);
        assertThat(report.warnings())
                .contains(
                        "Window \"early\" ended before the load started, so it is no part of it. Wait for the load first, by"
                                + " awaitElapsed.");
    }

    @Test
    void one_in_which_the_load_started_begins_with_it() {
        Runs runs = new Runs(folder, new FakeRuntime(plan -> this::run));
        WorkloadReport report;
        try (RunningWorkload load = runs.runner().start(spec())) {
            runs.clock.advance(Duration.ofSeconds(6));
            load.during("fault", () -> {
                runs.clock.advance(Duration.ofSeconds(24));
                start.countDown();
                told.await();
                runs.clock.advance(Duration.ofSeconds(4));
            });
            end.countDown();
            report = load.await();
        }

        assertThat(report.windowBounds("fault")).isEqualTo(window(600, 4_600)); // after second 0
    }

    private int run(FakeWorker worker, Duration limit) throws InterruptedException {
        worker.await(start);
        worker.print("##wrk {\"event\":\"started\",\"epoch_us\":1795556532600000,\"seed\":null}");
        told.countDown();
        worker.await(end);
        worker.print(Transcripts.resource("pods/series-aiopslab.log").lines().toArray(String[]::new));
        return 0;
    }

    private static long answered(WorkloadReport report, int first, int last) {
        return report.timeline().stream()
                .filter(second -> second.second() >= first && second.second() <= last)
                .mapToLong(second -> second.counts().answered())
                .sum();
    }

    private static ReportWindow window(long fromMillis, long toMillis) {
        return new ReportWindow(
                Duration.ofMillis(fromMillis), Duration.ofMillis(toMillis), OptionalInt.empty(), OptionalInt.empty());
    }

    private static WorkloadSpec spec() {
        return Runs.load()
                .rate(100)
                .dist(Distribution.EXP)
                .duration(Duration.ofSeconds(10))
                .build();
    }
}
