// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpTargetTest {

    @ParameterizedTest
    @CsvSource({
        "http://shop,                        shop,      80,   /,         shop",
        "http://shop/,                       shop,      80,   /,         shop",
        "HTTP://shop:80/a?b=c#d,             shop,      80,   /a?b=c#d,  shop:80",
        "http://127.0.0.1:5000/hotels,       127.0.0.1, 5000, /hotels,   127.0.0.1:5000",
        "http://[::1]:8080/x,                ::1,       8080, /x,        [::1]:8080",
        "http://[::1]/x,                     ::1,       80,   /x,        [::1]",
        "http://[fe80::1%25eth0]:81/,        fe80::1%eth0, 81, /,        [fe80::1]:81",
        "http://[fe80::1%eth0]/,             fe80::1%eth0, 80, /,        [fe80::1]",
        "http://my_service:8080,             my_service, 8080, /,        my_service:8080",
        "http://user:pass@shop:81/x@y:z,     shop,      81,   /x@y:z,    shop:81",
        "http://shop?x=1,                    shop,      80,   /?x=1,     shop"
    })
    void takes_a_url_apart(String url, String host, int port, String path, String hostHeader) {
        HttpTarget target = HttpTarget.parse(url);

        assertThat(target.host()).isEqualTo(host);
        assertThat(target.port()).isEqualTo(port);
        assertThat(target.path()).isEqualTo(path);
        assertThat(target.hostHeader()).isEqualTo(hostHeader);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "shop:80/x ! URL \"shop:80/x\" has no scheme. Use http://host:port/path.",
                "https://shop ! URL \"https://shop\": TLS is not supported yet. Use a plain http:// address of the service, or a runtime that speaks TLS.",
                "ftp://shop ! URL \"ftp://shop\": scheme \"ftp\" is not supported. Use http://host:port/path.",
                "http:///x ! URL \"http:///x\" has no host. Use http://host:port/path.",
                "http://shop:/x ! URL \"http://shop:/x\": port \"\" is not a number from 1 to 65535.",
                "http://shop:65536 ! URL \"http://shop:65536\": port \"65536\" is not a number from 1 to 65535.",
                "http://shop/a b ! URL \"http://shop/a b\": the character ' ' cannot be part of a request line. Write it percent-encoded, a blank as %20."
            })
    void says_what_is_wrong_with_a_url(String url, String message) {
        assertThatThrownBy(() -> HttpTarget.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void the_request_without_a_script_is_wrks() {
        StaticRequest request = StaticRequest.get(HttpTarget.parse("http://127.0.0.1:18094"), List.of());

        assertThat(text(request.next())).isEqualTo("GET / HTTP/1.1\r\nHost: 127.0.0.1:18094\r\n\r\n");
        assertThat(request.next().position()).isZero();
    }

    @Test
    void own_headers_follow_and_an_own_host_replaces_the_targets() {
        StaticRequest request =
                StaticRequest.get(HttpTarget.parse("http://shop/x"), List.of("host: other", "Accept: a/b"));

        assertThat(text(request.next())).isEqualTo("GET /x HTTP/1.1\r\nhost: other\r\nAccept: a/b\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource({"HEAD / HTTP/1.1, true", "HEADER / HTTP/1.1, false", "GET /HEAD HTTP/1.1, false", "HEA, false"})
    void knows_a_head(String line, boolean expected) {
        assertThat(RequestMethod.isHead(ByteBuffer.wrap(line.getBytes(UTF_8)))).isEqualTo(expected);
    }

    private static String text(ByteBuffer bytes) {
        return UTF_8.decode(bytes.duplicate()).toString();
    }
}
