// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.spec.Origin;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static final SettingsSource ENVIRONMENT =
            new EnvironmentSource(Map.of("WRK_MAX_LAG", "5ms", "WRK_RATE", "1", "PATH", "/bin"));

    @Test
    void the_first_source_wins_and_is_told() {
        Settings settings = Settings.of(SettingsSource.of("system property", Map.of("wrk.rate", "10")), ENVIRONMENT);

        assertThat(settings.find("wrk.rate"))
                .contains(new Setting("wrk.rate", "10", Origin.setting("system property wrk.rate")));
    }

    @Test
    void the_environment_spells_names_in_upper_case_with_underscores() {
        assertThat(Settings.of(ENVIRONMENT).find("wrk.max-lag"))
                .contains(new Setting("wrk.max-lag", "5ms", Origin.setting("environment variable WRK_MAX_LAG")));
        assertThat(ENVIRONMENT.keys()).containsExactly("WRK_MAX_LAG", "WRK_RATE");
    }

    @Test
    void a_fallback_is_asked_last() {
        SettingsSource file = SettingsSource.of("junit-platform.properties", Map.of("wrk.rate", "7", "wrk.seed", "3"));

        Settings settings = Settings.of(ENVIRONMENT).withFallback(file);

        assertThat(settings.find("wrk.rate").map(Setting::value)).contains("1");
        assertThat(settings.find("wrk.seed"))
                .contains(new Setting("wrk.seed", "3", Origin.setting("junit-platform.properties wrk.seed")));
    }

    @Test
    void a_blank_text_is_no_setting() {
        Settings settings = Settings.of(SettingsSource.of("system property", Map.of("wrk.rate", " ")), ENVIRONMENT);

        assertThat(settings.find("wrk.rate").map(Setting::value)).contains("1");
    }

    @Test
    void reads_the_system_properties_as_they_are_now() {
        Settings settings = Settings.ofProcess();
        assertThat(settings.find("wrk.settings-test")).isEmpty();

        System.setProperty("wrk.settings-test", "here");
        try {
            assertThat(settings.find("wrk.settings-test").map(Setting::origin))
                    .contains(Origin.setting("system property wrk.settings-test"));
        } finally {
            System.clearProperty("wrk.settings-test");
        }
    }

    @Test
    void the_documentation_names_every_setting() {
        assertThat(KnownSettings.table().lines())
                .startsWith("| Setting | Default | Meaning |", "| --- | --- | --- |")
                .contains("| `wrk.rate.factor` | `1` | Multiplies the rate of every load, whatever has set it. |")
                .hasSize(4 + KnownSettings.all().size());
    }

    @Test
    void names_that_nobody_knows_are_problems_with_the_nearest_known_one() {
        Settings settings = Settings.of(
                SettingsSource.of(
                        "system property",
                        Map.of("wrk.rat", "1", "wrk.search.conections", "1", "wrk.fake.comand", "x", "wrk.zzz", "1")),
                new EnvironmentSource(Map.of("WRK_TIMOUT", "1s", "WRK_READY_TIMEOUT", "1s", "WRK_SEARCH_RATE", "5")));

        List<String> problems = new UnknownSettings(List.of("wrk.fake.command"), List.of("fake")).problems(settings);

        String notKnown = " is not a setting that wrk-junit or a runtime on the class path knows. ";
        assertThat(problems)
                .containsExactly(
                        "system property wrk.fake.comand" + notKnown + "Did you mean wrk.fake.command?",
                        "system property wrk.rat" + notKnown + "Did you mean wrk.rate?",
                        "system property wrk.search.conections" + notKnown + "Did you mean wrk.search.connections?",
                        "system property wrk.zzz" + notKnown + "Remove it.",
                        "environment variable WRK_TIMOUT" + notKnown + "Did you mean WRK_TIMEOUT?");
    }

    @Test
    void names_of_loads_are_known_for_every_attribute() {
        Settings settings = Settings.of(SettingsSource.of(
                "system property", Map.of("wrk.search.rate", "1", "wrk.read-heavy.url", "x", "wrk.duration", "1s")));

        assertThat(new UnknownSettings(List.of(), List.of()).problems(settings)).isEmpty();
    }
}
