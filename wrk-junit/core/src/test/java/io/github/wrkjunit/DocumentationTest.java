// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.runtime.KnownSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README says what the code does. */
class DocumentationTest {

    private static final Path ROOT = Path.of("..", "..");

    @Test
    void the_readme_lists_the_settings_that_the_code_knows() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));

        assertThat(readme).contains(KnownSettings.table());
    }

    @Test
    void the_readme_shows_a_complete_test_within_its_first_30_lines() throws IOException {
        List<String> lines =
                Files.readAllLines(ROOT.resolve("README.md")).stream().limit(30).toList();

        List<String> first = lines.subList(lines.indexOf("```java") + 1, lines.lastIndexOf("```"));
        assertThat(String.join("\n", first))
                .contains(
                        "import ",
                        "class ",
                        "@Test",
                        "@WithWorkload(",
                        "WorkloadReport report) {",
                        "assertThat(report)")
                .endsWith("\n}");
    }

    @Test
    void the_readme_has_the_two_commands_in_a_block_of_their_own() throws IOException {
        assertThat(Files.readString(ROOT.resolve("README.md"))).contains("""
                ```sh
                mvn -Pfast,quickstart -pl examples/quickstart -am verify
                mvn verify
                ```
                """);
    }

    @Test
    void a_line_of_the_contributors_guide_tells_what_each_package_is_for() throws IOException {
        String guide = Files.readString(ROOT.resolve("CONTRIBUTING.md"));
        String base = "io/github/wrkjunit/";

        List<String> packages;
        try (Stream<Path> files = Files.walk(ROOT.resolve("wrk-junit"))) {
            packages = files.map(file -> file.toString().replace('\\', '/'))
                    .filter(file -> file.contains("/src/main/java/") && file.endsWith("/package-info.java"))
                    .map(file -> file.substring(file.indexOf(base) + base.length(), file.lastIndexOf('/')))
                    .map(name -> name.replace('/', '.'))
                    .toList();
        }

        assertThat(packages).contains("spec", "engine.loop", "jupiter").allSatisfy(name -> assertThat(guide)
                .contains("| `" + name + "` | "));
    }
}
