// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests whose names are not ASCII leave evidence in folders that one can tell apart. */
class EvidenceNamesTest {

    @TempDir
    Path evidence;

    @Test
    void names_in_other_scripts_are_folders_of_their_own() throws IOException {
        TestCaseRun.in(evidence).of(OtherScriptsTestCase.class, "größe");
        TestCaseRun.in(evidence).of(OtherScriptsTestCase.class, "задержка");
        TestCaseRun.in(evidence).of(OtherScriptsTestCase.class, "ошибки");

        try (Stream<Path> folders = Files.list(evidence.resolve("EvidenceNamesTest.OtherScriptsTestCase"))) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .hasSize(3)
                    .allMatch(name -> name.length() > 4);
        }
    }

    @SuppressWarnings("UnicodeInCode") // what is tested: people name their tests so
    static class OtherScriptsTestCase {
        @Test
        @WithWorkload(judged = false, rate = 100, url = "http://localhost:5000")
        void größe() {}

        @Test
        @WithWorkload(judged = false, rate = 100, url = "http://localhost:5000")
        void задержка() {}

        @Test
        @WithWorkload(judged = false, rate = 100, url = "http://localhost:5000")
        void ошибки() {}
    }
}
