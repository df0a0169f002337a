// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("processes")
final class DelaysTest {
    /** Times in the log are cut to whole microseconds. */
    private static final long CLOCK_STEP_US = 1;

    @Test
    void healthy_answers_after_the_delay() throws Exception {
        try (var server = RudeServer.start(Behaviour.HEALTHY, Setting.delay(Duration.ofMillis(5)))) {
            try (var client = new RawClient(server)) {
                for (int i = 0; i < 20; i++) {
                    assertThat(client.answerTo("/")).isEqualTo(Answers.OK);
                }
            }
            server.stop();

            assertThat(server.log().requests())
                    .hasSize(20)
                    .allMatch(request -> serviceUs(request) >= 5_000)
                    .allMatch(request -> request.deed() == Deed.ANSWERED);
        }
    }

    @Test
    void stall_holds_every_answer_that_is_due_in_it_until_its_end() throws Exception {
        try (var server = RudeServer.start(
                Behaviour.STALL,
                Setting.after(Duration.ZERO),
                Setting.lasting(Duration.ofMillis(300)),
                Setting.delay(Duration.ofMillis(20)))) {
            try (var one = new RawClient(server);
                    var other = new RawClient(server)) {
                one.get("/");
                other.get("/");
                assertThat(one.readAnswer()).isEqualTo(Answers.OK);
                assertThat(other.readAnswer()).isEqualTo(Answers.OK);
                assertThat(one.answerTo("/after")).isEqualTo(Answers.OK);
            }
            server.stop();

            List<ReceivedRequest> requests = server.log().requests();
            long stallEndUs = firstReceivedUs(requests) + 300_000;
            assertThat(requests).hasSize(3).allMatch(request -> request.doneUs() >= stallEndUs - CLOCK_STEP_US);
            assertThat(serviceUs(requests.get(2))).isGreaterThanOrEqualTo(20_000);
        }
    }

    @Test
    void stall_answers_what_is_due_before_it() throws Exception {
        try (var server = RudeServer.start(Behaviour.STALL, Setting.after(Duration.ofHours(1)))) {
            try (var client = new RawClient(server)) {
                assertThat(client.answerTo("/")).isEqualTo(Answers.OK);
            }
            server.stop();

            assertThat(server.log().counts().answered(200)).isEqualTo(1);
        }
    }

    @Test
    void one_worker_serves_all_connections_one_after_the_other() throws Exception {
        try (var server = RudeServer.start(Behaviour.HALF_CAPACITY, Setting.delay(Duration.ofMillis(10)))) {
            try (var a = new RawClient(server);
                    var b = new RawClient(server);
                    var c = new RawClient(server)) {
                a.get("/a");
                b.get("/b");
                c.get("/c");
                assertThat(List.of(a.readAnswer(), b.readAnswer(), c.readAnswer()))
                        .containsOnly(Answers.OK);
            }
            server.stop();

            List<ReceivedRequest> requests = server.log().requests();
            long lastDoneUs =
                    requests.stream().mapToLong(ReceivedRequest::doneUs).max().orElseThrow();
            assertThat(requests).hasSize(3);
            assertThat(lastDoneUs - firstReceivedUs(requests)).isGreaterThanOrEqualTo(30_000);
        }
    }

    @Test
    void slow_body_dribbles_a_correct_answer() throws Exception {
        try (var server = RudeServer.start(Behaviour.SLOW_BODY, Setting.delay(Duration.ofMillis(3)))) {
            try (var client = new RawClient(server)) {
                assertThat(client.answerTo("/"))
                        .isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n" + Answers.BODY);
            }
            server.stop();

            assertThat(server.log().requests())
                    .singleElement()
                    .matches(request -> request.deed() == Deed.ANSWERED && serviceUs(request) >= 30_000);
        }
    }

    /** Of requests that arrive at once, the first in number is not always the first in time. */
    private static long firstReceivedUs(List<ReceivedRequest> requests) {
        return requests.stream().mapToLong(ReceivedRequest::receivedUs).min().orElseThrow();
    }

    private static long serviceUs(ReceivedRequest request) {
        return request.doneUs() - request.receivedUs();
    }
}
