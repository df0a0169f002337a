// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.report.text.WrkErrorText.Kind;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrkErrorTextTest {

    @ParameterizedTest
    @CsvSource({
        "dsb-invalid-url.err, URL",
        "dsb-script-error-done-6s.err, SCRIPT",
        "dsb-script-file-missing-6s.err, SCRIPT_NOT_LOADED",
        "dsb-script-missing-module-6s.err, SCRIPT_NOT_LOADED",
        "dsb-script-request-nil.err, REQUEST",
        "dsb-script-runtime-error-first.err, SCRIPT",
        "dsb-script-runtime-error-midrun.err, SCRIPT",
        "dsb-script-syntax-error-6s.err, SCRIPT_NOT_LOADED",
        "dsb-target-down.err, CONNECT",
        "dsb-usage-no-rate.err, USAGE",
        "giltene-script-runtime-error-midrun.err, SCRIPT",
        "giltene-script-syntax-error-6s.err, SCRIPT_NOT_LOADED",
        "giltene-target-down.err, CONNECT",
        "dsb-usage-help.txt, USAGE",
        "dsb-version.txt, USAGE"
    })
    void a_recorded_failure_is_understood(String file, Kind kind) {
        List<String> lines = TestData.lines("/golden/" + file);

        assertThat(lines.stream().flatMap(line -> WrkErrorText.of(line).stream()))
                .isNotEmpty()
                .allSatisfy(text -> {
                    assertThat(text.kind()).isEqualTo(kind);
                    assertThat(lines.stream().map(String::strip)).contains(text.text());
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unable to resolve nowhere:80 Name or service not known | RESOLVE",
                "invalid HTTP method at 1:1 | REQUEST",
                "invalid constant string at 1:8 | REQUEST",
                "number of connections must be >= threads | USAGE",
                "wrk: invalid option -- 'h' | USAGE",
                "wrk: unrecognized option '--foo' | USAGE",
                "wrk: option requires an argument -- 'd' | USAGE",
                "wrk: src/hdr_histogram.c:54: counts_index: Assertion `bucket_index < h->bucket_count' failed. | ABORT"
            })
    void a_line_tells_what_has_failed(String line, Kind kind) {
        assertThat(WrkErrorText.of(line)).hasValue(new WrkErrorText(kind, line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "Segmentation fault", "Running 10s test @ http://shop:80/"})
    void another_line_tells_nothing(String line) {
        assertThat(WrkErrorText.of(line)).isEmpty();
    }
}
