// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputLinesTest {

    @Test
    void a_line_ends_with_a_line_feed_and_a_carriage_return_before_it_and_with_nothing_else() throws IOException {
        assertThat(lines("a\nb\r\n\nc\rd\u0085e\u2028f\u2029g\fh\u000bi\r\r\nlast"))
                .containsExactly("a", "b", "", "c\rd\u0085e\u2028f\u2029g\fh\u000bi\r", "last");
        assertThat(lines("")).isEmpty();
        assertThat(lines("\n")).containsExactly("");
        assertThat(lines("a\r")).containsExactly("a");
    }

    @Test
    void bytes_that_are_no_text_are_replaced() throws IOException {
        try (OutputLines lines = new OutputLines(new ByteArrayInputStream(new byte[] {'a', (byte) 0xff, '\n'}))) {
            assertThat(lines.next()).isEqualTo("a\ufffd");
        }
    }

    @Test
    void a_line_that_is_too_long_is_cut_with_a_note_and_read_to_its_end() throws IOException {
        InputStream source = new SequenceInputStream(
                new Endless('x', 400_000_000), new ByteArrayInputStream("\nnext\n".getBytes(UTF_8)));

        try (OutputLines lines = new OutputLines(source)) {
            assertThat(lines.next())
                    .hasSizeLessThan(OutputLines.LONGEST_TEXT_BYTES + 100)
                    .endsWith(
                            "xxx ... (wrk-junit has cut this line: it has 400,000,000 bytes, the first 1,048,576 are kept)");
            assertThat(lines.isCut()).isTrue();
            assertThat(lines.next()).isEqualTo("next");
            assertThat(lines.isCut()).isFalse();
            assertThat(lines.next()).isNull();
        }
    }

    @Test
    void an_event_may_be_longer_than_a_text() throws IOException {
        String event = "##wrk " + "x".repeat(3_000_000);

        assertThat(lines(event + "\n")).containsExactly(event);
    }

    @Test
    void saved_output_with_a_line_or_in_all_longer_than_any_output_is_an_error() throws IOException {
        assertThatThrownBy(() -> all(SavedLines.of(new Endless('x', 300_000_000))))
                .isInstanceOf(WrkTextException.class)
                .hasMessage(
                        "Line 1 of the output, \"" + "x".repeat(120)
                                + "...\": the line is longer than any that wrk, wrk2 or the engine prints. Name a file with saved output.");
        assertThatThrownBy(() -> all(SavedLines.of(new Endless('\0', Long.MAX_VALUE))))
                .isInstanceOf(WrkTextException.class)
                .hasMessage(
                        "Line 0 of the output, \"\": the output is longer than 1,073,741,824 bytes. Name a file with saved output.");
        assertThatThrownBy(() -> all(SavedLines.of(new Endless('\n', Long.MAX_VALUE), 1_000_000)))
                .isInstanceOf(WrkTextException.class)
                .hasMessageEndingWith(
                        "\"\": the output is longer than 1,000,000 bytes. Name a file with saved output.");
    }

    private static List<String> lines(String text) throws IOException {
        List<String> all = new ArrayList<>();
        try (OutputLines lines = new OutputLines(new ByteArrayInputStream(text.getBytes(UTF_8)))) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                all.add(line);
            }
        }
        return all;
    }

    private static void all(SavedLines lines) throws IOException {
        try (lines) {
            while (lines.next() != null) {
                // no line is of interest
            }
        }
    }
}
