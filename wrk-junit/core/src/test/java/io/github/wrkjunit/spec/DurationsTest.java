// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "30s, PT30S",
        "2m, PT2M",
        "1h, PT1H",
        "1.5s, PT1.5S",
        "250us, PT0.00025S",
        "0s, PT0S",
        "' 7 s ', PT7S",
        "30S, PT30S",
        "500Ms, PT0.5S",
        "0.0004us, PT0S",
        "0.0005us, PT0.000000001S",
        "2562047h, PT2562047H"
    })
    void reads_times_as_people_write_them(String text, Duration duration) {
        assertThat(Durations.parse(text)).hasValue(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "30sec", "-1s", "s", "1e3s", "1,5s", "1.s", ".5s", "1d", "2562048h", "1s 2ms"})
    void reads_nothing_else(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT1H, 1h",
        "PT90M, 90m",
        "PT2M, 2m",
        "PT90S, 90s",
        "PT1.5S, 1500ms",
        "PT0.0005S, 500us",
        "PT0.000000001S, 0.001us",
        "PT1.000000001S, 1000000.001us"
    })
    void writes_what_it_reads_back(Duration duration, String text) {
        assertThat(Durations.text(duration)).isEqualTo(text);
        assertThat(Durations.parse(text)).hasValue(duration);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PT0S | 0 us",
                "PT0.00048S | 480 us",
                "PT0.0009994S | 999 us",
                "PT0.0009996S | 1 ms",
                "PT0.0123S | 12.3 ms",
                "PT0.25S | 250 ms",
                "PT0.9994S | 999 ms",
                "PT1.84S | 1.84 s",
                "PT10.2S | 10.2 s",
                "PT90S | 90 s",
                "PT2H | 7,200 s"
            })
    void shows_three_digits_to_people(Duration duration, String text) {
        assertThat(Durations.readable(duration)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PT0S | 0 us",
                "PT0.0004805S | 480.5 us",
                "PT0.25S | 250 ms",
                "PT0.041015S | 41.015 ms",
                "PT6.983678S | 6.983678 s",
                "PT-1.5S | -1.5 s",
                "PT100S | 100 s",
                "PT2H | 7200 s"
            })
    void shows_all_digits_to_people_who_must_tell_two_times_apart(Duration duration, String text) {
        assertThat(Durations.exact(duration)).isEqualTo(text);
    }
}
