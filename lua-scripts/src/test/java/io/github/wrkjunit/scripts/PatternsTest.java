// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternsTest {
    private static final Pattern ITEM = Pattern.compile("\\{\"id\":(\\d+),\"value\":(\\d{1,6})}");
    private static final Pattern ORDER = Pattern.compile("\\{\"item\":(\\d+),\"quantity\":([1-5])}");

    @ParameterizedTest
    @CsvSource({"patterns/read-heavy.lua, 0.95", "patterns/write-heavy.lua, 0.2"})
    void reads_and_writes_have_their_shares(String script, double reads) {
        List<Request> requests = Requests.of(script);

        Mix.assertShare(requests, request -> request.line().startsWith("GET "), reads);
        Mix.assertShare(requests, request -> request.line().equals("POST /items"), 1 - reads);
        List<Request> gets = requests.stream()
                .filter(request -> request.line().startsWith("GET "))
                .toList();
        assertThat(Mix.numbers(gets, "GET /items/(\\d+)").getMin()).isBetween(1, 10);
        assertThat(Mix.numbers(gets, "GET /items/(\\d+)").getMax()).isBetween(990, 1000);
        assertThat(requests)
                .filteredOn(request -> request.line().startsWith("POST "))
                .allSatisfy(request -> {
                    assertThat(request.body()).matches(ITEM);
                    assertJson(request);
                });
    }

    @ParameterizedTest
    @CsvSource({"patterns/read-heavy.lua", "patterns/write-heavy.lua"})
    void paths_can_be_set(String script) {
        List<Request> requests = Requests.of(script, Map.of("read_path", "/r?x=1", "write_path", "/w"));

        assertThat(requests.stream().map(Request::line).distinct()).containsExactlyInAnyOrder("GET /r?x=1", "POST /w");
    }

    @Test
    void a_single_endpoint_is_that_of_the_url_or_of_the_environment() {
        Request url = new Request("GET /base?q=1", Map.of("Host", "target:5000"), "");
        Request set = new Request("DELETE /other", Map.of("Host", "target:5000"), "");

        assertThat(Requests.of("patterns/single-endpoint.lua")).containsOnly(url);
        assertThat(Requests.of("patterns/single-endpoint.lua", Map.of("endpoint", "/other", "method", "DELETE")))
                .containsOnly(set);
    }

    @Test
    void the_template_weighs_its_two_endpoints() {
        List<Request> requests = Requests.of("patterns/custom-template.lua");

        Mix.assertShare(requests, request -> request.line().startsWith("GET /api/items/"), 0.7);
        Mix.assertShare(requests, request -> request.line().equals("POST /api/orders"), 0.3);
        assertThat(requests)
                .filteredOn(request -> request.line().startsWith("POST "))
                .allSatisfy(request -> {
                    assertThat(request.body()).matches(ORDER);
                    assertJson(request);
                });
        Mix.assertRange(
                Mix.numbers(
                        requests.stream()
                                .filter(request -> request.line().startsWith("GET "))
                                .toList(),
                        "GET /api/items/(\\d+)"),
                1,
                100);
    }

    private static void assertJson(Request request) {
        assertThat(request.headers())
                .isEqualTo(Map.of(
                        "Host",
                        "target:5000",
                        "Content-Type",
                        "application/json",
                        "Content-Length",
                        "" + request.body().length()));
    }
}
