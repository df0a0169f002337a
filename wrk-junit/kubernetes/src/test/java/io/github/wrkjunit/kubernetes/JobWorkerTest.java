// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.EventListBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodListBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobListBuilder;
import io.github.wrkjunit.kubernetes.FakeApi.Answer;
import io.github.wrkjunit.kubernetes.FakeApi.Request;
import io.github.wrkjunit.kubernetes.diagnosis.FailurePlace;
import io.github.wrkjunit.kubernetes.diagnosis.LoadContainer;
import io.github.wrkjunit.kubernetes.manifest.LoadJob;
import io.github.wrkjunit.runtime.WorkerListener;
import io.github.wrkjunit.runtime.WorkerLostException;
import io.github.wrkjunit.runtime.WorkloadException;
import io.github.wrkjunit.spec.HiddenValues;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class JobWorkerTest {

    private final LoadJob load = FakeLoads.bare();
    private final Job job = FakeLoads.created(load);
    private final String name = job.getMetadata().getName();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<String> notes = new CopyOnWriteArrayList<>();
    private final List<String> waits = new CopyOnWriteArrayList<>();
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private List<Pod> pods = List.of();
    private List<Event> events = List.of();
    private Answer log = Answer.refusal(404, "there is none");

    @Test
    void a_stop_that_was_refused_can_be_tried_again() throws IOException {
        AtomicBoolean refusing = new AtomicBoolean(true);
        try (FakeApi api = new FakeApi(
                        request -> isPatch(request) && refusing.get() ? Answer.refusal(403, "no") : Answer.of(job));
                ClusterCalls calls = new ClusterCalls(api.config())) {
            JobWorker worker = worker(calls);

            assertThatThrownBy(worker::stop).isInstanceOf(WorkloadException.class);
            refusing.set(false);
            worker.stop();
            worker.stop();

            assertThat(api.asked().stream().filter(JobWorkerTest::isPatch)).hasSize(2);
        }
    }

    @Test
    void a_load_that_is_stopped_before_its_pod_is_there_says_so() throws IOException {
        try (FakeApi api = new FakeApi(this::answer);
                ClusterCalls calls = new ClusterCalls(api.config());
                JobWorker worker = worker(calls)) {
            worker.launch();
            worker.begin();
            worker.stop();

            assertThatThrownBy(() -> worker.awaitExit(Duration.ofSeconds(20)))
                    .isInstanceOf(WorkerLostException.class)
                    .hasMessage(
                            "Job " + name
                                    + " in namespace load was stopped before its container started, so nothing was measured."
                                    + " Wait until the load runs before you stop it, such as with RunningWorkload.awaitElapsed.");
        }
    }

    @Test
    void a_container_that_was_never_seen_to_run_has_its_log_read_before_it_is_judged() throws Exception {
        pods = List.of(ended());
        log = new Answer(
                200, "2026-11-28T12:00:01.1Z read opensesame\n2026-11-28T12:00:01.2Z Requests/sec:    104.60  \n");
        try (FakeApi api = new FakeApi(this::answer);
                ClusterCalls calls = new ClusterCalls(api.config());
                JobWorker worker = worker(calls)) {
            worker.launch();
            worker.begin();

            assertThat(worker.awaitExit(Duration.ofSeconds(20))).isZero();
        }

        assertThat(told).containsExactly("read opensesame", "Requests/sec:    104.60  ");
    }

    @Test
    void a_log_that_is_gone_is_told_as_what_it_is_and_not_as_a_run_without_a_report() throws IOException {
        pods = List.of(ended());
        log = Answer.refusal(404, "pods \"x\" not found");
        try (FakeApi api = new FakeApi(this::answer);
                ClusterCalls calls = new ClusterCalls(api.config());
                JobWorker worker = worker(calls)) {
            worker.launch();
            worker.begin();

            assertThatThrownBy(() -> worker.awaitExit(Duration.ofSeconds(20)))
                    .isInstanceOf(WorkerLostException.class)
                    .message()
                    .startsWith(
                            "Job " + name + " in namespace load ended with exit code 0, and its report was not read."
                                    + " The pod's log could not be read, as it is gone with its pod: ");
        }

        assertThat(notes)
                .filteredOn(note -> note.startsWith("The pod's log could not be read, as it is gone with its pod: "))
                .hasSize(1);
    }

    @Test
    void what_a_reader_should_know_of_the_job_goes_into_the_report_and_not_only_to_the_one_who_waits()
            throws Exception {
        pods = List.of(ended());
        log = new Answer(200, "2026-11-28T12:00:01.2Z Requests/sec:    104.60  \n");
        try (FakeApi api = new FakeApi(this::answer);
                ClusterCalls calls = new ClusterCalls(api.config());
                JobWorker worker = worker(calls)) {
            worker.launch();
            worker.begin();
            worker.awaitExit(Duration.ofSeconds(20));
        }

        assertThat(warnings).containsExactly("The Job template's backoffLimit 6 was replaced by 0.");
    }

    @Test
    void a_job_that_waits_for_a_new_node_gets_the_time_for_it() throws Exception {
        pods = List.of(new PodBuilder()
                .withNewMetadata()
                .withName(name + "-x")
                .withNamespace("load")
                .withUid("pod-uid")
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .addNewCondition()
                .withType("PodScheduled")
                .withStatus("False")
                .withReason("Unschedulable")
                .withMessage("0/1 nodes")
                .endCondition()
                .endStatus()
                .build());
        events = List.of(new EventBuilder()
                .withNewMetadata()
                .withUid("event-uid")
                .withName("x.1")
                .endMetadata()
                .withNewInvolvedObject()
                .withKind("Pod")
                .endInvolvedObject()
                .withReason("TriggeredScaleUp")
                .withMessage("pod triggered scale-up")
                .build());
        long deadlineSeconds = job.getSpec().getActiveDeadlineSeconds() + 600;
        CountDownLatch extended = new CountDownLatch(1);
        try (FakeApi api = new FakeApi(request -> {
                    if (request.body().equals("{\"spec\":{\"activeDeadlineSeconds\":" + deadlineSeconds + "}}")) {
                        extended.countDown();
                    }
                    return answer(request);
                });
                ClusterCalls calls = new ClusterCalls(api.config());
                JobWorker worker = worker(calls)) {
            runUntil(extended, worker);
        }

        assertThat(notes).contains("workload: waits for a new node: pod triggered scale-up");
    }

    @Test
    void a_long_wait_is_told_to_those_who_watch_no_progress() throws Exception {
        CountDownLatch waited = new CountDownLatch(1);
        try (FakeApi api = new FakeApi(this::answer);
                ClusterCalls calls = new ClusterCalls(api.config());
                JobWorker worker = worker(calls, Duration.ZERO, line -> {
                    waits.add(line);
                    waited.countDown();
                })) {
            runUntil(waited, worker);
        }

        assertThat(waits)
                .first(STRING)
                .matches("workload: Job " + name + " in namespace load has waited \\d+ s, now for .+");
    }

    /** Waits for the worker's end, and is interrupted when this has been seen. */
    private static void runUntil(CountDownLatch seen, JobWorker worker) throws InterruptedException {
        AtomicReference<Throwable> ended = new AtomicReference<>();
        worker.launch();
        worker.begin();
        Thread waiting = new Thread(() -> ended.set(catchThrowable(() -> worker.awaitExit(Duration.ofSeconds(20)))));
        waiting.start();

        seen.await();
        waiting.interrupt();
        waiting.join();

        assertThat(ended.get()).isInstanceOf(InterruptedException.class);
    }

    private Pod ended() {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name + "-x")
                .withNamespace("load")
                .withUid("pod-uid")
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .withPhase("Succeeded")
                .addNewContainerStatus()
                .withName(load.container())
                .withNewState()
                .withNewTerminated()
                .withExitCode(0)
                .withReason("Completed")
                .endTerminated()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }

    private static boolean isPatch(Request request) {
        return request.method().equals("PATCH");
    }

    private Answer answer(Request request) {
        if (!request.method().equals("GET")) {
            return Answer.of(job);
        }
        if (request.path().endsWith("/log")) {
            return log;
        }
        return Answer.of(
                request.path().endsWith("/jobs")
                        ? new JobListBuilder()
                                .withItems(job)
                                .withNewMetadata("", 0L, "1", "")
                                .build()
                        : request.path().endsWith("/pods")
                                ? new PodListBuilder()
                                        .withItems(pods)
                                        .withNewMetadata("", 0L, "1", "")
                                        .build()
                                : new EventListBuilder()
                                        .withItems(events)
                                        .withNewMetadata("", 0L, "1", "")
                                        .build());
    }

    private JobWorker worker(ClusterCalls calls) {
        return worker(calls, Duration.ofHours(1), waits::add);
    }

    private JobWorker worker(ClusterCalls calls, Duration patience, Consumer<String> longWaits) {
        JobStory story = new JobStory(
                new FailurePlace("load", name, List.of(), "wrk"),
                new LoadContainer(load.container(), Optional.empty(), HiddenValues.NONE),
                "workload",
                true,
                List.of("The Job template's backoffLimit 6 was replaced by 0."),
                patience);
        return new JobWorker(
                calls,
                new JobObjects(calls, load),
                JobOutput.of(load),
                story,
                new CommonStart(),
                Keep.NEVER,
                Optional.empty(),
                new Told(),
                longWaits);
    }

    private final class Told implements WorkerListener {
        @Override
        public void output(String line) {
            told.add(line);
        }

        @Override
        public void note(String line) {
            notes.add(line);
        }

        @Override
        public void warning(String sentence) {
            warnings.add(sentence);
        }

        @Override
        public void error(String line) {
            throw new AssertionError(line);
        }
    }
}
