// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AbsoluteFormTest {

    private static final String REST = " HTTP/1.1\r\nHost: shop:8080\r\n\r\n";

    @ParameterizedTest
    @CsvSource({
        "http://localhost:5000/hotels?inDate=1, /hotels?inDate=1",
        "HTTP://localhost/, /",
        "http://localhost:5000, /",
        "http://localhost:5000?a=http://x/y, /?a=http://x/y",
        "/hotels?next=http://x/y, /hotels?next=http://x/y",
        "*, *",
        "shop:8080, shop:8080",
        "http, http",
    })
    void sends_targets_in_origin_form_if_that_is_wanted(String target, String sent) {
        AbsoluteForm requests = new AbsoluteForm(fixed("POST " + target + REST + "body"), true);

        assertThat(text(requests.next())).isEqualTo("POST " + sent + REST + "body");
        assertThat(text(requests.next())).isEqualTo("POST " + sent + REST + "body"); // a fixed request stays as it is
        assertThat(requests.warnings()).isEmpty();
    }

    @Test
    void makes_room_for_a_large_request() {
        String body = "x".repeat(100_000);
        AbsoluteForm requests = new AbsoluteForm(fixed("POST http://a/b" + REST + body), true);

        assertThat(text(requests.next())).isEqualTo("POST /b" + REST + body);
    }

    @Test
    void sends_them_as_they_are_otherwise_and_warns_of_another_authority() {
        String request = "GET http://localhost:5000/hotels" + REST;
        AbsoluteForm requests = new AbsoluteForm(fixed(request), false);

        assertThat(text(requests.next())).isEqualTo(request);
        assertThat(requests.warnings())
                .containsExactly(
                        "Request lines of the script name \"localhost:5000\", the header Host names \"shop:8080\":"
                                + " servers such as Tomcat and Jetty answer 400 to that. Begin the paths in the script with /,"
                                + " or send them so by --relative (setting wrk.local.relative = true).");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET http://shop:8080/hotels HTTP/1.1\r\nhost:SHOP:8080\r\n\r\n",
                "GET http://shop/hotels HTTP/1.1\r\nHost: shop:80\r\n\r\n",
                "GET http://shop/hotels HTTP/1.1\r\n\r\nHost: another",
                "GET /hotels HTTP/1.1\r\nHost: shop\r\n\r\n",
            })
    void does_not_warn_where_no_other_authority_is_named(String request) {
        AbsoluteForm requests = new AbsoluteForm(fixed(request), false);

        assertThat(text(requests.next())).isEqualTo(request);
        assertThat(requests.warnings()).isEmpty();
    }

    private static RequestSource fixed(String request) {
        ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(ISO_8859_1));
        return () -> bytes;
    }

    private static String text(ByteBuffer request) {
        byte[] bytes = new byte[request.remaining()];
        request.get(request.position(), bytes);
        return new String(bytes, ISO_8859_1);
    }
}
