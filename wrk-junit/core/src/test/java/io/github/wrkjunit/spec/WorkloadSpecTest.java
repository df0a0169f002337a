// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadSpecTest {

    @Test
    void fills_in_the_defaults_of_AIOpsLab_but_for_the_distribution() {
        WorkloadSpec spec = WorkloadSpec.builder()
                .rate(100)
                .url("http://localhost:5000/a?b=c")
                .build();

        assertThat(spec.name()).isEqualTo("workload");
        assertThat(spec.rate()).isEqualTo(100);
        assertThat(spec.dist()).isEqualTo(Distribution.EXP);
        assertThat(spec.threads()).isEqualTo(2);
        assertThat(spec.connections()).isEqualTo(2);
        assertThat(spec.duration()).isEqualTo(Duration.ofSeconds(6));
        assertThat(spec.script()).isEmpty();
        assertThat(spec.args()).isEmpty();
        assertThat(spec.headers()).isEmpty();
        assertThat(spec.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(spec.seed()).isEmpty();
        assertThat(spec.workers()).isEqualTo(1);
        assertThat(spec.warmup()).isZero();
        assertThat(spec.url()).isEqualTo(URI.create("http://localhost:5000/a?b=c"));
        assertThat(spec.expectedRequests()).isEqualTo(600);
        assertThat(spec.origin(Attribute.RATE)).isEqualTo(Origin.PROGRAM);
        assertThat(spec.origin(Attribute.DURATION)).isEqualTo(Origin.DEFAULT);
    }

    @Test
    void a_path_replaces_that_of_the_url() {
        WorkloadSpec spec = WorkloadSpec.builder()
                .rate(1)
                .url("http://ann@localhost:5000/a?b=c")
                .path("/hotels?inDate=2015-04-09")
                .build();

        assertThat(spec.url()).hasToString("http://ann@localhost:5000/hotels?inDate=2015-04-09");
    }

    @Test
    void lists_every_problem_at_once() {
        WorkloadSpec.Builder builder = WorkloadSpec.builder()
                .origin(Origin.annotation("@WithWorkload on CheckoutTest.p99()"))
                .text(Attribute.DURATION, "30sec")
                .text(Attribute.DIST, "poisson")
                .name("my load")
                .threads(0)
                .origin(Origin.setting("system property wrk.connections"))
                .text(Attribute.CONNECTIONS, "many")
                .origin(Origin.PROGRAM)
                .rate(Double.NaN)
                .warmup(Duration.ofSeconds(-1))
                .path("no slash")
                .problem("script \"x.lua\" is nowhere.");

        assertThatExceptionOfType(InvalidSpecException.class)
                .isThrownBy(builder::build)
                .withMessage("""
                        10 problems:
                          - @WithWorkload on CheckoutTest.p99(): name "my load" is not a name. Use up to 100 letters, digits, dots, underscores and hyphens.
                          - rate "NaN" is not above 0. Use requests per second, such as 100 or 0.5.
                          - @WithWorkload on CheckoutTest.p99(): dist "poisson" is not a distribution. Use fixed, exp, norm or zipf.
                          - @WithWorkload on CheckoutTest.p99(): threads "0" is below 1. Use a whole number of 1 or more.
                          - system property wrk.connections: connections "many" is not a whole number. Use 1 or more.
                          - @WithWorkload on CheckoutTest.p99(): duration "30sec" is not a time. Use 500ms, 30s, 2m or 1h.
                          - warmup "PT-1S" is below 0. Use 0s, or a time such as 5s.
                          - script "x.lua" is nowhere.
                          - url is missing. Set url = "http://localhost:8080", or declare a @WorkloadTarget.
                          - path "no slash" cannot stand in a request. Begin it with a slash and encode blanks as %20.""")
                .satisfies(thrown -> assertThat(thrown.problems()).hasSize(10).isEqualTo(builder.problems()));
    }

    @Test
    void a_single_problem_stands_by_itself() {
        assertThatExceptionOfType(InvalidSpecException.class)
                .isThrownBy(() -> WorkloadSpec.builder().url("http://h/").build())
                .withMessage("rate is missing. Set rate = 100, requests per second.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:80", "/p", "ftp://h/", "http://", "http://a b/", "http://%31/", ""})
    void refuses_what_is_no_absolute_http_url(String url) {
        assertThat(WorkloadSpec.builder().rate(1).url(url).problems())
                .containsExactly(
                        "url \"" + url
                                + "\" is not an absolute HTTP URL. Use one with scheme and host, such as http://localhost:8080/path.");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65536})
    void refuses_a_port_on_which_nothing_can_listen(int port) {
        assertThat(WorkloadSpec.builder().rate(1).url("http://h:" + port + "/").problems())
                .containsExactly("url \"http://h:" + port + "/\" names port " + port
                        + ", on which nothing can listen. Use the port of the target, from 1 to 65535; if it is chosen when"
                        + " the target starts, make the URL after that.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RATE        | 1e300    | rate \"1.0E300\" is a rate that cannot be offered. Use from 0.000001 to 1000000000 requests per second.",
                "RATE        | Infinity | rate \"Infinity\" is a rate that cannot be offered. Use from 0.000001 to 1000000000 requests per second.",
                "RATE        | 1e-300   | rate \"1.0E-300\" is a rate that cannot be offered. Use from 0.000001 to 1000000000 requests per second.",
                "DURATION    | 8761h    | duration \"8761h\" is longer than a load can last. Use at most 8760h.",
                "TIMEOUT     | 2562047h | timeout \"2562047h\" is longer than a load can last. Use at most 8760h.",
                "WARMUP      | 8761h    | warmup \"8761h\" is longer than a load can last. Use at most 8760h.",
                "THREADS     | 1001     | threads \"1001\" is more than can be run. Use at most 1,000.",
                "WORKERS     | 1001     | workers \"1001\" is more than can be run. Use at most 1,000.",
                "CONNECTIONS | 1000001  | connections \"1000001\" is more than can be run. Use at most 1,000,000."
            })
    void refuses_what_no_load_can_be(Attribute attribute, String text, String sentence) {
        assertThat(WorkloadSpec.builder()
                        .rate(1)
                        .url("http://h/")
                        .text(attribute, text)
                        .problems())
                .contains(sentence);
    }

    @Test
    void takes_a_host_name_with_an_underscore() {
        assertThat(WorkloadSpec.builder().rate(1).url("http://my_service:8080").problems())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2, 1, 2, true", "2, 1, 1, false", "2, 4, 8, true", "2, 4, 7, false"})
    void every_thread_of_every_worker_needs_a_connection(int threads, int workers, int connections, boolean enough) {
        List<String> problems = WorkloadSpec.builder()
                .rate(1)
                .url("http://h/")
                .threads(threads)
                .workers(workers)
                .connections(connections)
                .problems();

        int least = threads * workers;
        assertThat(problems)
                .isEqualTo(
                        enough
                                ? List.of()
                                : List.of("connections = " + connections + " is fewer than threads x workers = "
                                        + threads
                                        + " x " + workers + " = " + least + ": a thread would have nothing to send on."
                                        + " Set connections to " + least
                                        + " or more, or use fewer threads or workers."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RATE     | 0      | rate \"0.0\" is not above 0. Use requests per second, such as 100 or 0.5.",
                "RATE     | fast   | rate \"fast\" is not a number. Use requests per second above 0, such as 100 or 0.5.",
                "DURATION | 0s     | duration \"0s\" is not above 0. Use a time such as 500ms, 30s, 2m or 1h.",
                "TIMEOUT  | soon   | timeout \"soon\" is not a time. Use 500ms, 30s, 2m or 1h.",
                "SEED     | x      | seed \"x\" is not a whole number. Use one such as 7.",
                "HEADERS  | NoColon| headers \"NoColon\" is not a header. Use \"Name: value\".",
                "WORKERS  | -1     | workers \"-1\" is below 1. Use a whole number of 1 or more.",
            })
    void says_what_is_wrong_with_a_text(Attribute attribute, String text, String sentence) {
        assertThat(WorkloadSpec.builder()
                        .rate(1)
                        .url("http://h/")
                        .text(attribute, text)
                        .problems())
                .containsExactly(sentence);
    }

    @Test
    void reads_every_attribute_from_its_text() {
        Map<Attribute, String> texts = new LinkedHashMap<>();
        texts.put(Attribute.NAME, "search");
        texts.put(Attribute.RATE, " 0.5 ");
        texts.put(Attribute.DIST, "ZIPF");
        texts.put(Attribute.THREADS, "3");
        texts.put(Attribute.CONNECTIONS, "12");
        texts.put(Attribute.DURATION, "1.5s");
        texts.put(Attribute.SCRIPT, "a.lua");
        texts.put(Attribute.ARGS, " a  b ");
        texts.put(Attribute.URL, "http://h/");
        texts.put(Attribute.PATH, "/p");
        texts.put(Attribute.HEADERS, "Accept: */*\n\nX-A:  b:c ");
        texts.put(Attribute.TIMEOUT, "250ms");
        texts.put(Attribute.SEED, "-7");
        texts.put(Attribute.WORKERS, "4");
        texts.put(Attribute.WARMUP, "0s");
        WorkloadSpec.Builder builder = WorkloadSpec.builder();
        texts.forEach(builder::text);

        WorkloadSpec spec = builder.build();

        assertThat(texts.keySet()).containsExactly(Attribute.values());
        assertThat(spec.name()).isEqualTo("search");
        assertThat(spec.rate()).isEqualTo(0.5);
        assertThat(spec.dist()).isEqualTo(Distribution.ZIPF);
        assertThat(spec.duration()).isEqualTo(Duration.ofMillis(1500));
        assertThat(spec.args()).containsExactly("a", "b");
        assertThat(spec.headers()).containsExactly(entry("Accept", "*/*"), entry("X-A", "b:c"));
        assertThat(spec.timeout()).isEqualTo(Duration.ofMillis(250));
        assertThat(spec.seed()).hasValue(-7);
        assertThat(spec.workers()).isEqualTo(4);
        assertThat(spec.url()).hasToString("http://h/p");
    }

    @Test
    void the_nearer_builder_wins_attribute_by_attribute_with_its_origin() {
        Origin onClass = Origin.annotation("@WithWorkload on HotelTest");
        Origin onMethod = Origin.annotation("@WithWorkload on HotelTest.peak()");
        WorkloadSpec.Builder outer = WorkloadSpec.builder()
                .origin(onClass)
                .url("http://h/")
                .rate(1)
                .connections(20)
                .text(Attribute.DURATION, "30sec");
        WorkloadSpec.Builder nearer =
                WorkloadSpec.builder().origin(onMethod).rate(1000).duration(Duration.ofSeconds(9));

        WorkloadSpec spec = outer.copy().refineBy(nearer).build();

        assertThat(spec.rate()).isEqualTo(1000);
        assertThat(spec.origin(Attribute.RATE)).isEqualTo(onMethod);
        assertThat(spec.connections()).isEqualTo(20);
        assertThat(spec.origin(Attribute.CONNECTIONS)).isEqualTo(onClass);
        assertThat(spec.duration()).isEqualTo(Duration.ofSeconds(9));
        assertThat(outer.problems()).hasSize(1);
        assertThat(outer.value(Attribute.RATE)).hasValue(1.0);
    }

    @Test
    void a_nearer_problem_is_no_reason_to_take_the_outer_value() {
        WorkloadSpec.Builder outer = WorkloadSpec.builder().url("http://h/").rate(1);
        WorkloadSpec.Builder nearer = WorkloadSpec.builder()
                .origin(Origin.setting("system property wrk.rate"))
                .text(Attribute.RATE, "x");

        assertThat(outer.refineBy(nearer).problems())
                .containsExactly("system property wrk.rate: rate \"x\" is not a number."
                        + " Use requests per second above 0, such as 100 or 0.5.");
    }

    @Test
    void a_builder_of_a_specification_has_what_was_set_and_leaves_defaults_open() {
        WorkloadSpec spec = WorkloadSpec.builder()
                .origin(Origin.annotation("here"))
                .rate(1)
                .url("http://h/")
                .headers(Map.of("A", "b"))
                .build();

        WorkloadSpec.Builder builder = spec.toBuilder();

        assertThat(builder.build()).isEqualTo(spec).hasSameHashCodeAs(spec);
        assertThat(builder.value(Attribute.THREADS)).isEmpty();
        assertThat(builder.rate(2).build()).isNotEqualTo(spec);
    }

    @Test
    void nobody_can_change_a_specification() {
        List<String> args = new ArrayList<>(List.of("a"));
        Map<String, String> headers = new LinkedHashMap<>(Map.of("A", "b"));
        WorkloadSpec.Builder builder =
                WorkloadSpec.builder().rate(1).url("http://h/").args(args).headers(headers);
        WorkloadSpec spec = builder.build();

        args.add("b");
        headers.put("C", "d");
        builder.rate(2);

        assertThat(spec.args()).containsExactly("a");
        assertThat(spec.headers()).containsExactly(entry("A", "b"));
        assertThat(spec.rate()).isEqualTo(1);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> spec.headers().put("C", "d"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-A: a\r\nX-B: b", "X-A: a\u0000b", "X-A: \u20ac"})
    void refuses_headers_that_would_become_something_else_on_the_wire(String line) {
        assertThat(WorkloadSpec.builder()
                        .rate(1)
                        .url("http://h/")
                        .headerLines(List.of(line))
                        .problems())
                .containsExactly("headers \"" + line.replaceAll("\\p{Cntrl}", "?")
                        + "\" holds a character that a header cannot carry. Use one line of Latin-1 text.");
    }
}
