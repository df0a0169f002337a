// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.lua;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON modules that the engine brings along. */
class JsonModuleTest {

    private static String printed(String... script) {
        try (ScriptRun run = ScriptRun.of(script).load()) {
            return run.printed().lines().findFirst().orElse("");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "{b = 1, a = {1, 2.5, true, false}}            ! {\"a\":[1,2.5,true,false],\"b\":1}",
                "'x\"\\\\/\\n\\1\\127\u00e4'                   ! \"x\\\"\\\\/\\n\\u0001\\u007f\u00e4\"",
                "{cjson.null, 2}                               ! [null,2]",
                "{[1] = 'a', [3] = 'c'}                        ! {\"1\":\"a\",\"3\":\"c\"}",
                "{}                                            ! {}",
                "{{}}                                          ! [{}]",
                "1e15                                          ! 1e+15",
                "-12                                           ! -12",
                "0.1                                           ! 0.1",
                "setmetatable({1}, {__jsontype = 'object'})    ! {\"1\":1}",
                "setmetatable({}, {__jsontype = 'array'})      ! []"
            })
    void writes_values(String value, String json) {
        assertThat(printed("local cjson = require 'cjson' print(cjson.encode(" + value + "))"))
                .isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1.5e3",
                "true",
                "[]",
                "[1,[2,{}]]",
                "{\"a\":{\"b\":[null,false]}}",
                "\"\"",
                "\"a\\\"b\\\\c\\/d\\b\\f\\n\\r\\t\"",
                "\"\\u00e4\\ud83d\\ude00\\u20ac\"",
                " [ 1 , 2 ] "
            })
    void reads_what_it_has_written(String json) {
        assertThat(printed(
                        "local j = require 'cjson'",
                        "local once = j.encode(j.decode([==[" + json + "]==]))",
                        "print(once == j.encode(j.decode(once)), once)"))
                .startsWith("true\t");
    }

    @Test
    void reads_escapes_as_utf_8() {
        assertThat(printed("print(require('json').decode('\"\\\\u00e4\\\\ud83d\\\\ude00\\\\u20acx\"'))"))
                .isEqualTo("\u00e4\uD83D\uDE00\u20acx");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "           ! a value expected at character 1, not the end of the text",
                "[1,]       ! a value expected at character 4, not ']'",
                "[1         ! ',' or ']' expected at character 3, not the end of the text",
                "{\"a\" 1}  ! ':' expected at character 6, not '1'",
                "{a:1}      ! '\"' expected at character 2, not 'a'",
                "{\"a\":1,} ! '\"' expected at character 8, not '}'",
                "01         ! the end of the text expected at character 2, not '1'",
                "nul        ! a value expected at character 1, not 'n'",
                "\"a        ! '\"' expected at character 3, not the end of the text",
                "\"\\x\"    ! one of \"\\/bfnrtu expected at character 3, not 'x'",
                "\"\\u12\"  ! four hexadecimal digits expected at character 4, not '1'",
                "1 2        ! the end of the text expected at character 3, not '2'"
            })
    void says_where_a_text_is_no_json(String json, String problem) {
        String text = json == null ? "" : json;

        assertThat(printed("print(require('cjson.safe').decode([==[" + text + "]==]))"))
                .isEqualTo("nil\tJSON cannot be read: " + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "0/0             ! cannot encode the number nan as JSON",
                "math.huge       ! cannot encode the number inf as JSON",
                "print           ! cannot encode a function as JSON",
                "{[print] = 1}   ! cannot encode a table with a function as a key as JSON",
                "loop            ! cannot encode a table that is nested more than 1000 deep, or that holds itself, as JSON"
            })
    void says_what_cannot_be_json(String value, String problem) {
        assertThat(printed(
                        "local loop = {} loop[1] = loop",
                        "print(select(2, require('cjson.safe').encode(" + value + ")))"))
                .isEqualTo(problem.replace("nan", printed("print(0/0)")));
    }

    @Test
    void a_deep_text_is_refused() {
        assertThat(printed("print(require('cjson.safe').decode(('['):rep(100000)))"))
                .isEqualTo("nil\tJSON cannot be read: it is nested more than 1000 deep");
    }

    @Test
    void each_module_has_its_own_habits() {
        assertThat(
                        printed(
                                "local c, j, d = require 'cjson', require 'json', require('dkjson').use_lpeg()",
                                "print(c.encode({}), j.encode({}), d.encode({}), c.decode('null') == c.null, j.decode('null'),",
                                "  d.decode('[1] x'), select(2, d.decode('[1] x')), select(3, d.decode('[')), pcall(j.decode, '['))"))
                .matches("\\{}\t\\[]\t\\[]\ttrue\tnil\ttable: \\w+\t4"
                        + "\tJSON cannot be read: a value expected at character 2, not the end of the text"
                        + "\tfalse\t.*JSON cannot be read: a value expected at character 2, not the end of the text");
    }

    @Test
    void a_module_beside_the_script_is_taken_first(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("json.lua"), "return { mine = true }");
        Path script = Files.writeString(directory.resolve("main.lua"), "print(require('json').mine)");

        try (ScriptRun run = ScriptRun.of(ScriptSource.ofFile(script)).load()) {
            assertThat(run.printed()).startsWith("true\n");
        }
    }
}
