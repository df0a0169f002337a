// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import static io.github.wrkjunit.kubernetes.diagnosis.ViewBuilder.terminated;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogCollectorTest {

    private final LogCollector log = new LogCollector();

    @Test
    void a_line_of_the_kubelet_is_never_taken_for_one_of_the_program() {
        log.line("Transfer/sec:     12.04KB");
        log.line("rpc error: code = NotFound desc = an error occurred when try to find container \"e2179\": not found");

        assertThat(log.excerpt().tail()).containsExactly("Transfer/sec:     12.04KB");
    }

    @Test
    void a_storm_of_equal_lines_is_one() {
        log.line("Running 7s test @ http://frontend:5000");
        for (int i = 0; i < 515_928; i++) {
            log.line("reconnect_socket");
        }

        assertThat(log.excerpt().tail())
                .containsExactly("Running 7s test @ http://frontend:5000", "reconnect_socket (515928 times)");
    }

    @Test
    void the_last_five_lines_are_kept_shortened_and_without_events_and_empty_ones() {
        for (int i = 0; i < 9; i++) {
            log.line("  line " + i);
            log.line("");
            log.line("##wrk {\"event\":\"interval\"}");
        }
        log.line("x".repeat(1000));

        assertThat(log.excerpt().tail())
                .containsExactly("line 5", "line 6", "line 7", "line 8", "x".repeat(197) + "...");
    }

    @Test
    void what_tells_a_cause_is_kept_however_much_follows_and_once_for_all_threads() {
        for (int i = 0; i < 3; i++) {
            log.line("/scripts/x.lua: /scripts/x.lua:2: ')' expected near '\"/\"'");
        }
        for (int i = 0; i < 100; i++) {
            log.line("line " + i);
        }

        assertThat(log.excerpt().causes()).hasSize(1);
    }

    @Test
    void a_report_and_the_end_are_noted() {
        assertThat(log.excerpt()).isEqualTo(LogExcerpt.NONE);

        log.line("Requests/sec:    104.60  ");
        log.end(Optional.empty());

        assertThat(log.excerpt().report()).isTrue();
        assertThat(log.excerpt().ended()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            wrapper-syntax     | failed in its script: /scripts/syntax.lua:2: ')' expected near '"/"'. Mend the script.
            wrapper-done-fails | failed in its script: /scripts/done-fails.lua, line 1: late. Mend the script.
            wrapper-garbage    | failed in its script: its first request is not HTTP: invalid HTTP method at 1:1. Mend the script.
            """)
    void a_script_that_breaks_under_the_wrapper_is_told_with_file_and_line(String name, String words) {
        assertThat(wrapped(name)).isEqualTo("Job wrk2-7f3a in namespace load " + words);
    }

    @Test
    void a_module_that_is_missing_under_the_wrapper_is_told() {
        assertThat(wrapped("wrapper-module"))
                .startsWith("Job wrk2-7f3a in namespace load failed in its script: /scripts/module.lua")
                .contains("module 'nosuchmodule' not found")
                .doesNotContain("\n");
    }

    private static String wrapped(String name) {
        ViewBuilder view = new ViewBuilder().scheduled().container("wrk2", terminated(1, "Error"));
        Replay.text(name + ".log").lines().forEach(view::log);
        JobState.Ended ended = (JobState.Ended) view.logEnded().state();
        return ended.failure()
                .orElseThrow()
                .message(new FailurePlace("load", "wrk2-7f3a", List.of(), "wrk"))
                .lines()
                .findFirst()
                .orElseThrow();
    }
}
