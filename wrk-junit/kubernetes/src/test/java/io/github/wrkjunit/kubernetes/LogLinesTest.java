// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogLinesTest {

    private final LogLines lines = new LogLines();

    @Test
    void takes_the_time_stamp_off_and_leaves_the_text_as_it_is() {
        assertThat(lines.text("2026-11-28T10:00:00.123456789Z Running 10s test @ http://a:80"))
                .hasValue("Running 10s test @ http://a:80");
        assertThat(lines.text("2026-11-28T10:00:00.123456790Z   2 threads")).hasValue("  2 threads");
        assertThat(lines.text("2026-11-28T10:00:00.123456791Z ")).hasValue("");
        assertThat(lines.text("2026-11-28T12:00:01.000000000+02:00 of a node with a zone"))
                .hasValue("of a node with a zone");
    }

    @Test
    void drops_what_no_program_has_written() {
        assertThat(lines.text("rpc error: code = NotFound desc = an error occurred when try to find container \"8f\""))
                .isEmpty();
        assertThat(lines.text("")).isEmpty();
        assertThat(lines.text("ocket")).isEmpty();
    }

    @Test
    void asks_for_the_whole_second_of_the_last_line_after_a_cut() {
        assertThat(lines.since()).isEmpty();

        lines.text("2026-11-28T12:00:07.999999999+02:00 last");

        assertThat(lines.since()).hasValue("2026-11-28T10:00:07Z");
    }

    @Test
    void drops_what_was_read_before_a_cut_and_nothing_else() {
        lines.text("2026-11-28T10:00:07.1Z one");
        lines.text("2026-11-28T10:00:07.2Z two");
        lines.text("2026-11-28T10:00:07.2Z two");

        lines.again();

        assertThat(lines.text("2026-11-28T10:00:07.1Z one")).isEmpty();
        assertThat(lines.text("2026-11-28T10:00:07.2Z two")).isEmpty();
        assertThat(lines.text("2026-11-28T10:00:07.2Z two")).isEmpty();
        assertThat(lines.text("2026-11-28T10:00:07.2Z two")).as("a third").hasValue("two");
        assertThat(lines.text("2026-11-28T10:00:07.3Z three")).hasValue("three");
        assertThat(lines.hasGap()).isFalse();
    }

    @Test
    void tells_a_gap_when_the_last_line_does_not_come_again() {
        lines.text("2026-11-28T10:00:07.1Z one");

        lines.again();
        lines.text("2026-11-28T10:00:09.3Z later");

        assertThat(lines.hasGap()).isTrue();
    }
}
