// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobListBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.wrkjunit.kubernetes.FakeApi.Answer;
import io.github.wrkjunit.kubernetes.FakeApi.Request;
import io.github.wrkjunit.kubernetes.manifest.LoadJob;
import io.github.wrkjunit.runtime.WorkloadException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ClusterCallsTest {

    private final Job job = FakeLoads.created(FakeLoads.plain());

    @Test
    void what_an_api_server_that_starts_or_is_overloaded_answers_is_tried_again_later_each_time() throws IOException {
        Deque<Answer> answers = new ArrayDeque<>(List.of(
                Answer.refusal(503, "starting"),
                Answer.refusal(429, "too many requests"),
                Answer.LOST,
                new Answer(201, Answer.of(job).body())));
        try (FakeApi api = new FakeApi(request -> answers.remove());
                ClusterCalls calls = new ClusterCalls(api.config())) {

            assertThat(calls.create(job)).isEqualTo(job);

            assertThat(api.lines()).hasSize(4).containsOnly("POST " + FakeLoads.JOBS);
            assertThat(pausesMillis(api))
                    .satisfiesExactly(
                            first -> assertThat(first).isGreaterThanOrEqualTo(100),
                            second -> assertThat(second).isGreaterThanOrEqualTo(200),
                            third -> assertThat(third).isGreaterThanOrEqualTo(400));
        }
    }

    /** Reading it would be megabytes for each further worker, and needs a right that the Role does not give. */
    @Test
    void a_shared_configmap_gets_a_further_owner_without_being_read() throws IOException {
        ConfigMap shared = new ConfigMapBuilder()
                .withNewMetadata()
                .withName("wrk-engine-1-2")
                .withNamespace("load")
                .addNewOwnerReference()
                .withApiVersion("batch/v1")
                .withKind("Job")
                .withName("job-1")
                .withUid("uid-1")
                .endOwnerReference()
                .endMetadata()
                .build();
        try (FakeApi api = new FakeApi(request -> Answer.of(shared));
                ClusterCalls calls = new ClusterCalls(api.config())) {

            calls.addOwners(shared);

            assertThat(api.lines()).containsExactly("PATCH /api/v1/namespaces/load/configmaps/wrk-engine-1-2");
            assertThat(api.asked()).singleElement().satisfies(request -> assertThat(request.body())
                    .startsWith("[{\"op\":\"add\",\"path\":\"/metadata/ownerReferences/-\",\"value\":{")
                    .contains("\"uid\":\"uid-1\""));
        }
    }

    @Test
    void a_server_that_is_silent_is_left_at_the_limit_and_what_to_do_is_said() throws IOException {
        LoadJob load = FakeLoads.bare();
        try (FakeApi api = new FakeApi(request -> request.method().equals("POST") ? Answer.SILENCE : Answer.of(job));
                ClusterCalls calls = new ClusterCalls(api.config(), Duration.ofSeconds(1))) {

            assertThatThrownBy(new JobObjects(calls, load)::create)
                    .isInstanceOf(WorkloadException.class)
                    .hasMessage("The cluster did not answer when asked to create Job "
                            + load.job().getMetadata().getName() + " in namespace load: " + calls.server()
                            + ": no answer within 1 s. Is the API server of the kubeconfig's context up, and reachable"
                            + " from here?");
        }
    }

    @Test
    void a_job_whose_first_answer_was_lost_is_found_to_be_ours() throws IOException {
        AtomicInteger creations = new AtomicInteger();
        Job other = new JobBuilder(job)
                .editMetadata()
                .withName("other")
                .endMetadata()
                .build();
        try (FakeApi api = new FakeApi(request -> {
                    if (!request.method().equals("POST")) {
                        return Answer.of(
                                new JobListBuilder().withItems(other, job).build());
                    }
                    return creations.incrementAndGet() == 1 ? Answer.LOST : Answer.refusal(409, "already exists");
                });
                ClusterCalls calls = new ClusterCalls(api.config())) {

            assertThat(calls.create(job)).isEqualTo(job);

            assertThat(api.lines())
                    .containsExactly("POST " + FakeLoads.JOBS, "POST " + FakeLoads.JOBS, "GET " + FakeLoads.JOBS);
        }
    }

    @Test
    void what_a_job_owns_is_made_once_though_its_first_answer_was_lost() throws IOException {
        ConfigMap owned = new ConfigMapBuilder()
                .withNewMetadata()
                .withName("x")
                .withNamespace("load")
                .endMetadata()
                .build();
        AtomicInteger creations = new AtomicInteger();
        try (FakeApi api = new FakeApi(request ->
                        creations.incrementAndGet() == 1 ? Answer.LOST : Answer.refusal(409, "already exists"));
                ClusterCalls calls = new ClusterCalls(api.config())) {

            calls.createOwned(owned);

            assertThat(creations).hasValue(2);
        }
    }

    @Test
    void a_job_that_is_there_already_is_ours_as_its_name_is() throws IOException {
        try (FakeApi api = new FakeApi(request -> request.method().equals("POST")
                        ? Answer.refusal(409, "already exists")
                        : Answer.of(new JobListBuilder().withItems(job).build()));
                ClusterCalls calls = new ClusterCalls(api.config())) {

            assertThat(calls.create(job).getMetadata().getUid()).isEqualTo("0b5c7b3e-uid");
        }
    }

    @Test
    void a_refusal_is_told_without_asking_for_anything_else() throws IOException {
        try (FakeApi api = new FakeApi(request -> Answer.refusal(403, "no"));
                ClusterCalls calls = new ClusterCalls(api.config())) {

            assertThatThrownBy(() -> calls.create(job)).isInstanceOf(KubernetesClientException.class);

            assertThat(api.lines()).containsExactly("POST " + FakeLoads.JOBS);
        }
    }

    @Test
    void tells_whether_there_was_something_to_delete() throws IOException {
        try (FakeApi api = new FakeApi(request ->
                        request.path().endsWith("gone") ? Answer.refusal(404, "not found") : Answer.of(job));
                ClusterCalls calls = new ClusterCalls(api.config())) {

            assertThat(calls.deleteJob("load", "there")).isTrue();
            assertThat(calls.deleteJob("load", "gone")).isFalse();
        }
    }

    private static List<Long> pausesMillis(FakeApi api) {
        List<Request> asked = api.asked();
        return IntStream.range(1, asked.size())
                .mapToObj(i -> TimeUnit.NANOSECONDS.toMillis(
                        asked.get(i).atNs() - asked.get(i - 1).atNs()))
                .toList();
    }
}
