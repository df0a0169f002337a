// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingReaderTest {

    private final List<String> problems = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"true", " true ", "TRUE", "True\n"})
    void a_boolean_counts_in_any_case_and_with_blanks_around_it(String text) {
        assertThat(reader(text).bool("wrk.x", false)).isTrue();
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"30s", " 30s ", "30S", "\t0.5M"})
    void so_does_a_time(String text) {
        assertThat(reader(text).time("wrk.x", Duration.ZERO)).isEqualTo(Duration.ofSeconds(30));
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"100", " 100 ", "1e2", "1E2"})
    void so_does_a_number(String text) {
        assertThat(reader(text).positive("wrk.x", 1, "7")).isEqualTo(100);
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"on-failure", " on-failure ", "ON-FAILURE"})
    void so_does_a_word(String text) {
        assertThat(reader(text).word("wrk.x", List.of("never", "on-failure"), "never"))
                .isEqualTo("on-failure");
        assertThat(problems).isEmpty();
    }

    @Test
    void what_cannot_be_read_is_told_and_has_its_default() {
        assertThat(reader(" maybe ").bool("wrk.x", true)).isTrue();
        assertThat(reader("soon").time("wrk.x", Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
        assertThat(reader("0").positive("wrk.x", 3, "7")).isEqualTo(3);
        assertThat(reader("some").word("wrk.x", List.of("never", "always"), "never"))
                .isEqualTo("never");

        assertThat(problems)
                .containsExactly(
                        "system property wrk.x: \"maybe\" is neither true nor false. Use one of them.",
                        "system property wrk.x: \"soon\" is not a time. Use 500ms, 30s, 2m or 1h.",
                        "system property wrk.x: \"0\" is not a number above 0. Use one such as 7.",
                        "system property wrk.x: \"some\" is not one of its values. Use one of never, always.");
    }

    @Test
    void what_was_not_set_has_its_default() {
        assertThat(new SettingReader(Settings.of(), problems::add).bool("wrk.x", true))
                .isTrue();
        assertThat(problems).isEmpty();
    }

    private SettingReader reader(String text) {
        return new SettingReader(
                Settings.of(SettingsSource.of("system property", Map.of("wrk.x", text))), problems::add);
    }
}
