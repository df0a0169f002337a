// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.EventListBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodListBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobListBuilder;
import io.github.wrkjunit.kubernetes.FakeApi.Answer;
import io.github.wrkjunit.kubernetes.FakeApi.Request;
import io.github.wrkjunit.kubernetes.JobWatch.Seen;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that has forgotten where a watch was, so that everything that happened meanwhile is only in its lists. */
@Timeout(30)
class JobWatchTest {

    private static final String FORGOTTEN = "too old resource version: 1 (7)";

    private final Job active = new JobBuilder(FakeLoads.created(FakeLoads.bare()))
            .editMetadata()
            .withResourceVersion("1")
            .endMetadata()
            .build();
    private final Job failed = new JobBuilder(active)
            .editMetadata()
            .withResourceVersion("8")
            .endMetadata()
            .withNewStatus()
            .addNewCondition()
            .withType("Failed")
            .withStatus("True")
            .endCondition()
            .endStatus()
            .build();
    private final Pod pod = new PodBuilder()
            .withNewMetadata()
            .withName("wrk2-x")
            .withNamespace("load")
            .withUid("pod-uid")
            .endMetadata()
            .build();
    private final Semaphore changes = new Semaphore(0);

    /** How an API server says it. */
    enum Gone {
        /** It refuses the watch. */
        REFUSED,
        /** It takes the watch, tells it there, and ends it. */
        TOLD;

        Answer answer() {
            Answer refusal = Answer.refusal(410, FORGOTTEN);
            return this == REFUSED
                    ? refusal
                    : new Answer(200, "{\"type\":\"ERROR\",\"object\":" + refusal.body() + "}\n");
        }
    }

    @ParameterizedTest
    @EnumSource
    void all_is_listed_again_when_the_server_has_forgotten_where_the_watch_was(Gone gone) throws Exception {
        try (Forgetful server = new Forgetful(gone);
                ClusterCalls calls = new ClusterCalls(server.api.config());
                JobWatch watch = new JobWatch(calls, active, changes::release)) {
            watch.start();
            await(watch, seen -> seen.pod() != null && !seen.podDeleted());

            server.forget();

            Seen seen = await(
                    watch,
                    now -> now.podDeleted()
                            && now.job().equals(failed)
                            && now.events().size() == 1);
            assertThat(seen.pod()).isEqualTo(pod);
            assertThat(seen.jobDeleted()).isFalse();
            assertThat(seen.events()).extracting(event -> event.getReason()).containsExactly("Killing");
        }
    }

    @Test
    void a_job_that_was_deleted_meanwhile_is_told_with_its_last_known_state() throws Exception {
        try (Forgetful server = new Forgetful(Gone.TOLD);
                ClusterCalls calls = new ClusterCalls(server.api.config());
                JobWatch watch = new JobWatch(calls, active, changes::release)) {
            server.jobs = List.of();
            watch.start();
            await(watch, seen -> seen.pod() != null);

            server.forget();

            assertThat(await(watch, Seen::jobDeleted).job()).isEqualTo(active);
        }
    }

    private Seen await(JobWatch watch, Predicate<Seen> expected) throws InterruptedException {
        while (!expected.test(watch.seen())) {
            changes.acquire();
        }
        return watch.seen();
    }

    /** Ends all watches at a moment, knows nothing of what was before it, and has other things in its lists from then on. */
    private final class Forgetful implements AutoCloseable {

        private final CountDownLatch forgotten = new CountDownLatch(1);
        private final FakeApi api;
        private volatile boolean later;
        private volatile List<Job> jobs = List.of(failed);

        Forgetful(Gone gone) throws IOException {
            api = new FakeApi(this::list, watch -> watch(watch, gone));
        }

        void forget() {
            later = true;
            forgotten.countDown();
        }

        @Override
        public void close() {
            forget();
            api.close();
        }

        private Answer list(Request request) {
            String version = later ? "8" : "1";
            if (request.path().endsWith("/jobs")) {
                return Answer.of(new JobListBuilder()
                        .withItems(later ? jobs : List.of(active))
                        .withNewMetadata("", 0L, version, "")
                        .build());
            }
            if (request.path().endsWith("/pods")) {
                return Answer.of(new PodListBuilder()
                        .withItems(later ? List.of() : List.of(pod))
                        .withNewMetadata("", 0L, version, "")
                        .build());
            }
            EventListBuilder events = new EventListBuilder().withNewMetadata("", 0L, version, "");
            return Answer.of(
                    later && request.query().contains("pod-uid")
                            ? events.addToItems(new EventBuilder()
                                            .withNewMetadata()
                                            .withName("killing")
                                            .withNamespace("load")
                                            .withUid("event-uid")
                                            .endMetadata()
                                            .withReason("Killing")
                                            .build())
                                    .build()
                            : events.build());
        }

        private Answer watch(Request watch, Gone gone) {
            if (watch.query().contains("resourceVersion=8")) {
                return Answer.QUIET;
            }
            try {
                forgotten.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return gone.answer();
        }
    }
}
