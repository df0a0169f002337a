// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
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
                    h\u00f6tel            | h\u00f6tel
                    ho\u0308tel           | h\u00f6tel
                    \u0437\u0430\u0434\u0435\u0440\u0436\u043a\u0430 | \u0437\u0430\u0434\u0435\u0440\u0436\u043a\u0430
                    \u691c\u7d22 \u904b\u884c   | \u691c\u7d22-\u904b\u884c
                    reserving stays fast  | reserving-stays-fast
                    con                   | _con
                    LPT1.txt              | _LPT1.txt
                    ...                   | _
                    a..b                  | a.b
                    .hidden               | hidden
                    """)
    void names_are_fit_for_every_disk(String text, String name) {
        assertThat(DiskName.of(text, UTF_8)).isEqualTo(name);
    }

    @Test
    void long_names_are_cut_and_stay_different() {
        String one = DiskName.of("x".repeat(300) + "1");
        String two = DiskName.of("x".repeat(300) + "2");

        assertThat(one).hasSize(80).startsWith("xxx");
        assertThat(two).hasSize(80).isNotEqualTo(one);
    }

    @Test
    void a_long_name_of_any_script_fits_and_is_cut_between_letters() {
        String one = DiskName.of("\ud83d\ude80" + "\u691c".repeat(300) + "1", UTF_8);
        String two = DiskName.of("\ud83d\ude80" + "\u691c".repeat(300) + "2", UTF_8);

        assertThat(one)
                .startsWith("\u691c\u691c")
                .matches("\u691c+-[0-9a-f]{8}")
                .isNotEqualTo(two);
        assertThat(one.getBytes(UTF_8)).hasSizeBetween(150, 200);
        assertThat(DiskName.of("\ud840\udc00".repeat(100), UTF_8)).matches("(\ud840\udc00)+-[0-9a-f]{8}");
    }

    @Test
    void names_that_lose_their_letters_stay_different() {
        assertThat(DiskName.of("gr\u00f6\u00dfe", US_ASCII)).matches("gr-e-[0-9a-f]{8}");
        assertThat(DiskName.of("\u043e\u0434\u0438\u043d", US_ASCII))
                .matches("_[0-9a-f]{8}")
                .isNotEqualTo(DiskName.of("\u0434\u0432\u0430", US_ASCII));
        assertThat(DiskName.of("\ud83d\ude80", UTF_8))
                .matches("_[0-9a-f]{8}")
                .isNotEqualTo(DiskName.of("\ud83d\udd25", UTF_8));
    }

    @Test
    void an_empty_name_is_an_underscore() {
        assertThat(DiskName.of("")).isEqualTo("_");
    }

    @Test
    void folders_of_this_run_are_left_alone() throws IOException {
        assertThat(EvidenceFolder.create(folder, "load")).isEqualTo(folder.resolve("load"));
        assertThat(EvidenceFolder.create(folder, "load")).isEqualTo(folder.resolve("load-2"));
        assertThat(EvidenceFolder.create(folder, "load")).isEqualTo(folder.resolve("load-3"));
    }

    @Test
    void the_plain_name_is_that_of_the_latest_run() throws IOException {
        EvidenceOwner ended = new EvidenceOwner(1, Instant.parse("2026-03-14T15:09:26Z"));
        for (String name : List.of("load", "load-2", "load-x", "other")) {
            Path made = Files.createDirectory(folder.resolve(name));
            ended.keep(made);
            Files.writeString(made.resolve("report.txt"), name);
        }

        assertThat(EvidenceFolder.create(folder, "load")).isEqualTo(folder.resolve("load"));

        assertThat(folder.resolve("load/report.txt")).doesNotExist();
        assertThat(folder.resolve("load-2")).doesNotExist();
        assertThat(folder.resolve("load@" + ended.stamp() + "/report.txt")).hasContent("load");
        assertThat(folder.resolve("load-2@" + ended.stamp() + "/report.txt")).hasContent("load-2");
        assertThat(folder.resolve("load-x/report.txt")).hasContent("load-x");
        assertThat(folder.resolve("other/report.txt")).hasContent("other");
    }

    @Test
    void runs_that_began_at_the_same_time_do_not_take_each_others_place() throws IOException {
        EvidenceOwner ended = new EvidenceOwner(1, Instant.parse("2026-03-14T15:09:26Z"));
        for (int run = 0; run < 2; run++) {
            Path made = Files.createDirectory(folder.resolve("load"));
            ended.keep(made);
            Path latest = EvidenceFolder.create(folder, "load");
            Files.delete(latest.resolve(".process"));
            Files.delete(latest);
        }

        assertThat(folder.resolve("load@" + ended.stamp())).exists();
        assertThat(folder.resolve("load@" + ended.stamp() + "-2")).exists();
    }

    @Test
    void a_folder_of_an_earlier_version_is_known_by_its_age() throws IOException {
        Path old = Files.createDirectory(folder.resolve("load"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.parse("2026-03-14T15:09:26Z")));
        Path fresh = Files.createDirectory(folder.resolve("load-2"));
        Files.setLastModifiedTime(
                fresh, FileTime.from(EvidenceOwner.me().start().plusSeconds(1)));

        assertThat(EvidenceFolder.create(folder, "load")).isEqualTo(folder.resolve("load"));
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
