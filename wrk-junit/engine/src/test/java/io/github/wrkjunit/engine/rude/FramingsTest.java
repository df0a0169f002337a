// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

// Lines on the wire end in CR LF: escapes show that, text blocks hide it.
@SuppressWarnings("StringConcatToTextBlock")
@Tag("processes")
final class FramingsTest {

    @Test
    void errors_answers_every_second_request_with_500() throws Exception {
        try (var server = RudeServer.start(Behaviour.ERRORS)) {
            try (var client = new RawClient(server)) {
                assertThat(client.answerTo("/")).isEqualTo(Answers.OK);
                assertThat(client.answerTo("/"))
                        .isEqualTo("HTTP/1.1 500 Internal Server Error\r\nContent-Type: text/plain\r\n"
                                + "Content-Length: 13\r\n\r\nout of order\n");
                assertThat(client.answerTo("/")).isEqualTo(Answers.OK);
            }
            server.stop();

            assertThat(server.log().counts().answered(200)).isEqualTo(2);
            assertThat(server.log().counts().answered(500)).isEqualTo(1);
        }
    }

    @Test
    void early_hints_come_before_the_answer() throws Exception {
        try (var server = RudeServer.start(Behaviour.EARLY_HINTS)) {
            try (var client = new RawClient(server)) {
                client.get("/");
                assertThat(client.readHead())
                        .isEqualTo("HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload; as=style\r\n\r\n");
                assertThat(client.readAnswer()).isEqualTo(Answers.OK);
            }
            server.stop();

            assertThat(server.log().counts().byDeed()).isEqualTo(Map.of(Deed.ANSWERED, 1L));
        }
    }

    @Test
    void answers_without_body_are_followed_by_the_next_answer_at_once() throws Exception {
        try (var server = RudeServer.start(Behaviour.NO_BODY)) {
            try (var client = new RawClient(server)) {
                client.send("HEAD / HTTP/1.1\r\n\r\nGET /cached HTTP/1.1\r\n\r\nGET /empty HTTP/1.1\r\n\r\n"
                        + "GET / HTTP/1.1\r\nIf-None-Match: \"1\"\r\n\r\n"
                        + "GET / HTTP/1.1\r\nConnection: close\r\n\r\n");

                String notModified = "HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\nContent-Length: 100\r\n\r\n";
                assertThat(client.readToEnd())
                        .isEqualTo("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nETag: \"1\"\r\n"
                                + "Content-Length: 100\r\n\r\n" + notModified + "HTTP/1.1 204 No Content\r\n\r\n"
                                + notModified + "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nETag: \"1\"\r\n"
                                + "Connection: close\r\nContent-Length: 100\r\n\r\n" + Answers.BODY);
            }
            server.stop();

            assertThat(server.log().requests())
                    .extracting(ReceivedRequest::status)
                    .containsExactly(200, 304, 204, 304, 200);
        }
    }

    @Test
    void chunks_have_extensions_and_trailers() throws Exception {
        try (var server = RudeServer.start(Behaviour.CHUNKED)) {
            String answer = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n"
                    + "Trailer: X-Checksum\r\n\r\n10;part=first\r\n0123456789abcdef\r\n"
                    + "A;note=\"a;b\"\r\n0123456789\r\n0;last\r\nX-Checksum: 26\r\n\r\n";
            try (var client = new RawClient(server)) {
                client.get("/");
                assertThat(client.read(answer.length())).isEqualTo(answer);
                client.get("/");
                assertThat(client.read(answer.length())).isEqualTo(answer);
            }
            server.stop();

            assertThat(server.log().counts().answered(200)).isEqualTo(2);
        }
    }
}
