// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "proxy-authorization",
                "Cookie",
                "set-cookie",
                "X-Api-Key",
                "apikey",
                "api_key",
                "X-Auth-Token",
                "access_token",
                "client-secret",
                "PASSWORD",
                "dbPassword",
                "passwd",
                "pwd",
                "sig",
                "X-Amz-Signature",
                "sessionId",
                "auth",
                "key",
                "X-Key",
                "Ocp-Apim-Subscription-Key",
                "AccountKey",
                "jwt"
            })
    void a_name_that_looks_like_a_secrets_is_one(String name) {
        assertThat(Redaction.isSecret(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept",
                "X-Trace",
                "author",
                "username",
                "monkey",
                "keyboard",
                "Cache-Key",
                "sort_key",
                "significant",
                "Content-Type",
                ""
            })
    void another_name_is_none(String name) {
        assertThat(Redaction.isSecret(name)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "http://h:80/p?a=1&b=2,                        http://h:80/p?a=1&b=2",
        "http://ann:pw@h:80/p,                         http://***@h:80/p",
        "http://ann@h,                                 http://***@h",
        "http://a@b:c@h/x@y,                           http://***@h/x@y",
        "http://h?q=a@b,                               http://h?q=a@b",
        "http://h:80/x@y,                              http://h:80/x@y",
        "http://[::1]:80/x@y,                          http://[::1]:80/x@y",
        "http://ann:p w@h:80/p,                        http://***@h:80/p",
        "http://ann:p/w@h:80/p,                        http://***@h:80/p",
        "http://ann:p?w@h:80/p,                        http://***@h:80/p",
        "http:/ann:pw@h/,                              http:/***@h/",
        "//ann:pw@h/,                                  //***@h/",
        "ann:pw@h/,                                    ***@h/",
        "http://h/p?key=pw,                            http://h/p?key=***",
        "http://h/p?monkey=1&keyboard=2,               http://h/p?monkey=1&keyboard=2",
        "http://h/p?user=ann&password=pw&x=1#frag,     http://h/p?user=ann&password=***&x=1#frag",
        "http://h/p?token=pw;x=1,                      http://h/p?token=***;x=1",
        "http://h/p?pass%77ord=pw,                     http://h/p?pass%77ord=***",
        "http://h/p?%zztoken=pw,                       http://h/p?%zztoken=***",
        "/login?api_key=pw,                            /login?api_key=***",
        "/r?to=http://ann:pw@h/,                       /r?to=http://***@h/",
        "http://h/p?token=&x=,                         http://h/p?token=***&x=",
    })
    void hides_user_information_and_secret_query_values(String url, String shown) {
        assertThat(Redaction.url(url)).isEqualTo(shown);
    }

    @Test
    void hides_the_values_of_secret_headers_and_keeps_their_order() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Trace", "open");
        headers.put("authorization", "Basic pw");
        headers.put("Accept", "*/*");

        assertThat(Redaction.headers(headers))
                .containsExactly(entry("X-Trace", "open"), entry("authorization", "***"), entry("Accept", "*/*"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "wrk -H 'Authorization: Bearer pw' -H \"X-Trace: open\" http://h/ | wrk -H 'Authorization: ***' -H \"X-Trace: open\" http://h/",
                "unable to connect to http://ann:pw@h:80/?token=pw Connection refused | unable to connect to http://***@h:80/?token=*** Connection refused",
                "Cookie: a=pw; b=pw                | Cookie: ***",
                "started with password=pw, user=ann | started with password=***, user=ann",
                "MY_API_KEY=pw DEBUG=1             | MY_API_KEY=*** DEBUG=1",
                "a.lua:3: unexpected token near x  | a.lua:3: unexpected token near x",
                "1,496 requests in 15.01s          | 1,496 requests in 15.01s",
            })
    void hides_secrets_in_any_text(String text, String shown) {
        assertThat(Redaction.text(text)).isEqualTo(shown);
    }

    @Test
    void a_specification_does_not_tell_its_secrets() {
        WorkloadSpec spec = WorkloadSpec.builder()
                .rate(1)
                .url("http://ann:s3cr3t@h/")
                .path("/?token=s3cr3t")
                .headers(Map.of("Cookie", "s3cr3t"))
                .text(Attribute.ARGS, "secret=s3cr3t")
                .build();

        assertThat(spec.toString())
                .doesNotContain("s3cr3t")
                .contains(
                        "url=http://***@h/",
                        "path=/?token=***",
                        "headers={Cookie=***}",
                        "args=[secret=***]",
                        "rate=1.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "Authorization Bearer pw | Authorization: ***",
                "X-Key=pw                | X-Key: ***",
                "X-Trace open            | X-Trace open",
                "nothing                 | nothing",
            })
    void hides_the_value_of_what_should_be_a_header(String line, String shown) {
        assertThat(Redaction.header(line)).isEqualTo(shown);
    }

    @Test
    void hides_the_word_behind_an_option_that_names_a_secret() {
        assertThat(Redaction.words(List.of("--token", "pw", "-x", "y", "--password=pw", "key=1")))
                .containsExactly("--token", "***", "-x", "y", "--password=***", "key=1");
    }
}
