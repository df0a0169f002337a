// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
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
}
