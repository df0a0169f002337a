// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.local;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.engine.rude.Behaviour;
import io.github.wrkjunit.engine.rude.RudeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM of tests that is killed in the middle of a load leaves nothing behind that goes on offering it. */
@Tag("processes")
class OrphanTest {

    private static final long LIMIT_SECONDS = 60;
    private static final String MARK = "mark";

    @TempDir
    Path folder;

    private RudeServer server;
    private @Nullable Process parent;

    @BeforeEach
    void start() throws IOException {
        server = RudeServer.start(Behaviour.HEALTHY);
        Files.createDirectory(folder.resolve("marks"));
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
    void the_engine_ends_with_its_parent_in_the_middle_of_a_run() throws Exception {
        Process running = parent(List.of(), Duration.ZERO);
        server.awaitReceived(20);

        assertThat(left(running)).hasSize(1).allMatch(OrphanTest::ends);
    }

    @Test
    void the_engine_ends_with_its_parent_while_it_warms_the_target_up() throws Exception {
        Process running = parent(List.of(), Duration.ofMinutes(10));
        server.awaitReceived(20);

        assertThat(left(running)).hasSize(1).allMatch(OrphanTest::ends);
    }

    @Test
    void the_engine_ends_with_its_parent_while_its_script_does_not_return() throws Exception {
        Path script = Files.writeString(folder.resolve("endless.lua"), """
                io.open(%s, "w"):close()
                while true do end
                """.formatted("\"" + mark() + "\""));
        Process running = parent(List.of(), Duration.ZERO, script.toString());
        awaitMark();

        assertThat(left(running)).hasSize(1).allMatch(OrphanTest::ends);
    }

    @Test
    void another_program_and_what_it_has_started_end_with_the_parent() throws Exception {
        Path program = Files.writeString(folder.resolve("wrk2"), """
                #!/bin/sh
                sleep 600 &
                : > '%s'
                wait
                """.formatted(mark()));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Process running = parent(List.of("-Dwrk.local.command=" + program), Duration.ZERO);
        awaitMark();

        // its guard, the shell and what that waits for
        assertThat(left(running)).hasSize(3).allMatch(OrphanTest::ends);
    }

    /** Kills the parent; gives the processes that were below it. */
    private static List<ProcessHandle> left(Process parent) throws InterruptedException {
        List<ProcessHandle> below = parent.descendants().toList();
        parent.destroyForcibly(); // SIGKILL
        assertThat(parent.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        return below;
    }

    private static boolean ends(ProcessHandle process) {
        process.onExit()
                .completeOnTimeout(process, LIMIT_SECONDS, TimeUnit.SECONDS)
                .join();
        boolean ended = !process.isAlive();
        process.destroyForcibly(); // nothing is left by the test either
        return ended;
    }

    private Process parent(List<String> options, Duration warmup, String... script) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), OrphaningMain.class.getName()));
        command.addAll(List.of(folder.resolve("evidence").toString(), server.url(), warmup.toString()));
        command.addAll(List.of(script));
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("parent.txt").toFile())
                .start();
        parent = started;
        return started;
    }

    private Path mark() {
        return folder.resolve("marks").resolve(MARK);
    }

    private void awaitMark() throws IOException, InterruptedException {
        try (WatchService watch = folder.getFileSystem().newWatchService()) {
            requireNonNull(mark().getParent()).register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            boolean there = Files.exists(mark()) || watch.poll(LIMIT_SECONDS, TimeUnit.SECONDS) != null;
            assertThat(there).as(() -> read(folder.resolve("parent.txt"))).isTrue();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
