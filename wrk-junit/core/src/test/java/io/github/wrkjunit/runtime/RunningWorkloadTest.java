// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.report.export.JsonReport;
import io.github.wrkjunit.report.export.WorkerEvent;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningWorkloadTest {

    @TempDir
    Path folder;

    /** A worker that starts its clock when told to, and ends when it is stopped. */
    private final CountDownLatch start = new CountDownLatch(1);

    private final FakeRuntime runtime = new FakeRuntime(plan -> (worker, limit) -> {
        worker.await(start);
        worker.print(Runs.started(worker.plan));
        worker.await(worker.stopped);
        for (int second = 0; second < 60; second++) {
            worker.print(new WorkerEvent.Interval(second, List.of(Runs.answers(100))));
        }
        worker.print(Transcripts.end(WorkerEvent.End.Reason.STOPPED, Duration.ofSeconds(60), Runs.answers(6000)));
        return 0;
    });

    private static WorkloadSpec minute() {
        return Runs.load().duration(Duration.ofSeconds(60)).build();
    }

    @Test
    void the_clock_stands_still_until_the_worker_says_that_it_has_started() {
        Runs runs = new Runs(folder, runtime);
        try (RunningWorkload load = runs.runner().start(minute())) {
            runs.clock.advance(Duration.ofSeconds(2));
            assertThat(load.elapsed()).isZero();

            start.countDown();
            load.awaitElapsed(Duration.ZERO);
            runs.clock.advance(Duration.ofSeconds(3));

            assertThat(load.elapsed()).isEqualTo(Duration.ofSeconds(3));
        }
    }

    @Test
    void the_clock_of_a_wrapped_wrk2_starts_with_its_own_word() {
        FakeRuntime wrapped = new FakeRuntime(plan -> (worker, limit) -> {
            worker.await(start);
            worker.print("##wrk {\"nonce\":\"a1\",\"event\":\"started\",\"epoch_us\":1800000000000000,\"seed\":7}");
            return worker.hang();
        });
        Runs runs = new Runs(folder, wrapped);
        try (RunningWorkload load = runs.runner().start(minute())) {
            start.countDown();
            load.awaitElapsed(Duration.ZERO);
            runs.clock.advance(Duration.ofSeconds(3));

            assertThat(load.elapsed()).isEqualTo(Duration.ofSeconds(3));
        }
    }

    @Test
    void a_generator_that_does_not_tell_has_started_when_five_seconds_are_over() {
        Runs runs = new Runs(folder, runtime);
        try (RunningWorkload load = runs.runner().start(minute())) {
            runs.clock.advance(Duration.ofSeconds(6));

            assertThat(load.elapsed()).isEqualTo(Duration.ofSeconds(6));
        }
    }

    @Test
    void waits_until_the_run_is_so_old() throws InterruptedException {
        Runs runs = new Runs(folder, runtime);
        start.countDown();
        AtomicBoolean waited = new AtomicBoolean();
        try (RunningWorkload load = runs.runner().start(minute())) {
            load.awaitElapsed(Duration.ZERO);
            Thread waiting = new Thread(() -> {
                load.awaitElapsed(Duration.ofSeconds(20));
                waited.set(load.elapsed().compareTo(Duration.ofSeconds(20)) >= 0);
            });
            waiting.start();
            runs.clock.advance(Duration.ofSeconds(20));
            waiting.join();
        }

        assertThat(waited).isTrue();
    }

    @Test
    void waiting_for_a_time_that_never_comes_is_an_error() {
        Runs runs = new Runs(folder, new FakeRuntime(plan -> Runs.good()));
        try (RunningWorkload load = runs.runner().start(Runs.load().build())) {
            load.await();

            assertThatThrownBy(() -> load.awaitElapsed(Duration.ofSeconds(5)))
                    .isInstanceOf(WorkloadException.class)
                    .hasMessage(
                            "Workload of CheckoutTest.p99(): the load ended after 0 us, so it never was 5 s old. Give it a"
                                    + " longer duration, or look for who has stopped it.");
        }
    }

    @Test
    void waiting_for_a_time_tells_the_failure_of_the_run() {
        Runs runs = new Runs(folder, new FakeRuntime(plan -> (worker, limit) -> 1));
        try (RunningWorkload load = runs.runner().start(Runs.load().build())) {

            assertThatThrownBy(() -> load.awaitElapsed(Duration.ofSeconds(5)))
                    .isInstanceOf(WorkloadException.class)
                    .hasMessageContaining("the worker ended with exit code 1");
        }
    }

    @Test
    void marks_what_happens_meanwhile_as_a_window_of_the_report() {
        Runs runs = new Runs(folder, runtime);
        start.countDown();
        WorkloadReport report;
        try (RunningWorkload load = runs.runner().start(minute())) {
            load.awaitElapsed(Duration.ZERO);
            runs.clock.advance(Duration.ofSeconds(20));
            load.during("fault", () -> runs.clock.advance(Duration.ofSeconds(10)));
            runs.clock.advance(Duration.ofSeconds(30));
            load.stop();
            report = load.await();
        }

        assertThat(report.windows()).containsExactly("fault");
        assertThat(report.before("fault").counts().answered()).isEqualTo(2000);
        assertThat(report.window("fault").counts().answered()).isEqualTo(1100);
        assertThat(report.after("fault").counts().answered()).isEqualTo(2900);
        assertThat(folder.resolve("evidence/workload/report.json")).content().contains("fault");
    }

    @Test
    void a_window_ends_and_its_exception_comes_through_unchanged() {
        Runs runs = new Runs(folder, runtime);
        start.countDown();
        try (RunningWorkload load = runs.runner().start(minute())) {
            load.awaitElapsed(Duration.ZERO);

            assertThatThrownBy(() -> load.during("fault", () -> {
                        throw new IOException("no kubectl");
                    }))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("no kubectl");

            load.stop();
            assertThat(load.await().windows()).containsExactly("fault");
        }
    }

    @Test
    void an_action_that_throws_ends_the_test_and_the_report_is_in_the_evidence() throws IOException {
        Runs runs = new Runs(folder, runtime);
        start.countDown();

        assertThatThrownBy(() -> {
                    try (RunningWorkload load = runs.runner().start(minute())) {
                        load.awaitElapsed(Duration.ZERO);
                        runs.clock.advance(Duration.ofSeconds(20));
                        load.during("fault", () -> {
                            throw new IOException("no kubectl");
                        });
                    }
                })
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("no kubectl")
                .hasNoSuppressedExceptions();

        WorkloadReport report = JsonReport.read(folder.resolve("evidence/workload/report.json"));
        assertThat(report.windows()).containsExactly("fault");
        assertThat(report.counts().answered()).isEqualTo(6000);
        assertThat(folder.resolve("evidence/workload/report.txt"))
                .content()
                .contains("note: The load was closed after 20 s of 60 s,"
                        + " so this report covers only that part of the load.");
    }

    @Test
    void a_load_that_is_closed_before_its_end_can_still_be_asked_for_its_report() {
        Runs runs = new Runs(folder, runtime);
        start.countDown();
        RunningWorkload load = runs.runner().start(minute());
        load.awaitElapsed(Duration.ZERO);

        load.close();

        assertThat(load.await().counts().answered()).isEqualTo(6000);
        assertThat(runtime.calls).contains("stop workload 0").endsWith("close workload 0", "close runtime");
    }

    @Test
    void a_window_that_outlives_the_load_is_in_the_report() {
        Runs runs = new Runs(folder, runtime);
        start.countDown();
        try (RunningWorkload load = runs.runner().start(minute())) {
            load.awaitElapsed(Duration.ZERO);
            load.during("fault", () -> {
                load.stop();
                load.await();
            });

            assertThat(load.await().windows()).containsExactly("fault");
        }
    }

    @Test
    void a_window_name_is_used_once() {
        Runs runs = new Runs(folder, runtime);
        start.countDown();
        try (RunningWorkload load = runs.runner().start(minute())) {
            load.during("fault", () -> {});

            assertThatThrownBy(() -> load.during("fault", () -> {}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "Window \"fault\" of load \"workload\" was marked already. Give each window a name of its own.");
        }
    }

    @Test
    void a_window_behind_the_end_is_an_error_and_nothing_happens() {
        Runs runs = new Runs(folder, new FakeRuntime(plan -> Runs.good()));
        AtomicBoolean happened = new AtomicBoolean();
        try (RunningWorkload load = runs.runner().start(Runs.load().build())) {
            load.await();

            assertThatThrownBy(() -> load.during("fault", () -> happened.set(true)))
                    .isInstanceOf(WorkloadException.class)
                    .hasMessage(
                            "Workload of CheckoutTest.p99(): the load ended after 0 us, so window \"fault\" lies behind its"
                                    + " end. Give it a longer duration, or look for who has stopped it.");
        }
        assertThat(happened).isFalse();
    }

    @Test
    void a_stopped_load_reports_on_what_was_offered() {
        Runs runs = new Runs(folder, runtime);
        start.countDown();
        try (RunningWorkload load = runs.runner().start(minute())) {
            load.stop();
            load.stop();

            assertThat(load.await().counts().answered()).isEqualTo(6000);
        }
    }
}
