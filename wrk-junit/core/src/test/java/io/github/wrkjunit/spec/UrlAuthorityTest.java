// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlAuthorityTest {

    @ParameterizedTest
    @CsvSource({
        "http://shop:8080/a,             shop,         8080",
        "http://my_service:8080/,        my_service,   8080",
        "http://_a-b.c_d.:1?x,           _a-b.c_d.,    1",
        "http://u:p@my_service:80,       my_service,   80",
        "http://a@b@127.0.0.1:80,        127.0.0.1,    80",
        "http://134744072:80/,           134744072,    80",
        "http://[::1]:80/,               ::1,          80",
        "http://[fe80::1%25eth0]:80/,    fe80::1%eth0, 80",
        "http://[fe80::1%eth0]:80/,      fe80::1%eth0, 80",
        "http://localhost:0/,            localhost,    0"
    })
    void takes_host_and_port_out_of_a_url(String url, String host, int port) {
        assertThat(UrlAuthority.of(URI.create(url))).contains(new UrlAuthority(host, OptionalInt.of(port)));
    }

    @Test
    void a_url_may_name_no_port() {
        assertThat(UrlAuthority.of(URI.create("http://my_service/")))
                .contains(new UrlAuthority("my_service", OptionalInt.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http:///x", "mailto:a@b", "http://%38.8.8.8/", "http://shop:port/", "http://shop:/", "http://.."
            })
    void a_url_without_a_host_that_can_be_reached_has_none(String url) {
        assertThat(UrlAuthority.of(URI.create(url))).isEmpty();
    }
}
