// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("processes")
final class ClosesTest {

    @Test
    void closes_says_so_and_does_it() throws Exception {
        try (var server = RudeServer.start(Behaviour.CLOSES)) {
            try (var client = new RawClient(server)) {
                client.get("/");
                assertThat(client.readToEnd()).isEqualTo(Answers.LAST_OK);
            }
            server.stop();

            assertThat(server.log().counts().answered(200)).isEqualTo(1);
        }
    }

    @Test
    void a_request_that_comes_after_a_silent_close_is_logged_as_too_late() throws Exception {
        try (var server = RudeServer.start(Behaviour.CLOSES_SILENTLY)) {
            try (var client = new RawClient(server)) {
                client.get("/");
                assertThat(client.readToEnd()).isEqualTo(Answers.OK);
                client.get("/after");
                server.awaitReceived(2);
                assertThat(client.readToEnd()).isEmpty();
            }
            server.stop();

            assertThat(server.log().requests())
                    .extracting(ReceivedRequest::deed)
                    .containsExactly(Deed.ANSWERED, Deed.TOO_LATE);
        }
    }

    @Test
    void keep_alive_ends_without_a_word_after_ten_answers() throws Exception {
        try (var server = RudeServer.start(Behaviour.KEEP_ALIVE_10);
                var client = new RawClient(server)) {
            for (int i = 1; i <= 9; i++) {
                assertThat(client.answerTo("/")).isEqualTo(Answers.OK);
            }
            client.get("/tenth");
            assertThat(client.readToEnd()).isEqualTo(Answers.OK);
            server.stop();

            assertThat(server.log().counts().answered(200)).isEqualTo(10);
        }
    }

    @Test
    void announced_keep_alive_ends_with_a_word_in_the_tenth_answer() throws Exception {
        try (var server = RudeServer.start(Behaviour.KEEP_ALIVE_10_ANNOUNCED);
                var client = new RawClient(server)) {
            for (int i = 1; i <= 9; i++) {
                assertThat(client.answerTo("/")).isEqualTo(Answers.OK);
            }
            client.get("/tenth");
            assertThat(client.readToEnd()).isEqualTo(Answers.LAST_OK);
            server.stop();

            assertThat(server.log().counts().answered(200)).isEqualTo(10);
        }
    }

    @Test
    void a_close_delimited_body_has_no_length() throws Exception {
        try (var server = RudeServer.start(Behaviour.CLOSE_DELIMITED)) {
            try (var client = new RawClient(server)) {
                client.get("/");
                assertThat(client.readToEnd())
                        .isEqualTo("HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n" + Answers.BODY);
            }
            server.stop();

            assertThat(server.log().counts().answered(200)).isEqualTo(1);
        }
    }
}
