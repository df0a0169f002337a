// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.lua;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestCheckTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1||",
                "GET / HTTP/1.0||",
                "GET /?a=b&c=\u00e9#f HTTP/1.1|Host: h||",
                "OPTIONS * HTTP/1.1|Host:||",
                "GET http://localhost:5000/x HTTP/1.1|Host: h|X:\ty \u00e9||",
                "POST / HTTP/1.1|Content-Length: 3||abc",
                "POST / HTTP/1.1|content-length:3 |CONTENT-LENGTH: 3||abc",
                "POST / HTTP/1.1|Content-Length: 5||GET|",
                "POST / HTTP/1.1||",
                "POST / HTTP/1.1|Transfer-Encoding: chunked||3|abc|0||",
                "POST / HTTP/1.1|Transfer-Encoding: chunked||A;x=y|0123456789|0|Trailer: t||",
            })
    void one_request_is_accepted(String lines) {
        assertThat(problem(lines)).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '\0',
            value = {
                "(GET) / HTTP/1.1|| > a text whose first line does not begin with a method and a blank: \"(GET) / HTTP/1.1\"",
                "hello > a text whose first line does not begin with a method and a blank: \"hello\"",
                "GET  HTTP/1.1|| > a request line without a path: \"GET  HTTP/1.1\"",
                "GET /a b c HTTP/1.1|| > a blank in the path (write %20 for it): \"GET /a b c HTTP/1.1\"",
                "GET / HTTP/1.1 HTTP/1.1|| > a blank in the path (write %20 for it): \"GET / HTTP/1.1 HTTP/1.1\"",
                "GET /| > a request line that does not end with a path, a blank and HTTP/1.1: \"GET /\"",
                "GET / HTTP/2.0|| > a request line that does not end with a path, a blank and HTTP/1.1: \"GET / HTTP/2.0\"",
                "GET / HTTP/1.1~Host: h~~ > a line that does not end with \\r\\n: \"GET / HTTP/1.1\"",
                "GET / HTTP/1.1|Host: h~~ > a line that does not end with \\r\\n: \"Host: h\"",
                "GET / HTTP/1.1|Host h|| > a header line that does not begin with a name and a colon: \"Host h\"",
                "GET / HTTP/1.1|Host : h|| > a header line that does not begin with a name and a colon: \"Host : h\"",
                "GET / HTTP/1.1| folded: h|| > a header line that does not begin with a name and a colon: \" folded: h\"",
                "GET / HTTP/1.1|A: \u0001b|| > a header line with a control character: \"A: ?b\"",
                "GET / HTTP/1.1|A: x^y|| > a header line with a control character: \"A: x\\ry\"",
                "GET / HTTP/1.1|A: x| > headers that no empty line ends: the text ends there",
                "GET / HTTP/1.1|A: x > headers that no empty line ends: \"A: x\"",
                "POST / HTTP/1.1|Content-Length: 3x||abc > a Content-Length that is no number, or a second one that differs: \"Content-Length: 3x\"",
                "POST / HTTP/1.1|Content-Length:|| > a Content-Length that is no number, or a second one that differs: \"Content-Length:\"",
                "POST / HTTP/1.1|Content-Length: 3|content-length: 4||abc > a Content-Length that is no number, or a second one that differs: \"content-length: 4\"",
                "POST / HTTP/1.1|Content-Length: 4||abc > a body that is shorter than its Content-Length: \"abc\"",
                "POST / HTTP/1.1|Content-Length: 99999999999999999999||a > a Content-Length that is no number, or a second one that differs: \"Content-Length: 99999999999999999999\"",
                "POST / HTTP/1.1|Content-Length: 3||abcd > more than one request, or a body without Content-Length (one request a call); what is left over: \"d\"",
                "POST / HTTP/1.1||abc > more than one request, or a body without Content-Length (one request a call); what is left over: \"abc\"",
                "POST / HTTP/1.1|Transfer-Encoding: chunked||3|abc| > a chunked body that is not well-formed: the text ends there",
                "POST / HTTP/1.1|Transfer-Encoding: chunked||3|abcd|0|| > a chunked body that is not well-formed: \"abcd\\r\\n0\\r\\n\\r\\n\"",
            })
    void anything_else_is_named(String lines, String problem) {
        assertThat(problem(lines)).isEqualTo(problem);
    }

    /** Checks the lines; {@code |} stands for CR LF, {@code ~} for LF, {@code ^} for CR. */
    private static String problem(String lines) {
        byte[] bytes =
                lines.replace("|", "\r\n").replace("~", "\n").replace("^", "\r").getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        RequestCheck check = new RequestCheck();
        RequestCheck.Problem problem = check.check(buffer, bytes.length);
        return problem == null ? "none" : check.explain(problem);
    }
}
