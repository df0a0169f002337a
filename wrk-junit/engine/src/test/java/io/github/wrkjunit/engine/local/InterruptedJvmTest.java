// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.engine.rude.Behaviour;
import io.github.wrkjunit.engine.rude.RudeServer;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.report.export.JsonReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM of tests that is told to end in the middle of a load, by Ctrl-C or by a build server, leaves the report of what was measured. */
@Tag("processes")
class InterruptedJvmTest {

    private static final long LIMIT_SECONDS = 60;

    /** Whoever builds in the background has SIGINT ignored, and a JVM leaves it so. */
    private static final List<String> UNIGNORED = List.of("env", "--default-signal=INT");

    @TempDir
    Path folder;

    private RudeServer server;
    private @Nullable Process parent;

    @BeforeEach
    void start() throws IOException {
        server = RudeServer.start(Behaviour.HEALTHY);
    }

    @AfterEach
    void stop() {
        server.close();
        if (parent != null) {
            parent.descendants().forEach(ProcessHandle::destroyForcibly);
            parent.destroyForcibly();
        }
    }

    @Test
    void a_jvm_that_is_terminated_leaves_a_report() throws Exception {
        Process running = parent(List.of());
        server.awaitReceived(20);

        running.destroy(); // SIGTERM

        assertLeavesReport(running);
    }

    @Test
    void a_jvm_that_is_interrupted_leaves_a_report() throws Exception {
        Process running = parent(canBeUnignored() ? UNIGNORED : List.of());
        server.awaitReceived(20);

        new ProcessBuilder("kill", "-INT", Long.toString(running.pid())).start().waitFor();

        assertLeavesReport(running);
    }

    private void assertLeavesReport(Process running) throws InterruptedException, IOException {
        List<ProcessHandle> below = running.descendants().toList();
        assertThat(running.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        Path load = folder.resolve("evidence/workload");
        WorkloadReport report = JsonReport.read(load.resolve("report.json"));
        assertThat(report.counts().answered()).isGreaterThanOrEqualTo(19); // the last one may be on its way
        assertThat(report.warnings())
                .anyMatch(warning -> warning.matches("The JVM was told to end after .* of 600 s,"
                        + " so this report covers only that part of the load\\."));
        assertThat(Files.readString(load.resolve("report.txt"))).contains("note: The JVM was told to end after ");
        assertThat(below).noneMatch(ProcessHandle::isAlive);
    }

    private Process parent(List<String> before) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), OrphaningMain.class.getName()));
        command.addAll(List.of(folder.resolve("evidence").toString(), server.url(), "PT0S"));
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("parent.txt").toFile())
                .start();
        parent = started;
        return started;
    }

    private static boolean canBeUnignored() throws InterruptedException {
        try {
            List<String> command = new ArrayList<>(UNIGNORED);
            command.add("true");
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
