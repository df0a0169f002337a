// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobListBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.wrkjunit.kubernetes.FakeApi.Answer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ClusterCallsTest {

    private final Job job = FakeLoads.created(FakeLoads.plain());

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
}
