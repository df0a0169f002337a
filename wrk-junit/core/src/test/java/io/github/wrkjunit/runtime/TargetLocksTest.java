// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetLocksTest {

    @TempDir
    Path folder;

    private Runs runs;
    private TargetLocks locks;
    private final List<String> progress = new ArrayList<>();

    @BeforeEach
    void make() {
        runs = new Runs(folder);
        locks = new TargetLocks(folder.resolve("locks"), runs.clock, runs::resolve);
    }

    @Test
    void all_names_of_this_machine_are_one_target() {
        assertThat(locks.keys(URI.create("http://localhost:5000/a"))).containsExactly("localhost:5000");
        assertThat(locks.keys(URI.create("http://127.0.0.1:5000/b"))).containsExactly("localhost:5000");
        assertThat(locks.keys(URI.create("https://LOCALHOST"))).containsExactly("localhost:443");
    }

    @Test
    void a_name_with_several_addresses_is_several_targets() {
        runs.addresses.put("shop", "10.9.9.2 10.9.9.1");

        assertThat(locks.keys(URI.create("http://shop"))).containsExactly("10.9.9.1:80", "10.9.9.2:80");
        assertThat(locks.keys(URI.create("http://unknown.svc"))).containsExactly("unknown.svc:80");
    }

    @Test
    void a_taken_target_is_waited_for_until_the_limit_and_its_holder_named() throws Exception {
        try (AutoCloseable held = locks.acquire(
                List.of("localhost:5000"), "ShopTest in process 1", Duration.ofSeconds(1), progress::add)) {
            assertThat(held).isNotNull();

            assertThatThrownBy(() -> locks.acquire(
                            List.of("localhost:5000", "localhost:4000"), "me", Duration.ofSeconds(5), progress::add))
                    .isInstanceOf(WorkloadException.class)
                    .hasMessage(
                            "localhost:5000 has been loaded by another run for 5 s: ShopTest in process 1. Wait for its end,"
                                    + " raise wrk.exclusive.limit, or set wrk.exclusive = false to load it all the same.");
        }

        assertThat(progress)
                .hasSize(2)
                .containsOnly("waiting for localhost:5000, which is loaded by ShopTest in process 1");
        locks.acquire(List.of("localhost:4000", "localhost:5000"), "me", Duration.ofSeconds(5), progress::add)
                .close();
    }

    @Test
    void another_target_is_free() throws Exception {
        try (AutoCloseable one = locks.acquire(List.of("localhost:5000"), "one", Duration.ofSeconds(1), progress::add);
                AutoCloseable two =
                        locks.acquire(List.of("localhost:5001"), "two", Duration.ofSeconds(1), progress::add)) {
            assertThat(one).isNotSameAs(two);
        }
        assertThat(progress).isEmpty();
    }

    @Test
    void a_run_waits_for_another_run_unless_set_otherwise() {
        FakeRuntime hanging = new FakeRuntime(plan -> (worker, limit) -> worker.hang());
        Runs second = new Runs(folder, new FakeRuntime(plan -> Runs.good()));
        second.settings.put("wrk.exclusive.limit", "1s");
        try (RunningWorkload load =
                new Runs(folder, hanging).runner().start(Runs.load().build())) {
            assertThat(load.name()).isEqualTo("workload");

            assertThatThrownBy(() -> second.runner().run(Runs.load().build()))
                    .isInstanceOf(WorkloadException.class)
                    .hasMessage(
                            "Workload of CheckoutTest.p99(): localhost:5000 has been loaded by another run for 1 s: Workload"
                                    + " of CheckoutTest.p99() in process "
                                    + ProcessHandle.current().pid()
                                    + ". Wait for its end, raise wrk.exclusive.limit, or set"
                                    + " wrk.exclusive = false to load it all the same.");

            second.settings.put("wrk.exclusive", "false");
            assertThat(second.runner().run(Runs.load().build()).counts().answered())
                    .isEqualTo(100);
        }
    }

    @Test
    void the_folder_of_the_locks_is_the_users_own() throws Exception {
        acquire("localhost:5000").close();

        assertThat(permissions(folder.resolve("locks"))).isEqualTo("rwx------");
    }

    @Test
    void a_folder_that_others_could_write_to_is_closed_to_them() throws Exception {
        Path open = Files.createDirectory(folder.resolve("locks"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

        acquire("localhost:5000").close();

        assertThat(permissions(open)).isEqualTo("rwx------");
    }

    @Test
    void a_link_in_the_place_of_a_lock_is_refused_and_its_target_left_alone() throws IOException {
        Path precious = Files.writeString(folder.resolve("precious"), "not to be lost");
        Path lock = Files.createDirectory(folder.resolve("locks")).resolve("localhost_5000.lock");
        Files.createSymbolicLink(lock, precious);

        assertThatThrownBy(() -> acquire("localhost:5000"))
                .isInstanceOf(WorkloadException.class)
                .hasMessage("The lock " + lock + " is a link or no ordinary file, so its target could be overwritten."
                        + " Delete it, set java.io.tmpdir to a folder of your own, or set wrk.exclusive = false.");
        assertThat(precious).hasContent("not to be lost");
    }

    @Test
    void a_second_name_of_another_file_is_refused_and_that_file_left_alone() throws IOException {
        Path precious = Files.writeString(folder.resolve("precious"), "not to be lost");
        Path lock = Files.createDirectory(folder.resolve("locks")).resolve("localhost_5000.lock");
        Files.createLink(lock, precious);

        assertThatThrownBy(() -> acquire("localhost:5000"))
                .isInstanceOf(WorkloadException.class)
                .hasMessageStartingWith("The lock " + lock + " is a second name of another file,");
        assertThat(precious).hasContent("not to be lost");
    }

    @Test
    void a_link_in_the_place_of_the_folder_is_refused() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.createSymbolicLink(folder.resolve("locks"), elsewhere);

        assertThatThrownBy(() -> acquire("localhost:5000"))
                .isInstanceOf(WorkloadException.class)
                .hasMessage("The folder of the locks on targets, " + folder.resolve("locks")
                        + ", is a link or no folder, so files elsewhere could be overwritten."
                        + " Delete it, set java.io.tmpdir to a folder of your own, or set wrk.exclusive = false.");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void a_folder_of_somebody_else_is_refused() throws IOException {
        Path locks = Files.createDirectory(folder.resolve("locks"));
        UserPrincipal ann = () -> "ann";

        assertThatThrownBy(() -> new LockFolder(locks, made -> ann).lock("localhost_5000"))
                .isInstanceOf(WorkloadException.class)
                .hasMessage("The folder of the locks on targets, " + locks + ", belongs to " + Files.getOwner(locks)
                        + " and not to ann, who runs the test: its owner could have files of ann overwritten."
                        + " Delete it, set java.io.tmpdir to a folder of your own, or set wrk.exclusive = false.");
        assertThat(locks).isEmptyDirectory();
    }

    @Test
    void a_lock_is_never_made_shorter_and_tells_its_last_holder() throws Exception {
        Path lock = folder.resolve("locks/localhost_5000.lock");
        acquire("localhost:5000").close();
        long size = Files.size(lock);

        try (AutoCloseable held = locks.acquire(List.of("localhost:5000"), "I", Duration.ofSeconds(1), progress::add)) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> acquire("localhost:5000")).hasMessageContaining("another run for 1 s: I. Wait");
        }
        assertThat(Files.size(lock)).isEqualTo(size);
    }

    private AutoCloseable acquire(String key) throws InterruptedException, IOException {
        return locks.acquire(List.of(key), "ShopTest in process 1", Duration.ofSeconds(1), progress::add);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
