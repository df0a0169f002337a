// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.github.wrkjunit.kubernetes.FakeApi.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PodLogSourceTest {

    private static final Pod POD = new PodBuilder()
            .withNewMetadata()
            .withName("wrk2-x")
            .withNamespace("load")
            .endMetadata()
            .build();

    @Test
    void asks_for_the_log_of_the_container_from_a_moment_on() throws IOException {
        try (FakeApi api = new FakeApi(request -> new Answer(200, "2026-11-28T12:00:01.1Z one\n"));
                ClusterCalls calls = new ClusterCalls(api.config());
                InputStream log =
                        new PodLogSource(calls.client(), POD, "wrk2").open(Optional.of("2026-11-28T12:00:01Z"))) {

            assertThat(new String(log.readAllBytes(), UTF_8)).isEqualTo("2026-11-28T12:00:01.1Z one\n");
            assertThat(api.asked())
                    .singleElement()
                    .satisfies(request ->
                            assertThat(request.line()).isEqualTo("GET /api/v1/namespaces/load/pods/wrk2-x/log"))
                    .satisfies(request -> assertThat(request.query())
                            .isEqualTo("follow=true&timestamps=true&container=wrk2&sinceTime=2026-11-28T12:00:01Z"));
        }
    }

    @Test
    void a_log_that_is_gone_is_not_an_empty_one() throws IOException {
        try (FakeApi api = new FakeApi(request -> Answer.refusal(404, "pods \"wrk2-x\" not found"));
                ClusterCalls calls = new ClusterCalls(api.config())) {

            assertThatThrownBy(() -> new PodLogSource(calls.client(), POD, "wrk2").open(Optional.empty()))
                    .isInstanceOf(PodLog.LogGoneException.class)
                    .hasMessage("pods \"wrk2-x\" not found");
        }
    }

    @Test
    void a_log_that_is_refused_is_not_an_empty_one() throws IOException {
        try (FakeApi api = new FakeApi(request -> Answer.refusal(403, "pods \"wrk2-x\" is forbidden"));
                ClusterCalls calls = new ClusterCalls(api.config())) {

            assertThatThrownBy(() -> new PodLogSource(calls.client(), POD, "wrk2").open(Optional.empty()))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("pods \"wrk2-x\" is forbidden");
        }
    }

    @Test
    void a_log_that_is_cut_does_not_end_in_order() throws IOException {
        try (FakeApi api = new FakeApi(request -> Answer.cut("2026-11-28T12:00:01.1Z one\n"));
                ClusterCalls calls = new ClusterCalls(api.config());
                InputStream log = new PodLogSource(calls.client(), POD, "wrk2").open(Optional.empty())) {

            assertThatThrownBy(log::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_server_that_does_not_answer_is_not_waited_for() throws IOException {
        try (FakeApi api = new FakeApi(request -> Answer.SILENCE);
                ClusterCalls calls = new ClusterCalls(api.config())) {

            assertThatThrownBy(() -> new PodLogSource(calls.client(), POD, "wrk2", Duration.ofMillis(200))
                            .open(Optional.empty()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("no answer within 200 ms");
        }
    }

    @Test
    void an_answer_of_something_else_is_told_by_its_number() throws IOException {
        try (FakeApi api = new FakeApi(request -> new Answer(418, "<html>"));
                ClusterCalls calls = new ClusterCalls(api.config())) {

            assertThatThrownBy(() -> new PodLogSource(calls.client(), POD, "wrk2").open(Optional.empty()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("HTTP status 418");
        }
    }
}
