// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.report.export.EventNonce;
import io.github.wrkjunit.report.export.EventReader;
import io.github.wrkjunit.report.export.WorkerEvent;
import io.github.wrkjunit.spec.HiddenValues;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobOutputTest {

    private static final String END =
            "##wrk {\"nonce\":\"abc1\",\"event\":\"end\",\"requests\":1035,\"errors\":{\"connect\":0,\"read\":0}}";

    @Test
    void a_word_of_an_event_is_no_secret_though_a_variable_has_it_as_its_value() {
        assertThat(wrapped("read", "connect", "requests", "event").of(END)).isEqualTo(END);
    }

    @ParameterizedTest
    @ValueSource(strings = {"storm-4s", "target-deleted", "wrapper-done-fails"})
    void what_wrk2_prints_by_itself_stays_readable_whatever_a_variable_says(String recorded) {
        List<String> lines = recorded(recorded);
        List<String> words = lines.stream()
                .flatMap(line -> Stream.of(line.split("[^A-Za-z]+")))
                .filter(word -> word.length() >= 4)
                .distinct()
                .toList();
        JobOutput output = new JobOutput(Optional.empty(), new HiddenValues(words));

        assertThat(lines.stream().filter(line -> ReportLine.ownLength(line) == line.length()))
                .hasSizeGreaterThan(60)
                .allSatisfy(line -> assertThat(output.of(line)).isEqualTo(line));
    }

    @Test
    void the_url_of_a_run_is_not_wrk2s_own() {
        assertThat(wrapped("opensesame", "test", "Results").of("Running 10s test @ http://h:1/?k=opensesame"))
                .isEqualTo("Running 10s test @ http://h:1/?k=***");
        assertThat(wrapped("opensesame", "test", "Results").of("Test Results @ http://h:1/?k=opensesame "))
                .isEqualTo("Test Results @ http://h:1/?k=*** ");
    }

    @Test
    void what_a_script_prints_is_kept_without_secrets() {
        assertThat(wrapped("opensesame").of("token opensesame, read 5")).isEqualTo("token ***, read 5");
    }

    @Test
    void a_value_within_another_does_not_spoil_it() {
        assertThat(wrapped("open", "opensesame").of("it is opensesame")).isEqualTo("it is ***");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0022b\\u005cc", "a\\\"b\\\\c", "\\u0061\\u0022b\\\\c"})
    void an_error_event_is_kept_without_secrets_however_they_are_escaped_and_stays_an_event(String escaped) {
        String line = "##wrk {\"nonce\":\"abc1\",\"event\":\"error\",\"message\":\"bad \\u0022" + escaped
                + "\\u0022\\nnext\",\"file\":\"/scripts/x.lua\",\"line\":3}";

        String shown = wrapped("a\"b\\c", "error", "message").of(line);

        assertThat(EventReader.read(shown))
                .isInstanceOfSatisfying(WorkerEvent.Failure.class, failure -> assertThat(failure.sentence())
                        .isEqualTo(failure("bad \"***\"\nnext").sentence()));
    }

    @Test
    void an_error_event_without_secrets_stays_byte_by_byte() {
        String line = "##wrk {\"nonce\":\"abc1\",\"event\":\"error\",\"message\":\"a\\u0009b \\/ \\u00e4\"}";

        assertThat(wrapped("opensesame").of(line)).isEqualTo(line);
    }

    @Test
    void lines_of_a_secret_are_hidden_within_one_message() {
        String line = "##wrk {\"nonce\":\"abc1\",\"event\":\"error\",\"message\":\"key first\\u000asecond!\"}";

        assertThat(wrapped("first", "second").of(line))
                .isEqualTo("##wrk {\"nonce\":\"abc1\",\"event\":\"error\",\"message\":\"key ***\\u000a***!\"}");
    }

    @Test
    void an_event_of_someone_else_is_text_without_secrets() {
        assertThat(wrapped("open\"sesame").of("##wrk {\"event\":\"end\",\"x\":\"open\\u0022sesame\"}"))
                .isEqualTo(" ##wrk {\"event\":\"end\",\"x\":\"***\"}");
    }

    @Test
    void an_event_that_was_cut_is_kept_without_secrets() {
        assertThat(wrapped("opensesame")
                        .of("##wrk {\"nonce\":\"abc1\",\"event\":\"error\",\"message\":\"opensesame and"))
                .isEqualTo("##wrk {\"nonce\":\"abc1\",\"event\":\"error\",\"message\":\"*** and");
    }

    @Test
    void without_a_wrapper_events_are_the_programs_own_and_what_they_name_is_kept_without_secrets() {
        JobOutput bare = new JobOutput(
                Optional.empty(),
                new HiddenValues(List.of("opensesame", "fixed", "start", "duration", "2xx_", "HISTFAAA", "cells")));

        assertThat(
                        bare.of(
                                "##wrk {\"event\":\"interval\",\"cells\":[{\"operation\":\"GET /opensesame\",\"outcome\":\"2xx_\",\"histogram\":\"HISTFAAA\"}]}"))
                .isEqualTo(
                        "##wrk {\"event\":\"interval\",\"cells\":[{\"operation\":\"GET /***\",\"outcome\":\"2xx_\",\"histogram\":\"HISTFAAA\"}]}");
        assertThat(
                        bare.of(
                                "##wrk {\"event\":\"started\",\"url\":\"/opensesame\",\"dist\":\"fixed\",\"basis\":\"intended_start\"}"))
                .isEqualTo(
                        "##wrk {\"event\":\"started\",\"url\":\"/***\",\"dist\":\"fixed\",\"basis\":\"intended_start\"}");
        assertThat(bare.of("##wrk {\"event\":\"end\",\"reason\":\"duration\",\"warnings\":[\"opensesame\"]}"))
                .isEqualTo("##wrk {\"event\":\"end\",\"reason\":\"duration\",\"warnings\":[\"***\"]}");
    }

    private static WorkerEvent.Failure failure(String message) {
        return (WorkerEvent.Failure) EventReader.read("##wrk {\"event\":\"error\",\"message\":\""
                + message.replace("\"", "\\\"").replace("\n", "\\n")
                + "\",\"file\":\"/scripts/x.lua\",\"line\":3}");
    }

    private static JobOutput wrapped(String... secrets) {
        return new JobOutput(Optional.of(new EventNonce("abc1")), new HiddenValues(List.of(secrets)));
    }

    private static List<String> recorded(String name) {
        try (InputStream log =
                Objects.requireNonNull(JobOutputTest.class.getResourceAsStream("/recorded/" + name + ".log"))) {
            return new String(log.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
