// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import static io.github.wrkjunit.spec.Distribution.FIXED;
import static io.github.wrkjunit.spec.Distribution.NORM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wrkjunit.spec.InvalidSpecException;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StockRulesTest {

    private static final String BY = " cannot be offered by deathstarbench/wrk2-client:latest: ";

    @Test
    void the_load_of_aiopslab_is_offered() {
        assertThat(problems(Loads.aiopslab())).isEmpty();
    }

    @Test
    void aiopslabs_default_distribution_is_refused_with_what_to_use_instead() {
        assertThat(problems(Loads.aiopslab().dist(NORM)))
                .containsExactly("dist = NORM" + BY
                        + "wrk2 has no normal distribution and sends as fast as it can instead, also where AIOpsLab does so"
                        + " by default. Use EXP, random arrivals at the same mean rate, or FIXED"
                        + ", or set wrk.kubernetes.engine = wrk-junit.");
    }

    @Test
    void a_rate_below_the_threads_is_refused_because_it_floods() {
        assertThat(problems(Loads.aiopslab().rate(1)))
                .containsExactly("rate = 1 with threads = 2" + BY
                        + "wrk2 sends as fast as it can when a thread's rate is below 1. Use threads = 1 or fewer, or a rate of"
                        + " 2 or more, or set wrk.kubernetes.engine = wrk-junit.");
    }

    @Test
    void a_rate_that_the_threads_cannot_share_is_refused() {
        assertThat(problems(Loads.aiopslab().rate(101)))
                .containsExactly(
                        "rate = 101 with threads = 2" + BY
                                + "wrk2 drops the remainder of rate / threads and would offer 100. Use a multiple of 2, such as 102, or set wrk.kubernetes.engine = wrk-junit.");
    }

    @Test
    void a_fraction_of_a_rate_is_refused() {
        assertThat(problems(Loads.aiopslab().rate(2.5)))
                .containsExactly(
                        "rate = 2.5" + BY
                                + "wrk2 takes whole rates only, and each worker would have to offer 2.5. Use a multiple of 2, such as 2, or set wrk.kubernetes.engine = wrk-junit.");
    }

    @Test
    void the_share_of_a_worker_is_judged() {
        assertThat(problems(Loads.aiopslab().rate(102).workers(4).connections(8)))
                .containsExactly(
                        "rate = 102 over 4 workers" + BY
                                + "wrk2 takes whole rates only, and each worker would have to offer 25.5. Use a multiple of 8, such as 104, or set wrk.kubernetes.engine = wrk-junit.");
        assertThat(problems(Loads.aiopslab().rate(4).workers(4).connections(8)))
                .containsExactly("rate = 4 over 4 workers with threads = 2" + BY
                        + "wrk2 sends as fast as it can when a thread's rate is below 1. Use threads = 1 or fewer, fewer workers,"
                        + " or a rate of 8 or more, or set wrk.kubernetes.engine = wrk-junit.");
    }

    @Test
    void connections_that_the_threads_cannot_share_are_refused() {
        assertThat(problems(Loads.aiopslab().connections(3)))
                .containsExactly(
                        "connections = 3 with threads x workers = 2" + BY
                                + "wrk2 drops the remainder of connections / threads. Use a multiple, such as 4, or set wrk.kubernetes.engine = wrk-junit.");
    }

    @Test
    void gaps_that_wrk2_would_cut_to_whole_microseconds_are_refused() {
        assertThat(problems(Loads.aiopslab().rate(190_000)))
                .containsExactly("rate = 190000 on connections = 2" + BY
                        + "wrk2 cuts the gap of 10.53 us between two requests of a connection to whole microseconds and would offer"
                        + " more. Use more connections, or set wrk.kubernetes.engine = wrk-junit.");
        assertThat(problems(Loads.aiopslab().rate(190_000).connections(64))).isEmpty();
    }

    @Test
    void a_fixed_schedule_that_would_send_nothing_is_refused() {
        WorkloadSpec.Builder load = Loads.aiopslab().rate(10).connections(100).duration(Duration.ofSeconds(6));

        assertThat(problems(load.copy().dist(FIXED)))
                .containsExactly("rate = 10 for 6s on connections = 100" + BY
                        + "the first request of a wrk2 connection is due one gap after its start, so none would be sent. Use fewer"
                        + " connections, dist = EXP or a longer duration, or set wrk.kubernetes.engine = wrk-junit.");
        assertThat(problems(load)).isEmpty();
    }

    @Test
    void fractions_of_seconds_are_refused() {
        assertThat(problems(Loads.aiopslab().duration(Duration.ofMillis(1500)).timeout(Duration.ofMillis(200))))
                .containsExactly(
                        "duration = 1500ms" + BY
                                + "wrk2 takes whole seconds only. Use 2s, or set wrk.kubernetes.engine = wrk-junit.",
                        "timeout = 200ms" + BY
                                + "wrk2 takes whole seconds only. Use 1s, or set wrk.kubernetes.engine = wrk-junit.");
    }

    @Test
    void warm_up_and_arguments_are_refused() {
        assertThat(problems(Loads.aiopslab().warmup(Duration.ofSeconds(5)).args(List.of("5"))))
                .containsExactly(
                        "warmup = 5s" + BY
                                + "wrk2 has none. Leave it out, or run a load without assertions before this one, or set wrk.kubernetes.engine = wrk-junit.",
                        "args" + BY
                                + "wrk2 takes every further word for a URL. Let the script read os.getenv, and set the environment"
                                + " of the Job, or set wrk.kubernetes.engine = wrk-junit.");
    }

    @Test
    void a_header_that_is_not_ascii_is_refused() {
        assertThat(problems(Loads.aiopslab().headers(Map.of("X-City", "K\u00f6ln"))))
                .containsExactly("header X-City" + BY
                        + "its value is not ASCII, and a pod's arguments are UTF-8, which is not what a header holds. Encode the"
                        + " value, or set it in the script.");
    }

    @Test
    void a_user_in_the_url_is_refused_without_showing_it() {
        assertThat(problems(Loads.aiopslab().url("http://ada:secret@shop:80/")))
                .containsExactly("the user in the URL of shop" + BY
                        + "wrk2 does not send it. Set the header Authorization, which goes into a Secret.");
    }

    @ParameterizedTest
    @CsvSource({"localhost", "127.0.0.1", "[::1]", "LOCALHOST"})
    void this_machine_is_not_what_a_pod_can_reach(String host) {
        WorkloadSpec.Builder load = Loads.aiopslab().url("http://" + host + ":5000");

        assertThat(problems(load))
                .containsExactly(
                        "the load of " + host + BY
                                + "in a pod that is the pod itself. Use the service's name, such as http://frontend.hotel.svc:5000.");
    }

    @Test
    void a_template_may_hold_the_target_beside_wrk2() {
        JobOptions options = JobOptions.builder()
                .template(JobText.template(Loads.resource("wrk-job-template.yaml")))
                .build();

        assertThat(StockRules.problems(
                        Loads.aiopslab().url("http://localhost:5000").build(), options))
                .isEmpty();
    }

    @Test
    void the_image_that_cannot_do_it_is_named() {
        assertThat(StockRules.problems(
                        Loads.aiopslab().rate(1).build(),
                        JobOptions.builder().image("registry/wrk2:1").build()))
                .first()
                .asString()
                .contains("cannot be offered by registry/wrk2:1:");
    }

    @ParameterizedTest
    @CsvSource({
        "http://shop,                  http://shop:80/",
        "https://shop,                 https://shop:443/",
        "HTTP://shop:8080,             http://shop:8080/",
        "http://shop?x=1,              http://shop:80/?x=1",
        "http://shop/a%20b?q=%26#top,  http://shop:80/a%20b?q=%26",
        "http://[2001:db8::1]/x,       http://[2001:db8::1]:80/x"
    })
    void a_url_gets_its_port_and_its_path(String given, String completed) {
        assertThat(StockRules.url(Loads.aiopslab().url(given).build())).hasToString(completed);
    }

    @Test
    void a_job_of_a_refused_load_is_not_made() {
        assertThatThrownBy(() -> LoadJob.of(
                        Loads.aiopslab().dist(NORM).connections(3).build(),
                        Optional.empty(),
                        JobOptions.defaults(),
                        Loads.identity()))
                .isInstanceOfSatisfying(InvalidSpecException.class, refused -> assertThat(refused.problems())
                        .hasSize(2));
    }

    private static List<String> problems(WorkloadSpec.Builder load) {
        return StockRules.problems(load.build(), JobOptions.defaults());
    }
}
