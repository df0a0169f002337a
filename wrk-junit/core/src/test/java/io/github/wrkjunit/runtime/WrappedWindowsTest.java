// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.report.ReportWindow;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.spec.Distribution;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows that a test marks while a wrapped wrk2 runs, which tells seconds of the day's clock. */
class WrappedWindowsTest {

    @TempDir
    Path folder;

    private final CountDownLatch start = new CountDownLatch(1);
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

        assertThat(report.windowSeconds("fault")).isEqualTo(new ReportWindow(3, 7)); // 3.3 s to 7.8 s after second 0
        assertThat(report.before("fault").counts().answered()).isEqualTo(answered(report, 1, 2));
        assertThat(report.window("fault").counts().answered()).isEqualTo(answered(report, 5, 6));
        assertThat(report.after("fault").counts().answered()).isEqualTo(answered(report, 9, 9));
        assertThat(report.after("fault").achievedRate()).hasValue(answered(report, 9, 9));
        assertThat(report.warnings()).noneMatch(warning -> warning.contains("placed wrongly"));
    }

    @Test
    void may_be_placed_wrongly_if_the_start_is_told_too_late() {
        Runs runs = new Runs(folder, new FakeRuntime(plan -> this::run));
        WorkloadReport report;
        try (RunningWorkload load = runs.runner().start(spec())) {
            runs.clock.advance(Duration.ofSeconds(6));
            load.during("fault", () -> {});
            start.countDown();
            end.countDown();
            report = load.await();
        }

        assertThat(report.warnings())
                .contains(
                        "A window was marked before the load told that it had started, when it was taken to have started as it was"
                                + " let begin. That window may be placed wrongly: mark it later in the run.");
    }

    private int run(FakeWorker worker, Duration limit) throws InterruptedException {
        worker.await(start);
        worker.print("##wrk {\"event\":\"started\",\"epoch_us\":1795556532600000,\"seed\":null}");
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

    private static WorkloadSpec spec() {
        return Runs.load()
                .rate(100)
                .dist(Distribution.EXP)
                .duration(Duration.ofSeconds(10))
                .build();
    }
}
