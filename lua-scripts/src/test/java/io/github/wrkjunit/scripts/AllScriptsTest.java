// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for each script. */
class AllScriptsTest {
    static List<String> names() throws IOException {
        try (InputStream index = AllScriptsTest.class.getResourceAsStream("/META-INF/wrk-scripts.index")) {
            assertThat(index).isNotNull();
            return new String(index.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    static Stream<String> random() throws IOException {
        return names().stream().filter(name -> !name.equals("patterns/single-endpoint.lua"));
    }

    @Test
    void the_index_lists_all_scripts_that_lie_in_the_folders() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(""))) {
            assertThat(names())
                    .containsExactlyElementsOf(files.map(path -> path.toString().replace('\\', '/'))
                            .filter(name ->
                                    name.endsWith(".lua") && !name.startsWith("target/") && !name.startsWith("src/"))
                            .sorted()
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void scripts_are_described_in_their_head_and_use_relative_paths(String name) {
        assertThat(Requests.text(name))
                .startsWith("-- SPDX-License-Identifier: Apache-2.0\n--\n-- ")
                .doesNotContain("localhost", "\"http://\" .. wrk");
    }

    @ParameterizedTest
    @MethodSource("random")
    void threads_send_different_requests_with_and_without_a_socket_module(String name) {
        for (String before : List.of("", "package.preload.socket = nil package.path = '' package.cpath = '' ")) {
            List<List<Request>> threads = Requests.of(name, before, 2, 100, false);

            assertThat(threads.get(0)).as(before).isNotEqualTo(threads.get(1));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_given_seed_makes_the_requests_reproducible(String name) {
        assertThat(Requests.of(name, "", 2, 100, true)).isEqualTo(Requests.of(name, "", 2, 100, true));
    }
}
