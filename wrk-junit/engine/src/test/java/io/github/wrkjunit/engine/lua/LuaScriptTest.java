// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.lua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wrkjunit.engine.http.RequestSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** wrk's script API, as SPEC section d and its golden runs have it. */
class LuaScriptTest {
    private static final String PLAIN = "GET /a/b?c=d HTTP/1.1\r\nHost: target:8080\r\n\r\n";

    @Test
    void a_script_without_request_sends_the_url_again_and_again() {
        try (ScriptRun run = ScriptRun.of("").load()) {
            assertThat(run.request()).isEqualTo(PLAIN);
            assertThat(run.request()).isEqualTo(PLAIN);
            assertThat(run.script().thread(0).wantsAnswers()).isFalse();
        }
    }

    @Test
    void fields_of_wrk_describe_the_request() {
        try (ScriptRun run = ScriptRun.of("wrk.method = 'POST'", "wrk.body = 'x=1'", "wrk.path = '/p'")
                .load()) {
            assertThat(run.request())
                    .startsWith("POST /p HTTP/1.1\r\n")
                    .contains("Host: target:8080\r\n", "Content-Length: 3\r\n")
                    .endsWith("\r\n\r\nx=1");
        }
    }

    @Test
    void the_script_runs_once_in_the_main_state_and_once_in_each_thread_s_state() {
        try (ScriptRun run = ScriptRun.of("print('body')").threads(3).load()) {
            assertThat(run.printed()).isEqualTo("body\n".repeat(4));
        }
    }

    @Test
    void setup_and_init_run_thread_by_thread_in_wrk2_s_order() {
        String[] script = {
            "local n = 0",
            "function setup(thread)",
            "  n = n + 1",
            "  thread:set('id', n)",
            "  print('setup thread ' .. n .. ' addr=' .. tostring(thread.addr))",
            "end",
            "function init(args)",
            "  print(string.format('init id=%d args[0]=%s args[1]=%s url=%s path=%s host=%s port=%s Host=%s', id, args[0],",
            "    tostring(args[1]), url, wrk.path, wrk.host, wrk.port, wrk.headers['Host']))",
            "end"
        };
        try (ScriptRun run = ScriptRun.of(script).threads(2).arguments("foo").load()) {
            String rest = " args[0]=http://target:8080/a/b?c=d args[1]=foo url=http://target:8080/a/b?c=d path=/a/b?c=d"
                    + " host=target port=8080 Host=target:8080";
            assertThat(run.printed())
                    .isEqualTo(String.join(
                            "\n",
                            "setup thread 1 addr=127.0.0.1:8080",
                            "init id=1" + rest,
                            "setup thread 2 addr=127.0.0.1:8080",
                            "init id=2" + rest,
                            ""));
        }
    }

    @Test
    void globals_are_those_of_wrk2_and_no_others() {
        String[] script = {
            "local function names(t, f) local all = {} for k, v in pairs(t) do all[#all + 1] = f(k, v) end",
            "  table.sort(all) return table.concat(all, ' ') end",
            "function init() print(names(wrk, function(k, v) return k .. ':' .. type(v) end))",
            "  print(names(_G, function(k) return k end)) end"
        };
        try (ScriptRun run = ScriptRun.of(script).load()) {
            assertThat(run.printed())
                    .isEqualTo(
                            "connect:function format:function headers:table host:string init:function lookup:function"
                                    + " method:string path:string port:string resolve:function scheme:string setup:function"
                                    + " thread:userdata\n"
                                    + "_G _VERSION assert bit collectgarbage coroutine debug dofile error gcinfo getfenv"
                                    + " getmetatable init io ipairs jit load loadfile loadstring math module newproxy next os"
                                    + " package pairs pcall print rawequal rawget rawset require select setfenv setmetatable"
                                    + " string table tonumber tostring type unpack url wrk xpcall\n");
        }
    }

    @Test
    void wrk_request_gives_the_request_that_was_made_after_init() {
        String[] script = {
            "local before = type(wrk.request)",
            "function init() wrk.path = '/changed' end",
            "function request() print(before) wrk.path = '/later' return wrk.request() end"
        };
        try (ScriptRun run = ScriptRun.of(script).load()) {
            assertThat(run.request()).isEqualTo("GET /changed HTTP/1.1\r\nHost: target:8080\r\n\r\n");
            assertThat(run.printed()).isEqualTo("nil\n");
        }
    }

    @Test
    void the_request_that_is_made_as_a_check_is_the_first_that_is_sent() {
        String[] script = {"local n = 0", "function request() n = n + 1 return wrk.format(nil, '/' .. n) end"};
        try (ScriptRun run = ScriptRun.of(script).threads(2).load()) {
            assertThat(run.request(0)).startsWith("GET /1 ");
            assertThat(run.request(0)).startsWith("GET /2 ");
            assertThat(run.request(1)).startsWith("GET /1 ");
        }
    }

    @Test
    void a_request_may_be_larger_than_the_shared_memory_and_hold_any_byte() {
        String[] script = {
            "local all = {} for i = 0, 255 do all[#all + 1] = string.char(i) end",
            "local body = table.concat(all):rep(400)",
            "function request() return wrk.format('POST', '/', nil, body) end"
        };
        StringBuilder all = new StringBuilder();
        for (char c = 0; c < 256; c++) {
            all.append(c);
        }
        try (ScriptRun run = ScriptRun.of(script).load()) {
            assertThat(run.request()).endsWith("\r\n\r\n" + all.toString().repeat(400));
            assertThat(run.request()).endsWith("\r\n\r\n" + all.toString().repeat(400));
        }
    }

    @Test
    void a_request_stays_valid_while_answers_come_in() {
        String[] script = {
            "function request() return wrk.format(nil, '/' .. ('r'):rep(100)) end",
            "function response(status, headers, body) last = body end"
        };
        try (ScriptRun run = ScriptRun.of(script).load()) {
            var request = run.script().thread(0).next();

            run.answer(200, "x".repeat(200_000));

            byte[] bytes = new byte[request.remaining()];
            request.get(bytes);
            assertThat(new String(bytes, java.nio.charset.StandardCharsets.US_ASCII))
                    .startsWith("GET /" + "r".repeat(100));
        }
    }

    @Test
    void response_sees_status_headers_and_body_as_they_were_received() {
        String[] script = {
            "function response(status, headers, body)",
            "  print(status, headers['X-Case'], headers['x-case'], headers.twice, #body, body:byte(1), body:byte(2))",
            "end"
        };
        try (ScriptRun run = ScriptRun.of(script).load()) {
            run.answer(503, "\0\u00ff" + "x".repeat(100_000), "X-Case", "v", "twice", "first", "twice", "last");

            assertThat(run.script().thread(0).wantsAnswers()).isTrue();
            assertThat(run.printed()).isEqualTo("503\tv\tnil\tlast\t100002\t0\t255\n");
        }
    }

    @Test
    void thread_stop_ends_its_thread_only() {
        String[] script = {"local n = 0", "function response() n = n + 1 if n == 2 then wrk.thread:stop() end end"};
        try (ScriptRun run = ScriptRun.of(script).threads(2).load()) {
            run.answer(200, "");
            assertThat(run.script().thread(0).stopRequested()).isFalse();

            run.answer(200, "");

            assertThat(run.script().thread(0).stopRequested()).isTrue();
            assertThat(run.script().thread(1).stopRequested()).isFalse();
        }
    }

    @Test
    void values_go_between_states_the_right_way_round() {
        String[] script = {
            "local threads = {}",
            "function setup(thread)",
            "  threads[#threads + 1] = thread",
            "  thread:set('t', {a = 'x', [1] = {true, 2.5}}) thread:set('s', 'a\\0b') thread:set('b', false)",
            "end",
            "function init() print(t.a, t[1][1], t[1][2], #s, b, nothing) seen = {n = 7} end",
            "function done() print(type(threads[1]), threads[1]:get('seen').n, threads[1]:get('missing')) end"
        };
        try (ScriptRun run = ScriptRun.of(script).load()) {
            finish(run.script());

            assertThat(run.printed()).isEqualTo("x\ttrue\t2.5\t3\tfalse\tnil\nuserdata\t7\tnil\n");
        }
    }

    @Test
    void a_large_value_goes_between_states() {
        String[] script = {
            "function setup(thread) t = thread thread:set('big', ('x'):rep(1000000)) end",
            "function init() print(#big) end",
            "function done() print(#t:get('big')) end"
        };
        try (ScriptRun run = ScriptRun.of(script).load()) {
            finish(run.script());

            assertThat(run.printed()).isEqualTo("1000000\n1000000\n");
        }
    }

    @Test
    void a_thread_reads_and_writes_its_own_globals_through_wrk_thread() {
        try (ScriptRun run = ScriptRun.of(
                        "function init() wrk.thread:set('v', {1}) v[1] = 2 print(wrk.thread:get('v')[1], tostring(wrk.thread)) end")
                .load()) {
            assertThat(run.printed()).isEqualTo("2\twrk.thread: 1\n");
        }
    }

    @Test
    void setup_chooses_an_address_for_each_thread() {
        String[] script = {
            "local addrs",
            "function setup(thread)",
            "  addrs = addrs or wrk.lookup('other', 'http')",
            "  for i = #addrs, 1, -1 do if not wrk.connect(addrs[i]) then table.remove(addrs, i) end end",
            "  thread.addr = addrs[#addrs]",
            "  print(#addrs, thread.addr)",
            "end"
        };
        try (ScriptRun run = ScriptRun.of(script)
                .name("other:http", ScriptRun.address(2, 80), ScriptRun.address(3, 80), ScriptRun.address(4, 80))
                .refusing("127.0.0.4:80")
                .load()) {
            assertThat(run.script().address(0)).contains(ScriptRun.address(3, 80));
            assertThat(run.printed()).isEqualTo("2\t127.0.0.3:80\n");
        }
    }

    @Test
    void without_a_choice_the_address_is_left_open() {
        try (ScriptRun run = ScriptRun.of("function setup(thread) print(thread.addr) end")
                .name("target:8080", ScriptRun.address(1, 8080), ScriptRun.address(2, 8080))
                .refusing("127.0.0.1:8080")
                .load()) {
            assertThat(run.script().address(0)).isEmpty();
            assertThat(run.printed()).isEqualTo("127.0.0.2:8080\n");
        }
    }

    @Test
    void a_target_that_refuses_does_not_stop_the_script() {
        try (ScriptRun run = ScriptRun.of("function setup(thread) print(#wrk.addrs, thread.addr) end")
                .refusing("127.0.0.1:8080")
                .load()) {
            assertThat(run.printed()).isEqualTo("1\t127.0.0.1:8080\n");
            assertThat(run.tried()).containsExactly(ScriptRun.address(1, 8080));
        }
    }

    @Test
    void a_url_without_port_is_resolved_by_its_scheme_and_has_no_port_in_host() {
        try (ScriptRun run = ScriptRun.of("")
                .target(new ScriptTarget("http://target", "http", "target", null, "/"))
                .name("target:http", ScriptRun.address(1, 80))
                .load()) {
            assertThat(run.request()).isEqualTo("GET / HTTP/1.1\r\nHost: target\r\n\r\n");
        }
    }

    @Test
    void an_ipv6_host_stands_in_brackets() {
        try (ScriptRun run = ScriptRun.of("")
                .target(new ScriptTarget("http://[::1]:81/", "http", "::1", "81", "/"))
                .name("::1:81", ScriptRun.address(1, 81))
                .load()) {
            assertThat(run.request()).isEqualTo("GET / HTTP/1.1\r\nHost: [::1]:81\r\n\r\n");
        }
    }

    @Test
    void a_host_that_the_script_names_is_for_the_header_only() {
        String[] script = {
            "wrk.scheme, wrk.host, wrk.port = 'https', 'shop.internal.example', nil",
            "function setup(thread) print(thread.addr) end"
        };
        try (ScriptRun run = ScriptRun.of(script).load()) {
            assertThat(run.request()).isEqualTo("GET /a/b?c=d HTTP/1.1\r\nHost: shop.internal.example\r\n\r\n");
            assertThat(run.printed()).isEqualTo("127.0.0.1:8080\n");
            assertThat(run.tried()).containsExactly(ScriptRun.address(1, 8080));
        }
    }

    @Test
    void the_zone_of_an_address_is_no_part_of_the_header_host() {
        try (ScriptRun run = ScriptRun.of("")
                .target(new ScriptTarget("http://[fe80::1%25eth0]/", "http", "fe80::1%eth0", null, "/"))
                .name("fe80::1%eth0:http", ScriptRun.address(1, 80))
                .load()) {
            assertThat(run.request()).isEqualTo("GET / HTTP/1.1\r\nHost: [fe80::1]\r\n\r\n");
        }
    }

    @Test
    void a_given_host_header_wins() {
        try (ScriptRun run = ScriptRun.of("").header("Host", "mine").load()) {
            assertThat(run.request()).isEqualTo("GET /a/b?c=d HTTP/1.1\r\nHost: mine\r\n\r\n");
        }
    }

    @Test
    void an_init_that_is_overridden_is_called_instead() {
        String[] script = {
            "local init = wrk.init", "function wrk.init(args) init(args) print('wrapped ' .. args[0]) end"
        };
        try (ScriptRun run = ScriptRun.of(script).load()) {
            assertThat(run.printed()).isEqualTo("wrapped " + ScriptRun.URL + "\n");
        }
    }

    @Test
    void the_socket_module_tells_the_time_and_does_not_sleep() {
        String[] script = {
            "local socket = require 'socket'",
            "function init() print(math.abs(socket.gettime() - os.time()) < 5, select(2, pcall(socket.sleep, 1))) end"
        };
        try (ScriptRun run = ScriptRun.of(script).load()) {
            assertThat(run.printed())
                    .isEqualTo(
                            "true\tsocket.sleep is not offered: a script that sleeps holds up all requests of its thread\n");
        }
    }

    @Test
    void the_time_in_microseconds_is_there_as_in_giltene_s_wrk2() {
        String[] script = {
            "function init() local t = wrk.time_us() print(t % 1 == 0, math.abs(t / 1e6 - os.time()) < 5) end"
        };
        try (ScriptRun run = ScriptRun.of(script).load()) {
            assertThat(run.printed()).isEqualTo("true\ttrue\n");
        }
    }

    @Test
    void threads_make_requests_and_take_answers_at_the_same_time() throws Exception {
        String[] script = {
            "local n, last = 0, 'none'",
            "function request() n = n + 1 return wrk.format(nil, '/' .. id .. '/' .. n .. '/' .. last) end",
            "function response(status, headers, body) last = body end",
            "function setup(thread) k = (k or 0) + 1 thread:set('id', k) end"
        };
        int count = 20_000;
        try (ScriptRun run = ScriptRun.of(script).threads(2).load()) {
            Callable<List<String>> first = () -> exchange(run, 0, count);
            Callable<List<String>> second = () -> exchange(run, 1, count);
            ExecutorService workers = Executors.newFixedThreadPool(2);
            try {
                List<Future<List<String>>> made = workers.invokeAll(List.of(first, second));

                for (int thread = 0; thread < 2; thread++) {
                    List<String> lines = made.get(thread).get();
                    for (int i = 0; i < count; i++) {
                        String last = i == 0 ? "none" : "t" + thread + "-" + (i - 1);
                        assertThat(lines.get(i))
                                .isEqualTo("GET /" + (thread + 1) + "/" + (i + 1) + "/" + last + " HTTP/1.1");
                    }
                }
            } finally {
                workers.shutdownNow();
            }
        }
    }

    private static List<String> exchange(ScriptRun run, int thread, int count) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(run.request(thread).lines().findFirst().orElseThrow());
            run.answer(thread, 200, "t" + thread + "-" + i, "Content-Type", "text/plain");
        }
        return lines;
    }

    @Test
    void companions_beside_the_script_are_found(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("companion.lua"), "return {path = '/from-companion'}");
        Path script = Files.writeString(directory.resolve("main.lua"), "wrk.path = require('companion').path");

        try (ScriptRun run = ScriptRun.of(ScriptSource.ofFile(script)).load()) {
            assertThat(run.request()).startsWith("GET /from-companion ");
        }
    }

    @Test
    void files_to_read_are_found_beside_the_script_and_then_in_the_working_directory(@TempDir Path directory)
            throws Exception {
        Files.createDirectories(directory.resolve("lib/deep"));
        Files.writeString(directory.resolve("lib/deep/init.lua"), "return 'deep'");
        Files.writeString(directory.resolve("pom.xml"), "mine\n");
        Files.writeString(directory.resolve("data.lua"), "return 'data'");
        Path script = Files.writeString(directory.resolve("main.lua"), """
                local function init_()
                  print(io.open('pom.xml'):read(), io.lines('pom.xml')(), io.input('pom.xml'):read(), require('lib.deep'))
                  print(dofile('data.lua'), loadfile('data.lua')(), io.open('README.md') ~= nil, io.open('nowhere'))
                  print(pcall(io.lines, 'nowhere'))
                end
                function init() init_() end
                """);

        try (ScriptRun run = ScriptRun.of(ScriptSource.ofFile(script)).load()) {
            assertThat(run.printed().lines())
                    .containsExactly(
                            "mine\tmine\tmine\tdeep",
                            "data\tdata\ttrue\tnil\tnowhere: No such file or directory\t2",
                            "false\tbad argument #1 to 'lines' (nowhere: No such file or directory)");
        }
    }

    @Test
    void wrk_is_a_module_as_well() {
        String[] script = {
            "local same = wrk == require 'wrk'",
            "Wrk = require('wrk')",
            "function request() return Wrk.format('POST', same and '/same' or '/other') end"
        };
        try (ScriptRun run = ScriptRun.of(script).load()) {
            assertThat(run.request()).startsWith("POST /same ");
        }
    }

    @Test
    void a_repeated_header_is_its_last_value_and_all_on_demand() {
        String[] script = {
            "function response(status, headers)",
            "  print(headers['Set-Cookie'], table.concat(wrk.header_values(headers, 'set-cookie'), '+'))",
            "  print(headers.A, table.concat(wrk.header_values(headers, 'a'), '+'), #wrk.header_values(headers, 'none'))",
            "end"
        };
        try (ScriptRun run = ScriptRun.of(script).load()) {
            run.answer(200, "", "Set-Cookie", "a=1", "A", "x", "Set-Cookie", "b=2", "set-cookie", "c=3");
            run.answer(200, "", "Set-Cookie", "d=4");

            assertThat(run.printed()).isEqualTo("b=2\ta=1+b=2+c=3\nx\tx\t0\nd=4\td=4\nnil\t\t0\n");
            assertThat(run.script().thread(0).warnings()).isEmpty();
        }
    }

    @Test
    void a_script_that_sees_the_last_of_a_repeated_header_only_is_told_of_it_once() {
        try (ScriptRun run = ScriptRun.of("function response(status, headers) print(headers['Set-Cookie']) end")
                .load()) {
            run.answer(200, "", "Set-Cookie", "a=1", "Set-Cookie", "b=2");
            run.answer(200, "", "Set-Cookie", "a=1", "Set-Cookie", "b=2");

            assertThat(run.printed()).isEqualTo("b=2\nb=2\n");
            assertThat(run.script().thread(0).warnings())
                    .containsExactly(
                            "Answers have the header \"Set-Cookie\" several times, and response() sees the last one, as"
                                    + " in wrk. wrk.header_values(headers, name) gives all of them.");
        }
    }

    @Test
    void a_delay_is_told_to_be_ignored() {
        try (ScriptRun run =
                ScriptRun.of("function delay() return 10 end").threads(2).load()) {
            assertThat(run.script().thread(1).warnings())
                    .containsExactly(
                            "The script's delay() is ignored, as in wrk2: the rate and the distribution say when requests"
                                    + " are sent. Lower the rate instead.");
        }
    }

    @Test
    void bytecode_is_refused() {
        String[] script = {
            "local chunk = string.dump(function() return 1 end)",
            "function init() print(load(chunk)) print(loadstring(chunk)) print(loadstring('return 7')()) end"
        };
        try (ScriptRun run = ScriptRun.of(script).load()) {
            assertThat(run.printed().lines())
                    .hasSize(3)
                    .allMatch(line -> line.equals("7") || line.matches("nil\t.*attempt to load chunk with wrong mode"));
        }
    }

    @Test
    void java_is_out_of_reach() {
        try (ScriptRun run = ScriptRun.of("print(java, package.loaded.java, pcall(require, 'java'))")
                .load()) {
            assertThat(run.printed()).startsWith("nil\tnil\tfalse\t");
        }
    }

    @Test
    void without_a_given_seed_the_script_s_own_seed_counts() {
        String[] script = {"math.randomseed(42)", "function init() print(math.random(1000000)) end"};
        assertThat(numbers(1, false, script)).isEqualTo(numbers(2, false, script));
    }

    @Test
    void a_given_seed_makes_a_self_seeding_script_reproducible() {
        String[] script = {
            "math.randomseed(require('socket').gettime() * 1000)",
            "function init() print(math.random(1000000)) math.randomseed(os.time()) print(math.random(1000000)) end"
        };

        List<String> first = numbers(1, true, script);

        assertThat(numbers(1, true, script)).isEqualTo(first);
        assertThat(numbers(2, true, script)).isNotEqualTo(first);
        assertThat(new HashSet<>(first)).hasSameSizeAs(first);
    }

    @Test
    void each_thread_begins_with_a_seed_of_its_own() {
        String[] script = {"function init() print(math.random(1000000000)) end"};
        Set<String> numbers = new HashSet<>(numbers(1, false, script));
        assertThat(numbers).hasSize(3);
        assertThat(numbers(1, false, script)).containsAll(numbers);
    }

    @Test
    void a_closed_script_is_refused_instead_of_crashing() {
        ScriptRun run =
                ScriptRun.of("function request() return wrk.format() end").load();
        RequestSource source = run.script().thread(0);
        source.next();
        run.close();
        run.close();

        assertThatThrownBy(source::next)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The script is closed; it makes no more requests and takes no answers.");
        assertThatThrownBy(() -> finish(run.script()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Script test.lua is not loaded, or closed.");
    }

    @Test
    void a_script_is_loaded_once() {
        try (ScriptRun run = ScriptRun.of("").load()) {
            assertThatThrownBy(run.script()::load)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Script test.lua is loaded already.");
        }
    }

    @Test
    void a_script_may_forbid_undeclared_globals() {
        String[] script = {
            "setmetatable(_G, {",
            "  __newindex = function(_, name) error('undeclared ' .. name, 2) end,",
            "  __index = function(_, name) error('undeclared ' .. name, 2) end",
            "})",
            "wrk.path = '/strict'",
            "print(select(2, pcall(function() return unknown end)))",
            "print(select(2, pcall(function() unknown = 1 end)))"
        };
        try (ScriptRun run = ScriptRun.of(script).threads(1).load()) {
            assertThat(run.request()).startsWith("GET /strict ");
            assertThat(run.printed().lines())
                    .containsOnly("test.lua:6: undeclared unknown", "test.lua:7: undeclared unknown");
            finish(run.script());
        }
    }

    private static List<String> numbers(long seed, boolean given, String... script) {
        try (ScriptRun run = ScriptRun.of(script).threads(3).seed(seed, given).load()) {
            return Arrays.asList(run.printed().split("\n"));
        }
    }

    static void finish(LuaScript script) {
        var none = new org.HdrHistogram.Histogram(1, 86_400_000_000L, 3);
        script.done(
                new ScriptSummary(0, 0, 0, 0, 0, 0, 0, 0),
                ScriptStatistics.ofLatencies(none),
                ScriptStatistics.ofRequests(none));
    }
}
