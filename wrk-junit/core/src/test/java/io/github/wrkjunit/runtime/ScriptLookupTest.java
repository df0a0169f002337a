// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptLookupTest {

    @TempDir
    Path folder;

    private URLClassLoader loader;
    private ScriptLookup lookup;

    @BeforeEach
    void offer_three_scripts() throws IOException {
        Path jar = folder.resolve("jar");
        for (String name : new String[] {"hotel/mixed.lua", "social/mixed.lua", "social/compose-post.lua"}) {
            Path file = jar.resolve(KnownScripts.ROOT + name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "-- " + name);
        }
        Files.createDirectories(jar.resolve("META-INF"));
        Files.createDirectories(jar.resolve("own"));
        Files.writeString(jar.resolve("own/reserve.lua"), "-- own");
        Files.writeString(
                jar.resolve(KnownScripts.INDEX),
                "# scripts\nhotel/mixed.lua\nsocial/mixed.lua\nsocial/compose-post.lua\n\n");
        loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
        lookup = new ScriptLookup(folder, loader);
    }

    @AfterEach
    void close() throws IOException {
        loader.close();
    }

    @Test
    void a_file_on_disk_comes_first() throws IOException {
        Files.writeString(folder.resolve("compose-post.lua"), "-- mine");

        assertThat(lookup.find("compose-post.lua"))
                .isEqualTo(new Script.OnDisk("compose-post.lua", folder.resolve("compose-post.lua")));
    }

    @Test
    void a_known_script_is_found_by_its_name_or_a_unique_end_of_it() throws IOException {
        assertThat(placed("social/mixed.lua", "a")).isEqualTo("social/mixed.lua: -- social/mixed.lua");
        assertThat(placed("compose-post.lua", "b")).isEqualTo("social/compose-post.lua: -- social/compose-post.lua");
    }

    @Test
    void any_resource_is_found_by_its_path() throws IOException {
        assertThat(placed("own/reserve.lua", "a")).isEqualTo("own/reserve.lua: -- own");
    }

    @Test
    void a_resource_comes_with_the_modules_and_files_that_it_names() throws IOException {
        Path load = Files.createDirectories(folder.resolve("jar/load/lib/deep"));
        Files.writeString(folder.resolve("jar/load/users.lua"), """
                local words, deep = require("words"), require 'lib.deep'
                for line in io.lines(arg or "users.csv") do end
                io.open('../own/reserve.lua') io.open("lib") io.open('/etc/passwd') io.open("none.txt") -- "other.csv"
                """);
        Files.writeString(folder.resolve("jar/load/words.lua"), "return io.lines('more words.txt')");
        Files.writeString(folder.resolve("jar/load/more words.txt"), "spring");
        Files.writeString(load.resolve("init.lua"), "return {}");
        for (String file : new String[] {"users.csv", "other.csv", "given.csv", "secret.txt"}) {
            Files.writeString(folder.resolve("jar/load/" + file), file);
        }

        ScriptFile file = lookup.find("load/users.lua", List.of("given.csv", "src/users.csv"))
                .place(folder.resolve("placed"));

        Path placed = folder.resolve("placed/script");
        assertThat(file).isEqualTo(new ScriptFile("load/users.lua", placed.resolve("users.lua")));
        try (Stream<Path> files = Files.walk(placed)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(path -> placed.relativize(path).toString()))
                    .containsExactlyInAnyOrder(
                            "users.lua", "words.lua", "lib/deep/init.lua", "users.csv", "more words.txt", "given.csv");
        }
    }

    @Test
    void an_end_that_fits_to_several_lists_them() {
        assertThatThrownBy(() -> lookup.find("mixed.lua"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "script \"mixed.lua\" may be any of: hotel/mixed.lua, social/mixed.lua. Name the one that you"
                                + " mean.");
    }

    @Test
    void a_missing_script_tells_where_it_was_looked_for_and_the_near_misses() {
        assertThatThrownBy(() -> lookup.find("compose_post.lua"))
                .hasMessage("script \"compose_post.lua\" was not found: no file is at "
                        + folder.resolve("compose_post.lua")
                        + ", the class path holds neither compose_post.lua nor io/github/wrkjunit/scripts/compose_post.lua, and"
                        + " no known script ends in it. Did you mean social/compose-post.lua?");
    }

    @Test
    void near_misses_are_looked_for_on_disk_too() throws IOException {
        Files.createDirectories(folder.resolve("load"));
        Files.writeString(folder.resolve("load/reserve.lua"), "--");

        assertThatThrownBy(() -> lookup.find("load/resreve.lua"))
                .hasMessageEndingWith("Did you mean load/reserve.lua?");
    }

    @Test
    void a_name_like_no_other_lists_the_known_scripts() {
        assertThatThrownBy(() -> lookup.find("zzz"))
                .hasMessageEndingWith("Known scripts: hotel/mixed.lua, social/compose-post.lua, social/mixed.lua.");
    }

    @Test
    void a_name_that_is_only_the_end_of_a_word_is_not_found() {
        assertThatThrownBy(() -> lookup.find("post.lua")).hasMessageContaining("was not found");
    }

    private String placed(String name, String into) throws IOException {
        ScriptFile file = lookup.find(name).place(folder.resolve(into));
        return file.name() + ": " + Files.readString(file.path());
    }
}
