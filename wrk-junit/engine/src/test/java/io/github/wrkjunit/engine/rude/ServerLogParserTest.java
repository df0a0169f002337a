// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ServerLogParserTest {

    @Test
    void reads_what_the_writer_wrote() {
        var out = new ByteArrayOutputStream();
        var writer = new LogWriter(out);
        writer.port(1);
        writer.accepted(1);
        writer.received(1, 1, System.nanoTime(), RequestHead.parse("GET /a b\u00e9?id=5&x=\t HTTP/1.1\r\nHost: h"));
        writer.received(1, 2, System.nanoTime(), RequestHead.parse("what"));
        writer.done(2, Deed.ANSWERED, 400);
        writer.done(1, Deed.HUNG, 0);
        writer.ended(1, 2, 77);
        writer.stopped();

        ServerLog log = ServerLogParser.parse(
                out.toString(StandardCharsets.UTF_8).lines().toList());

        assertThat(log.complete()).isTrue();
        assertThat(log.requests())
                .extracting(ReceivedRequest::requestLine)
                .containsExactly("GET /a b\\xe9?id=5&x=\\x09 HTTP/1.1", "what");
        assertThat(log.requests()).extracting(ReceivedRequest::deed).containsExactly(Deed.HUNG, Deed.ANSWERED);
        assertThat(log.connections()).singleElement().matches(ended -> ended.partialBytes() == 77);
    }

    @Test
    void a_request_without_an_end_is_unfinished() {
        ServerLog log = ServerLogParser.parse(List.of("accepted 1 10", "received 1 1 1 20 - GET / HTTP/1.1"));

        assertThat(log.complete()).isFalse();
        assertThat(log.requests())
                .containsExactly(new ReceivedRequest(1, 1, 1, 20, "GET / HTTP/1.1", "", Deed.UNFINISHED, 0, -1));
        assertThat(log.connections()).containsExactly(new AcceptedConnection(1, 10, -1, 0, 0));
    }

    @Test
    void a_stack_trace_in_the_output_is_not_swallowed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ServerLogParser.parse(List.of("port 1", "Exception in thread \"x\"", "  at y")))
                .withMessage("Line 2 of the server's output is no entry of its log: \"Exception in thread \"x\"\"."
                        + " If it belongs to a stack trace, mend the server; from there on:\n"
                        + "Exception in thread \"x\"\n  at y");
    }

    @Test
    void a_request_that_is_done_twice_is_a_contradiction() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ServerLogParser.parse(
                        List.of("received 1 1 1 20 - GET / HTTP/1.1", "done 1 30 ANSWERED 200", "done 1 31 RESET 0")))
                .withMessageStartingWith("Line 3 of the server's output is no entry of its log: \"done 1 31 RESET 0\"")
                .havingCause()
                .withMessage("It contradicts the lines before it.");
    }
}
