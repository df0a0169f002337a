// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class RequestReaderTest {

    @Test
    void finds_requests_whose_bytes_come_one_by_one() throws Exception {
        var reader = new RequestReader(
                new OneByOne("POST /a HTTP/1.1\r\nContent-length: 3\r\n\r\nxyzGET /b HTTP/1.1\r\n\r\nGET"));

        assertThat(reader.next()).extracting(head -> head.line().text()).isEqualTo("POST /a HTTP/1.1");
        assertThat(reader.next()).extracting(head -> head.line().text()).isEqualTo("GET /b HTTP/1.1");
        assertThat(reader.next()).isNull();
        assertThat(reader.partialBytes()).isEqualTo(3);
    }

    @Test
    void a_request_without_its_whole_body_is_partial() throws Exception {
        var reader = reader("POST / HTTP/1.1\r\nContent-Length: 20000\r\n\r\n" + "x".repeat(19_999));

        assertThat(reader.next()).isNull();
        assertThat(reader.partialBytes()).isEqualTo(42 + 19_999);
    }

    @Test
    void a_length_that_is_no_number_ends_the_connection() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() ->
                        reader("GET / HTTP/1.1\r\nContent-Length: many\r\n\r\n").next())
                .withMessage("Content-Length \"many\" is no number of bytes below 2 GiB");
    }

    @Test
    void the_id_is_the_query_parameter_or_else_the_header() throws Exception {
        assertThat(reader("GET /?hid=3&id=4 HTTP/1.1\r\nX-Request-Id: 5\r\n\r\n")
                        .next())
                .extracting(RequestHead::id)
                .isEqualTo("4");
        assertThat(reader("GET /?hid=3 HTTP/1.1\r\nx-request-id: 5\r\n\r\n").next())
                .extracting(RequestHead::id)
                .isEqualTo("5");
        assertThat(reader("GET / HTTP/1.1\r\n\r\n").next())
                .extracting(RequestHead::id)
                .isEqualTo("");
    }

    private static RequestReader reader(String text) {
        return new RequestReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Hands out a single byte per read. */
    private static final class OneByOne extends InputStream {
        private final ByteArrayInputStream bytes;

        OneByOne(String text) {
            bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, 1);
        }
    }
}
