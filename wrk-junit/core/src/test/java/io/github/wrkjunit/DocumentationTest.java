// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.runtime.KnownSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README says what the code does. */
class DocumentationTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

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
    void the_pom_of_the_readme_is_the_one_that_the_build_of_a_consumer_runs() throws IOException {
        String pom = Files.readString(ROOT.resolve("examples/first/pom.xml"));
        String build = Files.readString(ROOT.resolve("examples/consumer-it/pom.xml"));
        String versions = Files.readString(ROOT.resolve("pom.xml"));

        assertThat(Files.readString(ROOT.resolve("README.md"))).contains("```xml\n" + pom + "```\n");
        assertThat(build).contains("<pomInclude>first/pom.xml</pomInclude>");
        assertThat(versions).contains("<junit-5.14.version>" + junitOf(pom) + "</junit-5.14.version>");
    }

    private static String junitOf(String pom) {
        String begin = "<artifactId>junit-bom</artifactId>\n        <version>";
        int from = pom.indexOf(begin) + begin.length();
        return pom.substring(from, pom.indexOf('<', from));
    }

    @Test
    void the_commands_that_are_not_run_with_the_others_are_commands_of_the_documents() throws Exception {
        List<String> skipped;
        try (Stream<String> lines = Files.lines(ROOT.resolve(".ci/commands.skip"))) {
            skipped = lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
        String documents = Files.readString(ROOT.resolve("README.md"))
                + Files.readString(ROOT.resolve("CONTRIBUTING.md"))
                + Files.readString(ROOT.resolve("examples/README.md"))
                + Files.readString(ROOT.resolve("wrk-junit/engine/README.md"))
                + Files.readString(ROOT.resolve("wrk-junit/k3s/README.md"));

        assertThat(skipped).isNotEmpty().allSatisfy(line -> assertThat(documents)
                .contains("\n" + line.substring(0, line.indexOf(" ## "))));
    }

    /** An example without main code has no jar, so that an install of it fails. */
    @Test
    void no_example_is_installed() throws IOException {
        String skip = "<maven.install.skip>true</maven.install.skip>";
        String parent = Files.readString(ROOT.resolve("examples/pom.xml"));
        List<String> modules =
                MODULE.matcher(parent).results().map(module -> module.group(1)).toList();

        assertThat(parent).contains(skip);
        assertThat(modules).contains("quickstart", "kotlin").allSatisfy(module -> assertThat(Files.readString(
                        ROOT.resolve("examples").resolve(module).resolve("pom.xml")))
                .contains("<artifactId>wrk-junit-examples</artifactId>\n    <version>")
                .doesNotContain("maven.install.skip"));
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
