// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.runtime.SettingsSource;
import io.github.wrkjunit.runtime.WorkloadRunner;
import io.github.wrkjunit.spec.Distribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a script leaves running in the background holds the output open: the report of the run counts, and the process ends. */
@Tag("processes")
@Timeout(60)
class BackgroundProcessTest {

    @TempDir
    Path folder;

    private CountingServer server;

    @BeforeEach
    void start() throws IOException {
        server = new CountingServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "os.execute('sleep 300 & echo $! > %s')",
                "os.execute('(sleep 300 & echo $! > %s) &')",
                "io.popen('sleep 300 & echo $! > %s; sleep 300')",
                "io.popen('echo $$ > %s; exec sleep 300')",
                "os.execute('sleep 300 >/dev/null 2>&1 & echo $! > %s')",
            })
    void its_report_counts_and_it_ends(String statement) throws IOException {
        assumeThat(Path.of("/proc/self/environ")).exists();

        WorkloadReport report = run(statement);

        assertThat(report.counts().answered()).isEqualTo(50);
        assertThat(isAlive()).isFalse();
    }

    @Test
    void one_that_takes_its_mark_off_does_not_cost_the_report() throws IOException {
        try {
            WorkloadReport report = run("os.execute('env -i sleep 300 & echo $! > %s')");

            assertThat(report.counts().answered()).isEqualTo(50);
        } finally {
            ProcessHandle.of(pid()).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private WorkloadReport run(String statement) throws IOException {
        Path script = Files.writeString(
                folder.resolve("background.lua"),
                "function init(args) " + statement.formatted(folder.resolve("pid")) + " end\n");
        return WorkloadRunner.builder()
                .settings(Settings.of(SettingsSource.of("test", Map.of("wrk.tolerance.lag", "5s"))))
                .evidence(folder.resolve("evidence"))
                .build()
                .run(spec -> spec.url(server.url())
                        .rate(50)
                        .dist(Distribution.FIXED)
                        .threads(1)
                        .connections(2)
                        .duration(Duration.ofSeconds(1))
                        .script(script.toString()));
    }

    private long pid() throws IOException {
        return Long.parseLong(Files.readString(folder.resolve("pid")).strip());
    }

    /** A killed process whose parent does not ask for it is none. */
    private boolean isAlive() throws IOException {
        Path state = Path.of("/proc/" + pid() + "/stat");
        return Files.exists(state) && !Files.readString(state).contains(") Z ");
    }
}
