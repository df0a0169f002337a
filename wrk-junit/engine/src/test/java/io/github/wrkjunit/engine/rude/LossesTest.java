// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("processes")
final class LossesTest {

    @Test
    void dead_resets_all_connections_and_refuses_new_ones() throws Exception {
        try (var server = RudeServer.start(
                Behaviour.DEAD_FROM, Setting.after(Duration.ofMillis(200)), Setting.delay(Duration.ofMillis(1)))) {
            try (var idle = new RawClient(server);
                    var busy = new RawClient(server)) {
                idle.answerTo("/");
                assertThatExceptionOfType(SocketException.class).isThrownBy(() -> {
                    while (busy.answerTo("/").equals(Answers.OK)) {
                        // Goes on until the server is dead.
                    }
                });
                assertThatExceptionOfType(SocketException.class)
                        .isThrownBy(idle::readToEnd)
                        .withMessage("Connection reset");
                assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> new RawClient(server).close());
            }
            server.stop();

            assertThat(server.log().counts().resets()).isLessThanOrEqualTo(1);
            assertThat(server.log().counts().answered() + server.log().counts().resets())
                    .isEqualTo(server.log().counts().received());
        }
    }

    @Test
    void dead_resets_the_request_that_is_in_service() throws Exception {
        try (var server = RudeServer.start(
                Behaviour.DEAD_FROM, Setting.after(Duration.ofMillis(50)), Setting.delay(Duration.ofHours(1)))) {
            try (var client = new RawClient(server)) {
                client.get("/");
                assertThatExceptionOfType(SocketException.class)
                        .isThrownBy(client::readToEnd)
                        .withMessage("Connection reset");
            }
            server.stop();

            assertThat(server.log().counts().resets()).isEqualTo(1);
        }
    }

    @Test
    void hangs_on_every_nth_request_and_answers_the_others() throws Exception {
        try (var server = RudeServer.start(Behaviour.HANGS, Setting.every(3));
                var client = new RawClient(server);
                var other = new RawClient(server)) {
            assertThat(client.answerTo("/")).isEqualTo(Answers.OK);
            assertThat(client.answerTo("/")).isEqualTo(Answers.OK);
            client.get("/hung");
            server.awaitReceived(3);
            assertThat(other.answerTo("/")).isEqualTo(Answers.OK);
            client.get("/behind-it");
            server.awaitReceived(5);
            server.stop();

            assertThat(client.readToEnd()).isEmpty();
            assertThat(server.log().requests())
                    .extracting(ReceivedRequest::deed)
                    .containsExactly(Deed.ANSWERED, Deed.ANSWERED, Deed.HUNG, Deed.ANSWERED, Deed.HUNG);
        }
    }

    @Test
    void resets_on_every_nth_request() throws Exception {
        try (var server = RudeServer.start(Behaviour.RESETS, Setting.every(2))) {
            for (int i = 0; i < 3; i++) {
                try (var client = new RawClient(server)) {
                    assertThat(client.answerTo("/")).isEqualTo(Answers.OK);
                    client.get("/");
                    assertThatThrownBy(client::readToEnd)
                            .isInstanceOf(SocketException.class)
                            .hasMessage("Connection reset");
                }
            }
            server.stop();

            assertThat(server.log().counts().answered(200)).isEqualTo(3);
            assertThat(server.log().counts().resets()).isEqualTo(3);
        }
    }

    @Test
    void a_black_hole_reads_and_never_answers() throws Exception {
        try (var server = RudeServer.start(Behaviour.BLACK_HOLE);
                var client = new RawClient(server)) {
            client.get("/");
            server.awaitReceived(1);
            server.stop();

            assertThat(client.readToEnd()).isEmpty();
            assertThat(server.log().requests())
                    .extracting(ReceivedRequest::deed)
                    .containsExactly(Deed.HUNG);
        }
    }

    @Test
    void garbage_is_not_http_and_the_connection_stays_open() throws Exception {
        try (var server = RudeServer.start(Behaviour.GARBAGE)) {
            try (var client = new RawClient(server)) {
                client.get("/");
                assertThat(client.read(27)).isEqualTo("220 localhost ESMTP ready\r\n");
                client.get("/");
                assertThat(client.read(27)).isEqualTo("220 localhost ESMTP ready\r\n");
            }
            server.stop();

            assertThat(server.log().counts().did(Deed.GARBAGE)).isEqualTo(2);
        }
    }

    @Test
    void truncates_after_half_of_the_announced_body() throws Exception {
        try (var server = RudeServer.start(Behaviour.TRUNCATES)) {
            try (var client = new RawClient(server)) {
                client.get("/");
                assertThat(client.readToEnd())
                        .isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n" + Answers.BODY.substring(0, 50));
            }
            server.stop();

            assertThat(server.log().counts().did(Deed.TRUNCATED)).isEqualTo(1);
        }
    }
}
