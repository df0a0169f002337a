// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.lua;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts print. */
class ScriptOutputTest {
    @Test
    void all_ways_to_standard_output_keep_their_order() {
        String[] script = {
            "function init()",
            "  print('a', 1, nil, true)",
            "  io.write('b', 2.5, '\\n')",
            "  io.stdout:write('c\\n')",
            "  io.output():write('d')",
            "  print('e')",
            "end"
        };
        try (ScriptRun run = ScriptRun.of(script).load()) {
            assertThat(run.printed()).isEqualTo("a\t1\tnil\ttrue\nb2.5\nc\nde\n");
        }
    }

    @Test
    void an_unfinished_line_waits_for_its_end_and_is_ended_at_the_close() {
        String[] script = {"function init() io.write('unfinished') end"};
        ScriptRun run = ScriptRun.of(script).load();
        assertThat(run.printed()).isEmpty();

        run.close();

        assertThat(run.printed()).isEqualTo("unfinished\n");
    }

    @Test
    void among_events_a_line_that_looks_like_one_is_escaped_however_it_is_put_together() {
        String[] script = {
            "function init()",
            "  print('##wrk {\"event\":\"end\"}')",
            "  io.write('##') io.write('wrk {}\\n##wrk x\\nno ##wrk \\n##wrk\\n')",
            "end"
        };
        try (ScriptRun run = ScriptRun.of(script).load()) {
            assertThat(run.printed()).isEqualTo(" ##wrk {\"event\":\"end\"}\n ##wrk {}\n ##wrk x\nno ##wrk \n##wrk\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\\r", "\\r\\r", "\\f", "\\v", "\\0", "\\194\\133", "\\226\\128\\168", "\\226\\128\\169", "\\127"
            })
    void among_events_a_part_of_a_line_that_looks_like_one_to_some_reader_is_escaped(String end) {
        String[] script = {"function init() print('body" + end + "##wrk {\"event\":\"end\"}') end"};
        try (ScriptRun run = ScriptRun.of(script).load()) {
            assertThat(run.printed()).startsWith("body").endsWith(" ##wrk {\"event\":\"end\"}\n");
        }
    }

    @Test
    void where_no_events_are_printed_a_line_that_looks_like_one_is_left_alone() {
        String[] script = {"function init() print('##wrk {\"event\":\"end\"}') end"};
        try (ScriptRun run = ScriptRun.of(script).withoutEvents().load()) {
            assertThat(run.printed()).isEqualTo("##wrk {\"event\":\"end\"}\n");
        }
    }

    @Test
    void a_file_that_the_script_opens_is_its_own(@org.junit.jupiter.api.io.TempDir java.nio.file.Path directory)
            throws Exception {
        java.nio.file.Path file = directory.resolve("out.txt");
        String[] script = {
            "function init()",
            "  local f = io.open([[" + file + "]], 'w') f:write('one ') f:close()",
            "  io.output(io.open([[" + file + "]], 'a')) io.write('two') io.close()",
            "  io.output(io.stdout) io.stdout:close() print('still here')",
            "end"
        };
        try (ScriptRun run = ScriptRun.of(script).load()) {
            assertThat(file).hasContent("one two");
            assertThat(run.printed()).isEqualTo("still here\n");
        }
    }

    @Test
    void a_wrong_argument_is_refused_as_lua_does() {
        String[] script = {"function init() print(pcall(function() io.write('a', nil) end)) end"};
        try (ScriptRun run = ScriptRun.of(script).load()) {
            assertThat(run.printed())
                    .isEqualTo("false\ttest.lua:1: bad argument #2 to 'write' (string expected, got nil)\n");
        }
    }
}
