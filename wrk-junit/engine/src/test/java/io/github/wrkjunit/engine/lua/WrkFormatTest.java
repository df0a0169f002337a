// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.lua;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The bytes of {@code wrk.format}. Headers are compared as sets: their order is that of {@code pairs}. */
class WrkFormatTest {
    @Test
    void missing_arguments_are_those_of_wrk() {
        assertRequest("wrk.format()", "", "GET /a/b?c=d HTTP/1.1", "", "Host: target:8080", "X-Global: 1");
    }

    @Test
    void the_body_of_wrk_is_sent_with_get_as_well() {
        assertRequest(
                "wrk.format('GET', '/x')",
                "wrk.body = 'b'",
                "GET /x HTTP/1.1",
                "b",
                "Content-Length: 1",
                "Host: target:8080",
                "X-Global: 1");
    }

    @Test
    void headers_that_are_given_are_not_merged_but_get_a_host() {
        assertRequest(
                "wrk.format('GET', '/x', {A = 1, B = true})",
                "",
                "GET /x HTTP/1.1",
                "",
                "A: 1",
                "B: true",
                "Host: target:8080");
    }

    @Test
    void a_host_that_is_given_stays() {
        assertRequest("wrk.format('GET', '/x', {Host = 'h'})", "", "GET /x HTTP/1.1", "", "Host: h");
    }

    @Test
    void an_empty_body_has_a_length_of_0() {
        assertRequest(
                "wrk.format('POST', '/x', {}, '')",
                "",
                "POST /x HTTP/1.1",
                "",
                "Content-Length: 0",
                "Host: target:8080");
    }

    @Test
    void no_body_has_no_length_also_with_post() {
        assertRequest("wrk.format('POST', '/x', {})", "", "POST /x HTTP/1.1", "", "Host: target:8080");
    }

    @Test
    void a_length_of_an_earlier_call_is_replaced_or_removed_from_the_same_table() {
        assertRequest(
                "wrk.format('GET', '/x', h)",
                "h = {['Content-Length'] = 99}",
                "GET /x HTTP/1.1",
                "",
                "Host: target:8080");
        assertRequest(
                "wrk.format('PUT', '/x', h, 'four')",
                "h = {['Content-Length'] = 99}",
                "PUT /x HTTP/1.1",
                "four",
                "Content-Length: 4",
                "Host: target:8080");
    }

    @Test
    void the_path_is_copied_as_it_is() {
        assertRequest(
                "wrk.format('GET', 'http://localhost:5000/hotels?a=%20', {})",
                "", "GET http://localhost:5000/hotels?a=%20 HTTP/1.1", "", "Host: target:8080");
    }

    @Test
    void a_value_s_tostring_may_format_a_request_itself() {
        assertRequest(
                "wrk.format('GET', '/x', {A = a, B = 'b'})",
                "a = setmetatable({}, {__tostring = function() return #wrk.format('GET', '/inner', {}) > 0 and 'yes' end})",
                "GET /x HTTP/1.1",
                "",
                "A: yes",
                "B: b",
                "Host: target:8080");
    }

    private static void assertRequest(String call, String before, String line, String body, String... headers) {
        try (ScriptRun run = ScriptRun.of(before, "function request() return " + call + " end")
                .header("X-Global", "1")
                .load()) {
            String request = run.request();
            String head = request.substring(0, request.indexOf("\r\n\r\n"));
            assertThat(head.lines().findFirst()).contains(line);
            assertThat(head.lines().skip(1)).containsExactlyInAnyOrderElementsOf(Arrays.asList(headers));
            assertThat(request.substring(head.length() + 4)).isEqualTo(body);
        }
    }
}
