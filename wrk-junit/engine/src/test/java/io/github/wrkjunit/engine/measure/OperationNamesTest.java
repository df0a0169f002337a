// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.measure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationNamesTest {

    @ParameterizedTest
    @CsvSource({
        "GET / HTTP/1.1,                                          GET /",
        "GET /hotels?inDate=1&lat=2 HTTP/1.1,                     GET /hotels",
        "GET /hotels#top HTTP/1.1,                                GET /hotels",
        "GET http://localhost:5000/hotels?a=/b HTTP/1.1,          GET /hotels",
        "GET http://localhost:5000 HTTP/1.1,                      GET /",
        "GET http://localhost:5000?x HTTP/1.1,                    GET /",
        "GET https://[::1]:1/17 HTTP/1.1,                         GET /{n}",
        "POST /users/17/cart/0042 HTTP/1.1,                       POST /users/{n}/cart/{n}",
        "GET /users/17?x HTTP/1.1,                                GET /users/{n}",
        "GET /v1/a17/17a/1.7 HTTP/1.1,                            GET /v1/a17/17a/1.7",
        "GET /redirect/http://other/5 HTTP/1.1,                   GET /redirect/http://other/{n}",
        "OPTIONS * HTTP/1.1,                                      OPTIONS *",
        "CONNECT host:80 HTTP/1.1,                                CONNECT host:80",
        "GET /caf\u00e9 HTTP/1.1,                                 GET /caf\u00e9"
    })
    void names_a_request_by_method_and_path(String line, String expected) {
        OperationNames names = new OperationNames();

        assertThat(names.name(names.idOf(request(line)))).isEqualTo(expected);
    }

    @Test
    void gives_equal_operations_one_number() {
        OperationNames names = new OperationNames();
        int first = names.idOf(request("GET /users/17?x=1 HTTP/1.1"));

        assertThat(names.idOf(request("GET http://h/users/999 HTTP/1.1"))).isEqualTo(first);
        assertThat(names.idOf(request("PUT /users/17 HTTP/1.1"))).isNotEqualTo(first);
    }

    @Test
    void counts_those_beyond_64_together() {
        OperationNames names = new OperationNames();
        for (int i = 0; i < 64; i++) {
            assertThat(names.name(names.idOf(request("GET /op" + i + " HTTP/1.1"))))
                    .isEqualTo("GET /op" + i);
        }

        assertThat(names.name(names.idOf(request("GET /op64 HTTP/1.1")))).isEqualTo("(other)");
        assertThat(names.name(names.idOf(request("GET /op63 HTTP/1.1")))).isEqualTo("GET /op63");
    }

    @Test
    void cuts_a_name_of_an_endless_path() {
        OperationNames names = new OperationNames();

        assertThat(names.name(names.idOf(request("GET /" + "x".repeat(5000) + " HTTP/1.1"))))
                .isEqualTo("GET /" + "x".repeat(195));
    }

    @Test
    void survives_what_is_no_request_at_all() {
        OperationNames names = new OperationNames();

        assertThat(names.name(names.idOf(ByteBuffer.allocate(0)))).isEqualTo(" ");
        assertThat(names.name(names.idOf(ByteBuffer.wrap("GET".getBytes(UTF_8)))))
                .isEqualTo("GET ");
    }

    private static ByteBuffer request(String line) {
        return ByteBuffer.wrap((line + "\r\nHost: x\r\n\r\n").getBytes(UTF_8));
    }
}
