// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.lua;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a watchdog finds a script. */
class ScriptWhereaboutsTest {
    @Test
    void each_phase_and_request_is_told_while_it_lasts() {
        String[] script = {
            "print('load')",
            "function setup() print('setup') end",
            "function init() print('init') end",
            "function request() print('request') return wrk.format() end",
            "function response() print('response') end",
            "function done() print('done') end"
        };
        List<String> places = new ArrayList<>();
        try (ScriptRun run = ScriptRun.of(script).name("target:8080", ScriptRun.address(1, 8080))) {
            run.onPrint(places, LuaScript::whereabouts);
            LuaScript loaded = run.prepare();
            assertThat(loaded.whereabouts()).isEqualTo("Script test.lua: not running");

            loaded.load();
            run.request();
            run.request();
            run.answer(200, "");
            LuaScriptTest.finish(loaded);

            assertThat(places)
                    .containsExactly(
                            "Script test.lua: while it was loaded",
                            "Script test.lua: while it was loaded for thread 1",
                            "Script test.lua: in setup()",
                            "Script test.lua: in init() of thread 1",
                            "Script test.lua: in init() of thread 1; request 1 of thread 1, in request()",
                            "Script test.lua: request 2 of thread 1, in request()",
                            "Script test.lua: answer 1 of thread 1, in response()",
                            "Script test.lua: in done()");
            assertThat(loaded.whereabouts()).isEqualTo("Script test.lua: not running");
        }
    }
}
