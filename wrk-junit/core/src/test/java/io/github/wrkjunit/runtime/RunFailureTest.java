// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wrkjunit.report.ReportWindow;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.report.export.WorkerEvent;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong in a run, told in one message each; nothing is left open afterwards. */
class RunFailureTest {

    @TempDir
    Path folder;

    @Test
    void a_worker_that_ends_with_code_1_is_told_with_its_last_words() {
        FakeRuntime runtime = new FakeRuntime(plan -> (worker, limit) -> {
            worker.complain("Exception in thread main", "out of luck");
            return 1;
        });

        assertThatThrownBy(() -> run(runtime))
                .isInstanceOf(WorkloadException.class)
                .hasMessage("Workload of CheckoutTest.p99(): the worker ended with exit code 1 after 0 us."
                        + " Last error output: \"Exception in thread main\", \"out of luck\". " + evidence());
        assertThat(runtime.calls).endsWith("close workload 0", "close runtime");
        assertThat(folder.resolve("evidence/workload/errors.txt")).hasContent("Exception in thread main\nout of luck");
    }

    @Test
    void an_error_in_a_script_is_told_with_its_place() {
        FakeRuntime runtime = new FakeRuntime(plan -> (worker, limit) -> {
            worker.print(
                    Runs.started(worker.plan),
                    new WorkerEvent.Failure(
                            WorkerEvent.Failure.Kind.SCRIPT,
                            "attempt to index a nil value",
                            "mixed.lua",
                            OptionalInt.of(12),
                            OptionalLong.of(100)));
            return 1;
        });

        assertThatThrownBy(() -> run(runtime))
                .isInstanceOf(WorkloadException.class)
                .hasMessage("Workload of CheckoutTest.p99(): The worker failed: mixed.lua, line 12, request 100:"
                        + " attempt to index a nil value. Mend the script. " + evidence());
    }

    @Test
    void output_that_cannot_be_understood_stays_on_disk_and_is_named() {
        FakeRuntime runtime = new FakeRuntime(plan -> (worker, limit) -> {
            worker.print("##wrk {\"v\":1,\"event\":", "nonsense");
            return 0;
        });

        assertThatThrownBy(() -> run(runtime))
                .isInstanceOf(WorkloadException.class)
                .hasMessageStartingWith(
                        "Workload of CheckoutTest.p99(): The worker, line 1 of its output: The event line"
                                + " \"##wrk {\"v\":1,\"event\":\" cannot be understood:")
                .hasMessageEndingWith(" " + evidence());
        assertThat(folder.resolve("evidence/workload/raw.txt")).hasContent("##wrk {\"v\":1,\"event\":\nnonsense");
    }

    @Test
    void a_worker_that_prints_nothing_has_no_report() {
        FakeRuntime runtime = new FakeRuntime(plan -> (worker, limit) -> 0);

        assertThatThrownBy(() -> run(runtime))
                .isInstanceOf(WorkloadException.class)
                .hasMessage("Workload of CheckoutTest.p99(): The worker printed no report (exit code 0); it printed"
                        + " nothing. Look at its raw output. " + evidence());
    }

    @Test
    void a_worker_that_never_gets_ready_is_ended() {
        FakeRuntime runtime = new FakeRuntime(plan -> new FakeWorker.Script() {
            @Override
            public void arm(FakeWorker worker, Duration limit) {
                worker.complain("still thinking");
                throw new WorkloadException("Process 17 was not ready within " + limit.toSeconds() + " s.");
            }

            @Override
            public int run(FakeWorker worker, Duration limit) {
                return 0;
            }
        });

        assertThatThrownBy(() -> run(runtime))
                .isInstanceOf(WorkloadException.class)
                .hasMessage("Workload of CheckoutTest.p99(): the worker did not get ready to begin: Process 17 was not"
                        + " ready within 60 s. Last error output: \"still thinking\". " + evidence());
        assertThat(runtime.calls)
                .containsExactly(
                        "close runtime", "launch workload 0", "arm workload 0", "close workload 0", "close runtime");
    }

    @Test
    void a_worker_that_never_ends_is_ended_at_its_deadline() {
        Runs[] runs = new Runs[1];
        FakeRuntime runtime = new FakeRuntime(plan -> (worker, limit) -> {
            runs[0].clock.advance(limit);
            throw new WorkloadException("Process 17 still runs.");
        });
        runs[0] = new Runs(folder, runtime);
        runs[0].settings.put("wrk.deadline.grace", "5s");

        assertThatThrownBy(() -> runs[0].runner().run(Runs.load().build()))
                .isInstanceOf(WorkloadException.class)
                .hasMessage(
                        "Workload of CheckoutTest.p99(): the worker did not end within 8 s (1 s run + 2 s timeout + 5 s"
                                + " grace) and was ended. Raise wrk.deadline.grace if it only needs longer. "
                                + evidence())
                .hasCauseInstanceOf(WorkloadException.class);
        assertThat(runtime.calls).endsWith("close workload 0", "close runtime");
    }

    @Test
    void a_story_that_the_runtime_has_told_whole_stands_in_one_exception_only() {
        FakeRuntime lost = new FakeRuntime(plan -> (worker, limit) -> {
            throw new WorkerLostException("Job wrk2-7f3a cannot start.\n  Pod: none");
        });
        FakeRuntime refused = new FakeRuntime(plan -> {
            throw new WorkloadException("The cluster refused.", new IllegalStateException("why"));
        });

        assertThatThrownBy(() -> run(lost))
                .hasMessageStartingWith("Workload of CheckoutTest.p99(): Job wrk2-7f3a cannot start.\n  Pod: none\n")
                .hasNoCause();
        assertThatThrownBy(() -> run(refused))
                .hasMessageStartingWith(
                        "Workload of CheckoutTest.p99(): the worker cannot be started: The cluster refused. ")
                .cause()
                .hasMessage("why");
    }

    @Test
    void a_worker_that_is_lost_is_told_at_once() {
        FakeRuntime runtime = new FakeRuntime(plan -> (worker, limit) -> {
            throw new WorkloadException("The pod was evicted.");
        });

        assertThatThrownBy(() -> run(runtime))
                .isInstanceOf(WorkloadException.class)
                .hasMessage("Workload of CheckoutTest.p99(): the worker was lost after 0 us: The pod was evicted. "
                        + evidence());
    }

    @Test
    void a_killed_worker_is_told_what_its_code_means() {
        FakeRuntime runtime = new FakeRuntime(plan -> (worker, limit) -> {
            worker.print(Runs.started(worker.plan));
            return 137;
        });

        assertThatThrownBy(() -> run(runtime))
                .isInstanceOf(WorkloadException.class)
                .hasMessage(
                        "Workload of CheckoutTest.p99(): the worker ended with exit code 137 after 0 us. It was killed,"
                                + " perhaps for want of memory. " + evidence());
    }

    @Test
    void a_load_that_fails_ends_the_others() {
        FakeRuntime runtime = new FakeRuntime(plan -> plan.spec().name().equals("search")
                ? (worker, limit) -> worker.hang()
                : (worker, limit) -> {
                    worker.complain("no luck");
                    return 3;
                });
        PreparedWorkloads prepared = new Runs(folder, runtime)
                .runner()
                .prepare(List.of(Runs.load().name("search"), Runs.load().name("reserve")));

        try (RunningWorkloads running = prepared.start()) {
            assertThatThrownBy(running::await)
                    .isInstanceOf(WorkloadException.class)
                    .hasMessage(
                            "Workload \"reserve\" of CheckoutTest.p99(): the worker ended with exit code 3 after 0 us."
                                    + " Last error output: \"no luck\". Raw output: "
                                    + folder.resolve("evidence/reserve/raw.txt")
                                    + ", errors.txt. By hand: fake http://localhost:5000")
                    .hasNoSuppressedExceptions();
        }

        assertThat(runtime.calls).contains("close search 0", "close reserve 0").endsWith("close runtime");
    }

    @Test
    void later_failures_are_added_to_the_first() {
        CountDownLatch failed = new CountDownLatch(1);
        FakeRuntime runtime = new FakeRuntime(plan -> plan.spec().name().equals("search")
                ? (worker, limit) -> {
                    worker.closed.await();
                    worker.print(WorkerEvent.Failure.of(WorkerEvent.Failure.Kind.TARGET, "the target went away"));
                    return 1;
                }
                : (worker, limit) -> {
                    failed.countDown();
                    return 3;
                });
        PreparedWorkloads prepared = new Runs(folder, runtime)
                .runner()
                .prepare(List.of(Runs.load().name("search"), Runs.load().name("reserve")));

        try (RunningWorkloads running = prepared.start()) {
            assertThatThrownBy(running::await)
                    .hasMessageContaining("exit code 3")
                    .satisfies(e -> assertThat(e.getSuppressed())
                            .singleElement()
                            .asString()
                            .contains("the target went away"));
        }
        assertThat(failed.getCount()).isZero();
    }

    @Test
    void an_interrupt_ends_the_load_and_stays_set() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        FakeRuntime runtime = new FakeRuntime(plan -> (worker, limit) -> {
            running.countDown();
            return worker.hang();
        });
        RunningWorkload load =
                new Runs(folder, runtime).runner().start(Runs.load().build());
        running.await();

        Thread.currentThread().interrupt();

        assertThatThrownBy(load::await)
                .isInstanceOf(WorkloadException.class)
                .hasMessage("Workload of CheckoutTest.p99(): the test was interrupted, so the load was ended.");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(runtime.calls).endsWith("close workload 0", "close runtime");
    }

    @Test
    void an_interrupt_while_arming_ends_all_and_stays_set() {
        FakeRuntime runtime = new FakeRuntime(plan -> new FakeWorker.Script() {
            @Override
            public void arm(FakeWorker worker, Duration limit) throws InterruptedException {
                throw new InterruptedException();
            }

            @Override
            public int run(FakeWorker worker, Duration limit) {
                return 0;
            }
        });

        assertThatThrownBy(() -> run(runtime))
                .isInstanceOf(WorkloadException.class)
                .hasMessage("Workload of CheckoutTest.p99(): the test was interrupted before the load began.");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(runtime.calls).endsWith("close workload 0", "close runtime");
    }

    @Test
    void closing_a_load_that_runs_ends_it() {
        FakeRuntime runtime = new FakeRuntime(plan -> (worker, limit) -> worker.hang());
        RunningWorkload load =
                new Runs(folder, runtime).runner().start(Runs.load().build());

        load.close();
        load.close();

        assertThat(runtime.calls).endsWith("close workload 0", "close runtime");
        assertThatThrownBy(load::await)
                .isInstanceOf(WorkloadException.class)
                .hasMessage(
                        "Workload of CheckoutTest.p99(): the load was closed before its end, so there is no report. Call"
                                + " await() before close(), or stop() to end it early.");
    }

    @Test
    void evidence_that_cannot_be_written_is_told_before_anything_starts() throws IOException {
        Files.writeString(folder.resolve("evidence"), "a file where a folder should be");
        FakeRuntime runtime = new FakeRuntime(plan -> Runs.good());

        assertThatThrownBy(() -> run(runtime))
                .isInstanceOf(WorkloadException.class)
                .hasMessage("Workload of CheckoutTest.p99(): the run cannot be set up on disk:"
                        + " java.nio.file.FileAlreadyExistsException: " + folder.resolve("evidence") + ". Make "
                        + folder.resolve("evidence") + " and the temporary folder writable, or set wrk.evidence.");
        assertThat(runtime.calls).containsExactly("close runtime", "close runtime");
    }

    @Test
    void a_failed_run_frees_its_target() {
        FakeRuntime failing = new FakeRuntime(plan -> (worker, limit) -> 1);
        assertThatThrownBy(() -> run(failing)).isInstanceOf(WorkloadException.class);

        assertThat(new Runs(folder, new FakeRuntime(plan -> Runs.good()))
                        .runner()
                        .run(Runs.load().build())
                        .counts()
                        .answered())
                .isEqualTo(100);
    }

    @Test
    void an_error_while_reporting_reaches_who_waits() throws IOException {
        FakeRuntime runtime = new FakeRuntime(plan -> Runs.good());
        WorkloadSpec spec = Runs.load().seed(7).build();
        LoadRun load = new LoadRun(
                new PreparedLoad(spec, Optional.empty(), List.of()),
                "Workload of CheckoutTest.p99()",
                folder,
                "fake",
                RunOptions.read(new SettingReader(Settings.of(), new Problems("CheckoutTest.p99()"))));
        Closing closing = new Closing();
        WorkerRun worker = new WorkerRun(0, 1, folder, event -> {}, new Secrets(spec), closing);
        WorkerPlan plan = new WorkerPlan(spec, 0, 1, Optional.empty(), folder);
        worker.launched(closing.add(runtime.create(Settings.of()).launch(plan, worker)));
        load.add(worker);
        RunGroup group = new RunGroup(new FakeClock(), closing, List.of(load), new Reporter() {
            @Override
            WorkloadReport report(LoadRun load, Map<String, ReportWindow> windows, boolean stopped) {
                throw new StackOverflowError("too deep");
            }
        });

        group.begin();

        assertThatThrownBy(group::await)
                .isInstanceOf(WorkloadException.class)
                .hasMessageStartingWith("Workload of CheckoutTest.p99(): java.lang.StackOverflowError: too deep")
                .hasCauseInstanceOf(StackOverflowError.class);
        assertThat(runtime.calls).containsExactly("launch workload 0", "begin workload 0", "close workload 0");
    }

    @Test
    void secrets_are_hidden_in_what_is_told_of_a_failure() {
        FakeRuntime runtime = new FakeRuntime(plan -> (worker, limit) -> {
            worker.print("sent s3cr3t-value").complain("401 for s3cr3t-value, password=hunter2");
            return 1;
        });
        WorkloadSpec spec =
                Runs.load().headers(Map.of("X-Api-Key", "s3cr3t-value")).build();

        assertThatThrownBy(() -> new Runs(folder, runtime).runner().run(spec))
                .hasMessageContaining("Last error output: \"401 for ***, password=***\".")
                .hasMessageNotContainingAny("s3cr3t-value", "hunter2");
    }

    private void run(FakeRuntime runtime) {
        new Runs(folder, runtime).runner().run(Runs.load().build());
    }

    private String evidence() {
        return "Raw output: " + folder.resolve("evidence/workload/raw.txt")
                + ", errors.txt. By hand: fake http://localhost:5000";
    }
}
