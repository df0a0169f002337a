// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("processes")
final class RudeServerTest {

    @Test
    void logs_each_request_in_order_with_its_connection_and_what_was_done() throws Exception {
        try (var server = RudeServer.start(Behaviour.HEALTHY)) {
            try (var first = new RawClient(server);
                    var second = new RawClient(server)) {
                assertThat(first.answerTo("/hotels?inDate=1&id=7")).isEqualTo(Answers.OK);
                assertThat(second.answerTo("/user")).isEqualTo(Answers.OK);
                first.send("POST /hotels HTTP/1.1\r\nX-Request-Id: abc\r\nContent-Length: 4\r\n\r\nbo");
                first.send("dy");
                assertThat(first.readAnswer()).isEqualTo(Answers.OK);
            }
            server.stop();

            ServerLog log = server.log();
            assertThat(log.complete()).isTrue();
            assertThat(log.requests())
                    .extracting(
                            ReceivedRequest::sequence,
                            ReceivedRequest::connection,
                            ReceivedRequest::index,
                            ReceivedRequest::requestLine,
                            ReceivedRequest::id,
                            ReceivedRequest::deed,
                            ReceivedRequest::status)
                    .containsExactly(
                            tuple(1L, 1L, 1, "GET /hotels?inDate=1&id=7 HTTP/1.1", "7", Deed.ANSWERED, 200),
                            tuple(2L, 2L, 1, "GET /user HTTP/1.1", "", Deed.ANSWERED, 200),
                            tuple(3L, 1L, 2, "POST /hotels HTTP/1.1", "abc", Deed.ANSWERED, 200));
            assertThat(log.requests()).isSortedAccordingTo((a, b) -> Long.compare(a.receivedUs(), b.receivedUs()));
        }
    }

    @Test
    void logs_partial_requests_and_connections_without_one() throws Exception {
        try (var server = RudeServer.start(Behaviour.HEALTHY)) {
            try (var talker = new RawClient(server)) {
                talker.answerTo("/");
                talker.send("GET /half");
            }
            new RawClient(server).close();
            try (var last = new RawClient(server)) {
                last.answerTo("/last");
            }
            server.stop();

            assertThat(server.log().connections())
                    .extracting(
                            AcceptedConnection::requests,
                            AcceptedConnection::partialBytes,
                            AcceptedConnection::isSilent)
                    .containsExactly(tuple(1, 9, false), tuple(0, 0, true), tuple(1, 0, false));
            assertThat(server.log().connections()).allMatch(ended -> ended.endedUs() >= ended.acceptedUs());
        }
    }

    @Test
    void answers_pipelined_requests_one_after_the_other() throws Exception {
        try (var server = RudeServer.start(Behaviour.HEALTHY)) {
            try (var client = new RawClient(server)) {
                client.send("GET /a HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\nConnection: close\r\n\r\n");

                assertThat(client.readToEnd()).isEqualTo(Answers.OK + Answers.LAST_OK);
            }
            server.stop();

            assertThat(server.log().requests())
                    .extracting(ReceivedRequest::operation)
                    .containsExactly("GET /a", "GET /b");
        }
    }

    @Test
    void keeps_the_log_when_it_is_killed_in_the_middle() throws Exception {
        try (var server = RudeServer.start(Behaviour.BLACK_HOLE);
                var client = new RawClient(server);
                var other = new RawClient(server)) {
            client.get("/?id=1");
            other.get("/?id=2");
            server.awaitReceived(2);
            server.kill();

            assertThat(server.log().complete()).isFalse();
            assertThat(server.log().counts().received()).isEqualTo(2);
            assertThat(server.log().counts().missing(1, 3)).containsExactly(3L);
        }
    }

    @Test
    void a_request_in_service_is_unfinished_when_the_server_stops() throws Exception {
        try (var server = RudeServer.start(Behaviour.HEALTHY, Setting.delay(Duration.ofHours(1)));
                var client = new RawClient(server)) {
            client.get("/");
            server.awaitReceived(1);
            server.stop();

            assertThat(client.readToEnd()).isEmpty();
            assertThat(server.log().complete()).isTrue();
            assertThat(server.log().requests())
                    .extracting(ReceivedRequest::deed)
                    .containsExactly(Deed.UNFINISHED);
        }
    }

    @Test
    void a_suspended_server_receives_when_it_is_resumed() throws Exception {
        try (var server = RudeServer.start(Behaviour.HEALTHY);
                var client = new RawClient(server)) {
            client.answerTo("/before");
            server.suspend();
            client.get("/during");
            assertThat(client.staysSilent(200)).isTrue();
            server.resume();
            assertThat(client.readAnswer()).isEqualTo(Answers.OK);
            server.stop();

            List<ReceivedRequest> requests = server.log().requests();
            assertThat(requests.get(1).receivedUs() - requests.get(0).doneUs()).isGreaterThanOrEqualTo(200_000);
        }
    }

    @Test
    void ends_when_nobody_holds_its_standard_input_any_more() throws Exception {
        try (var server = RudeServer.start(Behaviour.HEALTHY)) {
            server.process().getOutputStream().close();

            assertThat(server.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(server.process().exitValue()).isZero();
        }
    }

    @Test
    void tells_nothing_while_it_runs() throws Exception {
        try (var server = RudeServer.start(Behaviour.HEALTHY)) {
            assertThatIllegalStateException()
                    .isThrownBy(server::log)
                    .withMessage("RudeServer HEALTHY (process "
                            + server.process().pid() + ") is still running. Call stop() before log().");
        }
    }

    @Test
    void refuses_a_setting_that_the_behaviour_does_not_take() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RudeServer.start(Behaviour.GARBAGE, Setting.every(5)))
                .withMessage("RudeServer GARBAGE does not take every=5. It takes [delay_us=0]; leave the setting out or"
                        + " choose another behaviour.");
    }
}
