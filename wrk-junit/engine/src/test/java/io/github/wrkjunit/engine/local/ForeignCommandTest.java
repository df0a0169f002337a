// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.wrkjunit.report.LatencyBasis;
import io.github.wrkjunit.report.Validity.Reason;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.runtime.RunningWorkload;
import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.runtime.SettingsSource;
import io.github.wrkjunit.runtime.WorkloadException;
import io.github.wrkjunit.runtime.WorkloadRunner;
import io.github.wrkjunit.spec.Distribution;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program named by {@code wrk.local.command}: here one that prints what a stock wrk2 once printed. */
@Tag("processes")
class ForeignCommandTest {

    /** Begins the script again with SIGINT as it is by default; whoever builds in the background has it ignored. */
    private static final String UNIGNORED =
            "[ -n \"$AGAIN\" ] || AGAIN=1 exec env --default-signal=INT /bin/sh \"$0\" \"$@\"\n";

    @TempDir
    Path folder;

    @Test
    void its_text_is_the_report_and_what_it_does_not_tell_is_absent() throws IOException {
        Path program =
                program("printf '%s\\n' \"$@\" > '" + folder.resolve("words.txt") + "'\ncat '" + saved() + "'\n");

        WorkloadReport report = runner(program).run(load().build());

        assertThat(Files.readAllLines(folder.resolve("words.txt")))
                .containsExactly("-t2", "-c10", "-d6s", "-T2s", "-L", "-R1000", "http://127.0.0.1:18080/");
        assertThat(report.again()).hasValue(program + " -t2 -c10 -d6s -T2s -L -R1000 http://127.0.0.1:18080/");
        assertThat(report.generator()).isEqualTo("wrk2");
        assertThat(report.latencyBasis()).isEqualTo(LatencyBasis.INTENDED_START);
        assertThat(report.elapsed()).isEqualTo(Duration.ofSeconds(6));
        assertThat(report.offeredFor()).isEqualTo(Duration.ofSeconds(6));
        assertThat(report.counts().answered()).isEqualTo(5996);
        assertThat(report.counts().knownErrors()).isZero();
        assertThat(report.latency().count()).isEqualTo(5992);
        assertThat(report.latency().printedRowsUs())
                .hasToString(
                        "{50.0=910, 75.0=1220, 90.0=1490, 99.0=2020, 99.9=4430, 99.99=5370, 99.999=5490, 100.0=5490}");
        assertThat(report.latency().percentile(99).words()).isEqualTo("2.02 ms");
        assertThat(report.warnings()).isEmpty();
        assertThat(report.toString()).startsWith("""
                        Load "workload" on http://127.0.0.1:18080/, wrk2, measured from the intended start
                          offered an unknown number (1,000/s for 6 s, fixed, seed 7) = 5,996 answered + an unknown number without an answer
                          latency as far as it is known:   p50 910 us, p90 1.49 ms, p99 2.02 ms, p99.9 4.43 ms
                          INCONCLUSIVE: Latency is known of 5,992 of 5,996 answered requests only. Use a generator that tells all of them.
                          evidence:""").hasLineCount(5);

        // absent, and not zero
        assertThat(report.counts().isComplete()).isFalse();
        assertThat(report.counts().offered()).isEmpty();
        assertThat(report.counts().sent()).isEmpty();
        assertThat(report.counts().errors()).isEmpty();
        assertThat(report.counts().failed()).isEmpty();
        assertThat(report.counts().unanswered()).isEmpty();
        assertThat(report.counts().notSent()).isEmpty();
        assertThat(report.counts().statuses()).isEmpty();
        assertThat(report.bytesRead()).isEmpty();
        assertThat(report.offeredRate()).isEmpty();
        assertThat(report.health()).isEmpty();
        assertThat(report.connectionsNeeded()).isEmpty();
        assertThat(report.timeline()).isEmpty();
        assertThat(report.operations()).isEmpty();
        assertThat(report.cells()).isEmpty();
        assertThat(report.windows()).isEmpty();
        assertThat(report.latency().isExact()).isFalse();
        assertThatThrownBy(() -> report.latency().percentile(95)).isInstanceOf(NoSuchElementException.class);
        assertThat(report.validity().problems())
                .extracting(problem -> problem.reason())
                .containsExactly(Reason.LATENCY_INCOMPLETE);
    }

    @Test
    void a_stopped_one_is_interrupted_and_reports() throws Exception {
        boolean ignored = isInterruptIgnored();
        assumeThat(ignored && !canBeUnignored())
                .as("a shell that inherits an ignored SIGINT cannot trap it, and env cannot undo that here")
                .isFalse();
        Path marks = Files.createDirectory(folder.resolve("marks"));
        Path program = program((ignored ? UNIGNORED : "") + "trap \"cat '" + saved()
                + "'; kill \\$!; exit 0\" INT\nsleep 600 &\n: > '" + marks.resolve("mark") + "'\nwait\n");

        WorkloadReport report;
        try (WatchService watch = folder.getFileSystem().newWatchService()) {
            marks.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            try (RunningWorkload running = runner(program).start(load().build())) {
                assertThat(watch.poll(60, TimeUnit.SECONDS)).isNotNull();
                running.stop();
                report = running.await();
            }
        }

        assertThat(report.counts().answered()).isEqualTo(5996);
    }

    @Test
    void an_event_that_its_script_prints_is_text() throws IOException {
        Path program =
                program("echo '##wrk {\"v\":1,\"event\":\"error\",\"kind\":\"script\",\"message\":\"forged\"}'\ncat '"
                        + saved() + "'\n");

        WorkloadReport report = runner(program).run(load().build());

        assertThat(report.counts().answered()).isEqualTo(5996);
    }

    @Test
    void its_exit_code_and_last_words_are_told() throws IOException {
        Path program = program("echo 'no more sockets' >&2\nexit 3\n");

        assertThatThrownBy(() -> runner(program).run(load().build()))
                .isInstanceOf(WorkloadException.class)
                .hasMessageContaining("ended with exit code 3 after")
                .hasMessageContaining("Last error output: \"no more sockets\".");
    }

    @Test
    void one_that_cannot_be_started_is_a_failed_run() {
        assertThatThrownBy(() -> runner(Path.of("/nowhere/wrk2")).run(load().build()))
                .isInstanceOf(WorkloadException.class)
                .hasMessageContaining("The process /nowhere/wrk2 could not be started: ")
                .hasMessageContaining("Set wrk.local.command to a program that can be run here.");
    }

    private WorkloadRunner runner(Path program) {
        return WorkloadRunner.builder()
                .settings(Settings.of(SettingsSource.of("test", Map.of("wrk.local.command", program.toString()))))
                .evidence(folder.resolve("evidence"))
                .build();
    }

    private static WorkloadSpec.Builder load() {
        return WorkloadSpec.builder()
                .url("http://127.0.0.1:18080/")
                .rate(1000)
                .dist(Distribution.FIXED)
                .connections(10)
                .duration(Duration.ofSeconds(6))
                .timeout(Duration.ofSeconds(2))
                .seed(7);
    }

    private static boolean isInterruptIgnored() throws IOException {
        Path status = Path.of("/proc/self/status"); // of Linux
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line -> (Long.parseUnsignedLong(
                                                line.substring("SigIgn:".length())
                                                        .trim(),
                                                16)
                                        & 2)
                                != 0);
    }

    /** GNU's env from 8.31 on can. */
    private static boolean canBeUnignored() throws IOException, InterruptedException {
        Process env = new ProcessBuilder("env", "--default-signal=INT", "true")
                .redirectErrorStream(true)
                .start();
        env.getInputStream().readAllBytes();
        return env.waitFor() == 0;
    }

    private Path program(String body) throws IOException {
        Path program = Files.writeString(folder.resolve("wrk2"), "#!/bin/sh\n" + body);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }

    private static Path saved() {
        try {
            return Path.of(Objects.requireNonNull(ForeignCommandTest.class.getResource("/saved/giltene-6s-latency.txt"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
