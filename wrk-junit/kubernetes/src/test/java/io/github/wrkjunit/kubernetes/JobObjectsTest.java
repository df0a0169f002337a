// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wrkjunit.kubernetes.FakeApi.Answer;
import io.github.wrkjunit.kubernetes.manifest.LoadJob;
import io.github.wrkjunit.runtime.WorkloadException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class JobObjectsTest {

    private final LoadJob load = FakeLoads.bare();
    private final String name = load.job().getMetadata().getName();

    @Test
    void a_job_whose_creation_was_not_answered_is_deleted_when_it_comes_into_being_late() throws IOException {
        AtomicInteger deletions = new AtomicInteger();
        try (FakeApi api = new FakeApi(request -> {
                    if (request.method().equals("POST")) {
                        return new Answer(200, "cut");
                    }
                    return deletions.incrementAndGet() < 3
                            ? Answer.refusal(404, "not found")
                            : Answer.of(FakeLoads.created(load));
                });
                ClusterCalls calls = new ClusterCalls(api.config())) {

            assertThatThrownBy(new JobObjects(calls, load)::create).isInstanceOf(WorkloadException.class);

            String deletion = "DELETE " + FakeLoads.JOBS + "/" + name;
            assertThat(api.lines()).containsExactly("POST " + FakeLoads.JOBS, deletion, deletion, deletion);
        }
    }

    @Test
    void a_job_that_was_refused_is_not_deleted() throws IOException {
        try (FakeApi api = new FakeApi(request -> Answer.refusal(403, "no"));
                ClusterCalls calls = new ClusterCalls(api.config())) {
            JobObjects objects = new JobObjects(calls, load);

            assertThatThrownBy(objects::create).isInstanceOf(WorkloadException.class);
            objects.delete();

            assertThat(api.lines()).containsExactly("POST " + FakeLoads.JOBS);
        }
    }

    @Test
    void a_job_that_is_known_is_deleted_once_though_somebody_else_was_faster() throws IOException {
        try (FakeApi api = new FakeApi(request -> request.method().equals("POST")
                        ? Answer.of(FakeLoads.created(load))
                        : Answer.refusal(404, "not found"));
                ClusterCalls calls = new ClusterCalls(api.config())) {
            JobObjects objects = new JobObjects(calls, load);

            objects.create();
            objects.delete();
            objects.delete();

            assertThat(api.lines()).containsExactly("POST " + FakeLoads.JOBS, "DELETE " + FakeLoads.JOBS + "/" + name);
        }
    }
}
