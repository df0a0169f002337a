// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptFilesTest {

    @TempDir
    Path folder;

    @Test
    void a_script_alone_is_taken_alone() {
        write("other.lua", "x");
        write("secrets.txt", "x");

        assertThat(taken("request = function() return wrk.format('GET', '/other') end"))
                .containsExactly("main.lua");
    }

    @Test
    void what_the_script_names_is_taken_along() {
        write("util.lua", "return 1");
        write("paths.txt", "/a");
        write("data/users.csv", "x");
        write("bodies.json", "{}");
        write("long.txt", "x");

        assertThat(taken("""
                local u = require "util"
                local f = io.open('paths.txt')
                for line in io.lines("./data/users.csv") do end
                local bodies = "/scripts/bodies.json"
                local long = [==[long.txt]==]
                """))
                .containsExactly("bodies.json", "data/users.csv", "long.txt", "main.lua", "paths.txt", "util.lua");
    }

    @Test
    void modules_bring_what_they_need() {
        write("lib/json.lua", "return require('lib.util')");
        write("lib/util.lua", "return io.open('lib/words.txt'), require('pack')");
        write("lib/words.txt", "x");
        write("pack/init.lua", "return require('main')");

        assertThat(taken("require('lib.json')"))
                .containsExactly("lib/json.lua", "lib/util.lua", "lib/words.txt", "main.lua", "pack/init.lua");
    }

    @Test
    void comments_and_names_of_nothing_take_nothing() {
        write("util.lua", "x");
        write("paths.txt", "x");

        assertThat(taken("""
                -- require "util"
                --[[ io.open("paths.txt") ]]
                --[==[ "util" ]] "paths.txt" ]==]
                local x = "" .. "." .. ".." .. "/" .. "\\0" .. "socket" .. "/etc/hostname" .. "http://a/b"
                """)).containsExactly("main.lua");
    }

    @Test
    void quotes_and_escapes_end_a_text_where_lua_ends_it() {
        write("it's.txt", "x");
        write("b.txt", "x");

        assertThat(taken("local a, b = 'it\\'s.txt', \"b.txt\"")).containsExactly("b.txt", "it's.txt", "main.lua");
    }

    @Test
    void files_that_are_named_at_run_time_only_are_given() {
        write("users-1.txt", "x");
        write("lib.lua", "return io.open('more.txt')");
        write("more.txt", "x");
        Path script = write("main.lua", "for i = 1, 9 do io.open('users-' .. i .. '.txt') end");

        ScriptFiles files = ScriptFiles.of(script, List.of("users-1.txt", "lib.lua"));

        assertThat(files.contents()).containsOnlyKeys("lib.lua", "main.lua", "more.txt", "users-1.txt");
        assertThat(files.companions()).containsExactly("lib.lua", "more.txt", "users-1.txt");
    }

    @Test
    void a_given_file_that_is_not_there_is_an_error() {
        Path script = write("main.lua", "");

        assertThatThrownBy(() -> ScriptFiles.of(script, List.of("../x.txt")))
                .hasMessage("file \"../x.txt\" is not in the folder of the script " + script
                        + ". Name files by their place beside the script.");
    }

    @Test
    void a_file_outside_of_the_folder_is_an_error() {
        write("shared.txt", "x");
        Path script = write("scripts/main.lua", "io.open('../shared.txt')");

        assertThatThrownBy(() -> ScriptFiles.of(script, List.of()))
                .hasMessage("script " + script
                        + " names \"../shared.txt\", which lies outside of its folder and cannot be taken into the pod. Move shared.txt"
                        + " beside the script, and name it by its place there.");
    }

    @Test
    void names_beyond_ascii_are_found() {
        write("k\u00f6ln.txt", "x");

        assertThat(taken("io.open('k\u00f6ln.txt')")).containsExactly("k\u00f6ln.txt", "main.lua");
    }

    @Test
    void a_name_that_cannot_be_mounted_is_an_error() {
        write("a:b.txt", "x");

        assertThatThrownBy(() -> taken("io.open('a:b.txt')"))
                .hasMessage(
                        "script file \"a:b.txt\" cannot be mounted under this name. Rename it: no dots first, no colon, no control"
                                + " character.");
    }

    @Test
    void a_file_that_no_config_map_holds_is_an_error_before_it_is_read() throws IOException {
        Path script = write("main.lua", "io.open('big.txt')");
        Files.write(folder.resolve("big.txt"), new byte[1_048_577]);

        assertThatThrownBy(() -> ScriptFiles.of(script, List.of()))
                .hasMessage("script file " + folder.resolve("big.txt")
                        + " has 1,048,577 bytes, and a ConfigMap holds 1,048,576. Make it smaller, or split it into modules and data"
                        + " files, which may lie in several ConfigMaps.");
    }

    private Iterable<String> taken(String script) {
        return ScriptFiles.of(write("main.lua", script), List.of()).contents().keySet();
    }

    private Path write(String name, String text) {
        return Loads.write(folder, name, text);
    }
}
