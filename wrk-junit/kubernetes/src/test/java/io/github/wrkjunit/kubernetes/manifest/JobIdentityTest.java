// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobIdentityTest {

    @Test
    void carries_run_test_load_worker_and_user() {
        JobIdentity identity = JobIdentity.of("hotel", "r-1", "CheckoutTest.p99()", "ada", "search", 2);

        assertThat(identity.name()).matches("wrk2-[a-z0-9]{8}");
        assertThat(identity.labels())
                .containsOnly(
                        Map.entry("app.kubernetes.io/managed-by", "wrk-junit"),
                        Map.entry("wrk-junit.github.io/run", "r-1"),
                        Map.entry("wrk-junit.github.io/test", "CheckoutTest.p99-8d147fa3"),
                        Map.entry("wrk-junit.github.io/load", "search"),
                        Map.entry("wrk-junit.github.io/worker", "2"),
                        Map.entry("wrk-junit.github.io/user", "ada"));
        assertThat(identity.annotations()).containsExactly(Map.entry("wrk-junit.github.io/test", "CheckoutTest.p99()"));
    }

    @Test
    void a_load_without_a_test_has_no_label_for_it() {
        JobIdentity identity = JobIdentity.of("hotel", "r-1", "", "ada", "search", 0);

        assertThat(identity.labels()).doesNotContainKey(JobIdentity.TEST);
        assertThat(identity.annotations()).isEmpty();
    }

    @Test
    void names_are_unlike() {
        assertThat(Stream.generate(JobIdentity::randomName).limit(10_000)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "plain_1.x-y, plain_1.x-y",
        "'', ''",
        "p99(), p99-3bc3da76",
        "---, cb3f91d5",
        "\u4e2d\u6587, 72726d88",
        "-x, x-a4209624"
    })
    void any_text_becomes_a_label(String text, String label) {
        assertThat(JobIdentity.labelValue(text))
                .isEqualTo(label)
                .matches("([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?");
    }

    @Test
    void long_texts_are_cut_and_stay_unlike() {
        String first = JobIdentity.labelValue("a".repeat(100) + "1");
        String second = JobIdentity.labelValue("a".repeat(100) + "2");

        assertThat(first).hasSize(63).isNotEqualTo(second);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Hotel", "-x", "x-", "a_b", "a.b", "\u4e2d"})
    void a_namespace_that_no_cluster_has_is_refused(String namespace) {
        assertThatThrownBy(() -> JobIdentity.of(namespace, "r", "t", "u", "l", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("namespace \"" + namespace
                        + "\" cannot be used in a cluster. Use up to 63 lower-case letters, digits and hyphens, a letter or digit first"
                        + " and last.");
    }
}
