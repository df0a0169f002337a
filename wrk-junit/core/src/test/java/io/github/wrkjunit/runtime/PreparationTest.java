// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wrkjunit.spec.Attribute;
import io.github.wrkjunit.spec.InvalidSpecException;
import io.github.wrkjunit.spec.Origin;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What settings do to loads, and everything that is told before anything starts. */
class PreparationTest {

    @TempDir
    Path folder;

    private final FakeRuntime runtime = new FakeRuntime(plan -> Runs.good());
    private Runs runs;

    @BeforeEach
    void make() {
        runs = new Runs(folder, runtime);
    }

    private WorkloadSpec prepared(WorkloadSpec.Builder load) {
        return runs.runner().prepare(List.of(load)).specs().get(0);
    }

    private AbstractListAssert<?, List<? extends String>, String, ObjectAssert<String>> problemsOf(
            WorkloadSpec.Builder... loads) {
        try {
            runs.runner().prepare(List.of(loads));
            return assertThat(List.of());
        } catch (InvalidSpecException e) {
            assertThat(runtime.calls).doesNotContain("launch workload 0");
            return assertThat(e.problems());
        }
    }

    @Test
    void a_setting_overrides_a_load_without_a_name_and_is_its_origin() {
        runs.settings.put("wrk.rate", "10");

        WorkloadSpec spec = prepared(Runs.load());

        assertThat(spec.rate()).isEqualTo(10);
        assertThat(spec.origin(Attribute.RATE)).isEqualTo(Origin.setting("system property wrk.rate"));
    }

    @Test
    void a_setting_with_a_name_is_for_the_load_of_that_name() {
        runs.settings.put("wrk.search.rate", "10");
        runs.settings.put("wrk.rate", "3");

        List<WorkloadSpec> specs = runs.runner()
                .prepare(List.of(Runs.load().name("search"), Runs.load().name("reserve")))
                .specs();

        assertThat(specs).extracting(WorkloadSpec::rate).containsExactly(10.0, 100.0);
    }

    @Test
    void the_report_tells_that_a_setting_was_not_for_a_named_load() {
        runs.settings.put("wrk.rate", "3");

        assertThat(runs.runner().run(Runs.load().name("search").build()).warnings())
                .contains(
                        "system property wrk.rate was not applied to load \"search\": it is for a single load without a"
                                + " name. Set wrk.search.rate.");
    }

    @Test
    void the_factor_scales_every_rate_and_shows_in_its_origin() {
        runs.settings.put("wrk.rate.factor", "0.1");

        WorkloadSpec spec = prepared(Runs.load()
                .origin(Origin.annotation("@WithWorkload on CheckoutTest.p99()"))
                .rate(250));

        assertThat(spec.rate()).isEqualTo(25);
        assertThat(spec.origin(Attribute.RATE))
                .hasToString("@WithWorkload on CheckoutTest.p99() x system property wrk.rate.factor 0.1");
    }

    @Test
    void placeholders_in_the_url_are_replaced_from_settings_or_their_default() {
        runs.settings.put("shop.host", "localhost");

        WorkloadSpec spec = prepared(Runs.load().url("http://${shop.host}:${shop.port:8081}/cart"));

        assertThat(spec.url()).hasToString("http://localhost:8081/cart");
        assertThat(spec.origin(Attribute.URL)).hasToString("program with system property shop.host");
    }

    @Test
    void a_placeholder_without_a_value_is_a_problem_that_names_it() {
        problemsOf(Runs.load().url("http://${shop.host}:5000"))
                .containsExactly(
                        "CheckoutTest.p99(): url \"http://${shop.host}:5000\": ${shop.host} has no value. Set the"
                                + " system property shop.host or the environment variable SHOP_HOST, or write"
                                + " ${shop.host:default}.");
    }

    @Test
    void everything_is_told_at_once_each_with_its_place() {
        runs.settings.put("wrk.rat", "5");
        runs.settings.put("wrk.duration", "30sec");
        runs.settings.put("wrk.ready", "health");
        runs.settings.put("wrk.exclusive", "yes");
        runs.settings.put("wrk.tolerance.rate", "lots");
        runs.settings.put("wrk.runtime", "locl");
        runs.settings.put("wrk.targets", "not a host");

        problemsOf(WorkloadSpec.builder()
                        .origin(Origin.annotation("@WithWorkload on CheckoutTest.p99()"))
                        .threads(0)
                        .url("http://localhost:5000")
                        .script("nowhere.lua"))
                .containsExactly(
                        "CheckoutTest.p99(): system property wrk.rat is not a setting that wrk-junit or a runtime on the class"
                                + " path knows. Did you mean wrk.rate?",
                        "CheckoutTest.p99(): system property wrk.ready: \"health\" is not a path. Begin it with a slash, such"
                                + " as /health.",
                        "CheckoutTest.p99(): system property wrk.tolerance.rate: \"lots\" is not a number above 0. Use one such"
                                + " as 0.05 for 5 %.",
                        "CheckoutTest.p99(): system property wrk.exclusive: \"yes\" is neither true nor false. Use one of them.",
                        "CheckoutTest.p99(): system property wrk.targets: \"not a host\" holds \"not a host\", which is no"
                                + " target. Use host names, *.example.org, addresses, 203.0.113.0/24 or *.",
                        "CheckoutTest.p99(): system property wrk.runtime: no runtime is named \"locl\". There are: fake. Add"
                                + " wrk-engine (this machine), wrk-kubernetes (the cluster of the current kubeconfig) or"
                                + " wrk-k3s (a throw-away cluster) to the test's dependencies.",
                        "@WithWorkload on CheckoutTest.p99(): threads \"0\" is below 1. Use a whole number of 1 or more.",
                        "CheckoutTest.p99(): system property wrk.duration: duration \"30sec\" is not a time. Use 500ms, 30s, 2m"
                                + " or 1h.",
                        "CheckoutTest.p99(): rate is missing. Set rate = 100, requests per second.",
                        "@WithWorkload on CheckoutTest.p99(): script \"nowhere.lua\" was not found: no file is at "
                                + folder.resolve("nowhere.lua")
                                + ", the class path holds neither nowhere.lua nor io/github/wrkjunit/scripts/nowhere.lua, and no"
                                + " known script ends in it. No scripts are known by name: add wrk-lua-scripts to the class"
                                + " path, or give a path.");
    }

    @Test
    void problems_of_one_of_several_loads_name_it() {
        problemsOf(Runs.load().name("search"), Runs.load().name("reserve").text(Attribute.RATE, "many"))
                .containsExactly(
                        "CheckoutTest.p99(), load \"reserve\": rate \"many\" is not a number. Use requests per second"
                                + " above 0, such as 100 or 0.5.");
    }

    @Test
    void two_loads_may_not_share_a_name() {
        problemsOf(Runs.load(), Runs.load())
                .containsExactly("CheckoutTest.p99(): 2 loads are named \"workload\". Give each a name of its own.");
    }

    @Test
    void a_name_that_would_clash_with_a_setting_is_refused() {
        problemsOf(Runs.load().name("ready"))
                .containsExactly(
                        "CheckoutTest.p99(): name \"ready\" cannot be a load's: wrk.ready.timeout is a setting of its"
                                + " own. Use another name.");
    }

    @Test
    void what_the_runtime_cannot_do_is_told() {
        runtime.problems("https is not spoken yet. Use http.");

        problemsOf(Runs.load()).containsExactly("CheckoutTest.p99(): https is not spoken yet. Use http.");
    }

    @Test
    void a_rate_above_the_ceiling_is_refused() {
        problemsOf(Runs.load().rate(20_000))
                .containsExactly(
                        "CheckoutTest.p99(): rate = 20000 is above the safety ceiling of 10000 requests per second."
                                + " Offer less, or set wrk.rate.max = 20000 if the target is yours to load.");
    }

    @Test
    void the_ceiling_is_for_all_loads_together() {
        problemsOf(Runs.load().name("a").rate(6_000), Runs.load().name("b").rate(6_000))
                .containsExactly(
                        "CheckoutTest.p99(): the loads offer 12000 requests per second together, which is above the"
                                + " safety ceiling of 10000 requests per second. Offer less, or set wrk.rate.max = 12000 if the"
                                + " target is yours to load.");
    }

    @Test
    void the_ceiling_can_be_raised() {
        runs.settings.put("wrk.rate.max", "20000");

        assertThat(prepared(Runs.load().rate(20_000)).rate()).isEqualTo(20_000);
    }

    @Test
    void a_target_of_other_people_is_refused() {
        runs.addresses.put("www.example.org", "203.0.113.7");

        problemsOf(Runs.load()
                        .origin(Origin.annotation("@WorkloadTarget on CheckoutTest.FRONTEND"))
                        .url("http://www.example.org/"))
                .containsExactly(
                        "CheckoutTest.p99(): @WorkloadTarget on CheckoutTest.FRONTEND: target \"www.example.org\" may"
                                + " not be loaded: it is 203.0.113.7, not an address of this machine or of a private network. If it"
                                + " is yours to load, set wrk.targets = www.example.org.");
    }

    @Test
    void no_load_at_all_is_a_mistake_of_the_program() {
        assertThatThrownBy(() -> runs.runner().prepare(List.of()))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no load to prepare. Give one or more.");
    }

    @Test
    void a_given_seed_stays() {
        assertThat(prepared(Runs.load().seed(7)).seed()).hasValue(7);
    }
}
