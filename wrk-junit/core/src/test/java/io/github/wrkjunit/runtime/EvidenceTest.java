// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    CheckoutTest          | CheckoutTest
                    ../x                  | x
                    ../../etc/passwd      | etc-passwd
                    [1] rate=10, "a/b"    | 1-rate-10-a-b
                    p99()                 | p99
                    C:\\x                 | C-x
                    h\u00f6tel            | h-tel
                    con                   | _con
                    LPT1.txt              | _LPT1.txt
                    ...                   | _
                    a..b                  | a.b
                    .hidden               | hidden
                    """)
    void names_are_fit_for_every_disk(String text, String name) {
        assertThat(DiskName.of(text)).isEqualTo(name);
    }

    @Test
    void long_names_are_cut_and_stay_different() {
        String one = DiskName.of("x".repeat(300) + "1");
        String two = DiskName.of("x".repeat(300) + "2");

        assertThat(one).hasSize(80).startsWith("xxx");
        assertThat(two).hasSize(80).isNotEqualTo(one);
    }

    @Test
    void an_empty_name_is_an_underscore() {
        assertThat(DiskName.of("")).isEqualTo("_");
    }

    @Test
    void folders_that_exist_are_left_alone() throws IOException {
        assertThat(EvidenceFolder.create(folder, "load")).isEqualTo(folder.resolve("load"));
        assertThat(EvidenceFolder.create(folder, "load")).isEqualTo(folder.resolve("load-2"));
        assertThat(EvidenceFolder.create(folder, "load")).isEqualTo(folder.resolve("load-3"));
    }

    @Test
    void the_setting_moves_all_evidence() {
        assertThat(WorkloadRunner.evidenceRoot(Settings.of())).isEqualTo(Path.of("target/wrk-junit"));
        assertThat(WorkloadRunner.evidenceRoot(
                        Settings.of(SettingsSource.of("system property", Map.of("wrk.evidence", "build/load")))))
                .isEqualTo(Path.of("build/load"));
    }

    @Test
    void a_link_in_the_place_of_a_report_is_not_followed() throws IOException {
        Path precious = Files.writeString(folder.resolve("precious"), "not to be lost");
        Path report = Files.createSymbolicLink(folder.resolve("report.txt"), precious);

        assertThatThrownBy(() -> EvidenceFolder.write(report, "a report")).isInstanceOf(IOException.class);
        assertThat(precious).hasContent("not to be lost");
    }

    @Test
    void a_report_takes_the_place_of_an_older_one() throws IOException {
        Path report = Files.writeString(folder.resolve("report.txt"), "an older report");

        EvidenceFolder.write(report, "a report");

        assertThat(report).hasContent("a report");
    }
}
