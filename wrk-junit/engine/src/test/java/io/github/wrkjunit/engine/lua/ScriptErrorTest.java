// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.lua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong in scripts, and what the user reads. */
class ScriptErrorTest {
    private static final String FIX = " Fix the script; no request was made up in its place.";

    @Test
    void a_syntax_error() {
        assertLoadFails(
                "Script test.lua:2: unexpected symbol near 'return' (while it was loaded)." + FIX,
                "local a = 1",
                "x = return");
    }

    @Test
    void an_error_in_the_script_s_body() {
        assertLoadFails(
                "Script test.lua:2: attempt to index global 'nothing' (a nil value) (while it was loaded)." + FIX,
                "local a = 1",
                "print(nothing.field)");
    }

    @Test
    void a_missing_module() {
        ScriptException thrown = loading("local m = require 'nosuchmodule'");

        assertThat(thrown)
                .hasMessageStartingWith("Script test.lua:1: module 'nosuchmodule' not found: no field"
                        + " package.preload['nosuchmodule'], no file './nosuchmodule.lua', no file '")
                .hasMessageEndingWith(" (while it was loaded)." + FIX);
    }

    @Test
    void a_module_that_would_ask_others() {
        assertLoadFails(
                "Script test.lua:1: module 'socket.http' is not offered: a script that asks others holds up all requests of"
                        + " its thread. Fetch in the test what the script needs, and give it as an argument of the script or"
                        + " as a header (while it was loaded)." + FIX,
                "local http = require('socket.http')");
    }

    @Test
    void the_socket_module_is_no_global() {
        assertLoadFails(
                "Script test.lua:2: attempt to index global 'socket' (a nil value): write local socket = require \"socket\""
                        + " (while it was loaded)." + FIX,
                "require 'socket'",
                "math.randomseed(socket.gettime() * 1000)");
    }

    @Test
    void a_library_in_c(@TempDir Path directory) throws Exception {
        Path library = Files.createFile(directory.resolve("lfs.so"));

        assertLoadFails(
                "Script test.lua:2: module 'lfs' is a C library (" + library
                        + "), which scripts cannot load here: use a module that is written in Lua, beside the script; JSON is"
                        + " there as cjson, json and dkjson (while it was loaded)." + FIX,
                "package.cpath = '" + directory + "/?.so'",
                "local lfs = require 'lfs'");
    }

    @Test
    void an_error_in_a_companion_names_the_companion(@TempDir Path directory) throws Exception {
        Path companion = Files.writeString(directory.resolve("companion.lua"), "local a\nlocal b = a.b");
        Path main = Files.writeString(directory.resolve("main.lua"), "require 'companion'");
        try (ScriptRun run = ScriptRun.of(ScriptSource.ofFile(main))) {
            LuaScript script = run.prepare();

            ScriptException thrown = catchThrowableOfType(ScriptException.class, script::load);

            assertThat(thrown.file()).isEqualTo(companion.toString());
            assertThat(thrown.line()).isEqualTo(2);
        }
    }

    @Test
    void an_error_in_setup() {
        assertLoadFails(
                "Script test.lua:1: no luck (in setup() for thread 1)." + FIX, "function setup() error('no luck') end");
    }

    @Test
    void an_error_in_init() {
        assertLoadFails(
                "Script test.lua:1: no luck (in init() of thread 1)." + FIX, "function init() error('no luck') end");
    }

    @Test
    void an_error_in_the_first_request_is_found_before_the_start() {
        assertLoadFails(
                "Script test.lua:3: attempt to index local 't' (a nil value) (request 1 of thread 1, in request())."
                        + FIX,
                "function request()",
                "  local t",
                "  return t.x",
                "end");
    }

    @Test
    void an_error_in_a_later_request_tells_its_number() {
        String[] script = {
            "local n = 0",
            "function request()",
            "  n = n + 1",
            "  if n == 100 then local t t.x = 1 end",
            "  return wrk.format()",
            "end"
        };
        try (ScriptRun run = ScriptRun.of(script).threads(2).load()) {
            for (int i = 1; i < 100; i++) {
                run.request(1);
            }

            ScriptException thrown = catchThrowableOfType(ScriptException.class, () -> run.request(1));

            assertThat(thrown)
                    .hasMessage(
                            "Script test.lua:4: attempt to index local 't' (a nil value) (request 100 of thread 2, in"
                                    + " request())." + FIX);
            assertThat(thrown.file()).isEqualTo("test.lua");
            assertThat(thrown.line()).isEqualTo(4);
            assertThat(thrown.requestNumber()).isEqualTo(100);
        }
    }

    @Test
    void an_error_in_response() {
        try (ScriptRun run = ScriptRun.of("function response(status)", "  error('bad ' .. status)", "end")
                .load()) {
            assertThatThrownBy(() -> run.answer(503, ""))
                    .isInstanceOf(ScriptException.class)
                    .hasMessage("Script test.lua:2: bad 503 (answer 1 of thread 1, in response()). Fix the script.");
        }
    }

    @Test
    void an_error_in_done() {
        try (ScriptRun run = ScriptRun.of("function done() error('late') end").load()) {
            assertThatThrownBy(() -> LuaScriptTest.finish(run.script()))
                    .isInstanceOf(ScriptException.class)
                    .hasMessage("Script test.lua:1: late (in done()). Fix the script.");
        }
    }

    @Test
    void an_error_that_is_raised_inside_of_wrk_names_the_script_s_line() {
        assertLoadFails(
                "Script test.lua:3: wrk.connect wants an address of wrk.lookup, not a string value (in setup() for thread"
                        + " 1)." + FIX,
                "",
                "function setup()",
                "  wrk.connect('127.0.0.1')",
                "end");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "error({})                              | error object is a table value: table: 0x",
                "error(nil)                             | error(nil): an error without a message",
                "error()                                | error(nil): an error without a message",
                "error(true)                            | error object is a boolean value: true",
                "error(setmetatable({}, {__tostring = function() return 'own text' end})) | error object is a table value: own text",
                "error('without a place', 0)            | without a place",
                "local function f() return f() + 1 end f() | stack overflow",
                "thread:set('f', print)                 | cannot transfer a function",
                "local t = {} t.t = t thread:set('t', t) | cannot transfer a table that contains itself",
                "thread.addr = '127.0.0.1:80'           | thread.addr wants an address of wrk.lookup, not a string value",
                "thread.id = 1                          | thread.id cannot be set: use thread:set(name, value)",
                "wrk.lookup('nosuch', 80)               | nosuch:80 cannot be resolved: Name or service not known",
            })
    void errors_of_any_kind_name_line_and_cause(String statement, String message) {
        ScriptException thrown = loading("", "function setup(thread) " + statement + " end");

        assertThat(thrown.line()).isEqualTo(2);
        assertThat(thrown)
                .hasMessageStartingWith("Script test.lua:2: " + message)
                .hasMessageEndingWith(" (in setup() for thread 1)." + FIX);
    }

    @Test
    void an_error_with_a_value_of_a_thread_s_state_is_raised_where_it_was_asked_for() {
        try (ScriptRun run = ScriptRun.of(
                        "function setup(thread) t = thread end",
                        "function init() f = print end",
                        "function done()",
                        "  t:get('f')",
                        "end")
                .load()) {
            assertThatThrownBy(() -> LuaScriptTest.finish(run.script()))
                    .hasMessage("Script test.lua:4: cannot transfer a function (in done()). Fix the script.");
        }
    }

    @Test
    void a_host_that_cannot_be_resolved() {
        try (ScriptRun run = ScriptRun.of("").target(new ScriptTarget("http://nosuch/", "http", "nosuch", null, "/"))) {
            assertThatThrownBy(run.prepare()::load)
                    .hasMessage("Script test.lua: nosuch:http cannot be resolved: Name or service not known (in"
                            + " wrk.resolve()). Check the host of the URL http://nosuch/.");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nil          | request() returned nil instead of a request's text",
                "             | request() returned nil instead of a request's text",
                "42           | request() returned a number instead of a request's text",
                "{}           | request() returned a table instead of a request's text",
                "('')         | request() returned a text that is not one HTTP request: an empty text",
                "wrk.format('GET', '/a b') | request() returned a text that is not one HTTP request: a blank in the path (write %20 for it): \"GET /a b HTTP/1.1\"",
                "wrk.format() .. wrk.format() | request() returned a text that is not one HTTP request: more than one request, or a body without Content-Length (one request a call); what is left over: \"GET /a/b?c=d HTTP/1.1\\r\\nHost: target:8080\\r\\n\\r\\n\"",
            })
    void a_request_that_is_no_request(String value, String message) {
        ScriptException thrown = loading("", "function request()", "  return " + (value == null ? "" : value), "end");

        assertThat(thrown)
                .hasMessage("Script test.lua:2: " + message + " (request 1 of thread 1, in request())." + FIX);
    }

    @Test
    void a_blank_in_the_path_of_a_fixed_request() {
        assertLoadFails(
                "Script test.lua: wrk.format() returned a text that is not one HTTP request: a blank in the path (write %20"
                        + " for it): \"GET /a b HTTP/1.1\" (request 1 of thread 1, in request())." + FIX,
                "wrk.path = '/a b'");
    }

    @ParameterizedTest
    @CsvSource({
        "os.exit(7), 7",
        "os.exit(), 0",
        "os.exit(true), 0",
        "os.exit(false), 1",
        "pcall(os.exit); os.exit(3), 0"
    })
    void os_exit_ends_the_run_with_its_code(String call, int code) {
        try (ScriptRun run = ScriptRun.of("function init() print('before') " + call + " end")) {
            LuaScript script = run.prepare();

            ScriptExitException thrown = catchThrowableOfType(ScriptExitException.class, script::load);

            assertThat(thrown.code()).isEqualTo(code);
            assertThat(thrown).hasMessage("The script has called os.exit(" + code + ").");
            assertThat(run.printed()).isEqualTo("before\n");
        }
    }

    @Test
    void an_exit_from_a_coroutine_in_the_midst_of_a_run_ends_it_for_good() {
        String[] script = {
            "local n = 0",
            "function request()",
            "  n = n + 1",
            "  if n == 2 then coroutine.resume(coroutine.create(function() os.exit(5) end)) end",
            "  return wrk.format()",
            "end"
        };
        try (ScriptRun run = ScriptRun.of(script).load()) {
            run.request();

            assertThatThrownBy(run::request).isInstanceOf(ScriptExitException.class);
            assertThatThrownBy(run::request).isInstanceOf(ScriptExitException.class);
        }
    }

    @Test
    void a_platform_without_luajit_is_told_what_to_do() {
        assertThatThrownBy(() -> LuaJitLibrary.newState(() -> {
                    throw new LinkageError("outer", new IllegalStateException("no library for this"));
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("LuaJIT cannot be loaded on " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch") + " (no library for this), so no script can run. Use Linux with"
                        + " glibc, macOS or Windows on x86-64 or ARM64, with"
                        + " party.iroiro.luajava:luajit-platform:natives-desktop on the class path and a temporary"
                        + " directory (-Djava.io.tmpdir) from which libraries may be loaded; or run without a script.");
    }

    private static void assertLoadFails(String message, String... lines) {
        assertThat(loading(lines)).hasMessage(message);
    }

    private static ScriptException loading(String... lines) {
        try (ScriptRun run = ScriptRun.of(lines)) {
            LuaScript script = run.prepare();
            return catchThrowableOfType(ScriptException.class, script::load);
        }
    }
}
