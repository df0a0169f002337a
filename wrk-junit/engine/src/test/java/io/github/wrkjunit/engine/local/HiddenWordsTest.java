// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wrkjunit.engine.cli.HiddenWords;
import io.github.wrkjunit.runtime.EngineArguments;
import io.github.wrkjunit.runtime.WorkerPlan;
import io.github.wrkjunit.spec.Origin;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is in the list of processes, which every user of the machine may read. */
class HiddenWordsTest {

    private static final WorkloadSpec SPEC = WorkloadSpec.builder()
            .url("http://ann:s3cr3t-1@localhost:5000/?key=s3cr3t-2")
            .rate(100)
            .seed(7)
            .headers(Map.of("X-Innocent", "s3cr3t-3"))
            .args(List.of("--token", "s3cr3t-4", "", "two words\nand lines"))
            .build();
    private static final WorkerPlan PLAN = new WorkerPlan(SPEC, 0, 1, Optional.empty(), Path.of("/evidence/100%/load"));

    @Test
    void the_engines_process_shows_no_header_no_url_and_no_argument() {
        Launcher engine = new EngineCommand("java", false, "");

        assertThat(String.join(" ", engine.command(PLAN)))
                .doesNotContain("s3cr3t")
                .endsWith(" --stdin-words");
        assertThat(engine.hiddenWords(PLAN))
                .containsExactly(
                        "-H",
                        "X-Innocent: s3cr3t-3",
                        "http://ann:s3cr3t-1@localhost:5000/?key=s3cr3t-2",
                        "--",
                        "--token",
                        "s3cr3t-4",
                        "",
                        "two words\nand lines");
        assertThat(engine.warnings(SPEC)).isEmpty();
    }

    @Test
    void another_programs_guard_shows_none_and_the_report_warns_of_the_program() {
        Launcher wrk2 = new ForeignCommand("/opt/wrk2", Origin.PROGRAM, "java");

        assertThat(String.join(" ", wrk2.command(PLAN))).doesNotContain("s3cr3t");
        assertThat(wrk2.hiddenWords(PLAN)).startsWith("/opt/wrk2").contains("X-Innocent: s3cr3t-3");
        assertThat(wrk2.warnings(SPEC))
                .containsExactly(
                        "/opt/wrk2 takes headers, URL and arguments from its command line only, so every user of this machine"
                                + " could read the load's secrets in the list of processes while it ran. Use the engine,"
                                + " or a secret that is worth nothing.");
        assertThat(wrk2.warnings(WorkloadSpec.builder()
                        .url("http://localhost")
                        .rate(1)
                        .headers(Map.of("Accept", "text/html"))
                        .build()))
                .isEmpty();
    }

    @Test
    void a_jvm_that_crashes_tells_it_in_the_evidence() {
        String file = "-XX:ErrorFile=/evidence/100%%/load/hs_err_pid%p.log";

        assertThat(new EngineCommand("java", false, "").command(PLAN)).contains(file);
        assertThat(new ForeignCommand("/opt/wrk2", Origin.PROGRAM, "java").command(PLAN))
                .contains(file);
    }

    @Test
    void any_words_come_through_and_what_follows_is_left() throws IOException {
        List<String> words = List.of("-H", "a: b=c d%20+", "", "h\u00f6tel\n", "--");
        ByteArrayInputStream in = new ByteArrayInputStream((EngineArguments.line(words) + "start\n").getBytes(UTF_8));

        assertThat(HiddenWords.read(in)).isEqualTo(words);
        assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("start\n");
        assertThat(HiddenWords.read(new ByteArrayInputStream("\n".getBytes(UTF_8))))
                .isEmpty();
    }

    @Test
    void a_parent_that_is_gone_before_is_told() {
        assertThatThrownBy(() -> HiddenWords.read(new ByteArrayInputStream("=a".getBytes(UTF_8))))
                .isInstanceOf(IOException.class)
                .hasMessage("standard input ended before the words of --stdin-words");
    }
}
