// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkloadRuntimesTest {

    private static final Settings NONE = Settings.of();

    private final List<String> ended = new ArrayList<>();

    /** A runtime that cannot run for want of something, and that cannot end what it keeps. */
    private final class Lame implements WorkloadRuntimeProvider {

        private final String name;

        Lame(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Optional<String> unavailable(Settings settings) {
            return Optional.of("no moon tonight. Wait for it.");
        }

        @Override
        public void testsEnded() {
            ended.add(name);
            throw new IllegalStateException(name + " does not end");
        }

        @Override
        public WorkloadRuntime create(Settings settings) {
            throw new UnsupportedOperationException();
        }
    }

    /** A runtime that says nothing of itself. */
    private record Plain(String name) implements WorkloadRuntimeProvider {
        @Override
        public WorkloadRuntime create(Settings settings) {
            throw new UnsupportedOperationException();
        }
    }

    private static RuntimeLookup lookup(WorkloadRuntimeProvider... providers) {
        return new RuntimeLookup(List.of(providers), List.of());
    }

    @Test
    void a_runtime_says_why_it_cannot_run_here() {
        assertThat(WorkloadRuntimes.unavailable("moon", NONE, lookup(new Plain("local"), new Lame("moon"))))
                .contains("no moon tonight. Wait for it.");
    }

    @Test
    void a_runtime_that_says_nothing_can_run() {
        assertThat(WorkloadRuntimes.unavailable("local", NONE, lookup(new Plain("local"))))
                .isEmpty();
    }

    @Test
    void a_runtime_of_this_project_that_is_not_on_the_class_path_is_unavailable_and_says_what_to_add() {
        assertThat(WorkloadRuntimes.unavailable("k3s", NONE, lookup(new Plain("local"))))
                .contains("the runtime \"k3s\" is not on the class path. Add wrk-k3s to the test's dependencies.");
    }

    @Test
    void a_runtime_that_cannot_be_loaded_is_told_with_what_is_missing() {
        RuntimeLookup broken = new RuntimeLookup(List.of(), List.of("A runtime on the class path cannot be loaded."));

        assertThat(WorkloadRuntimes.unavailable("k3s", NONE, broken))
                .contains("the runtime \"k3s\" is not on the class path. Add wrk-k3s to the test's dependencies."
                        + " A runtime on the class path cannot be loaded.");
    }

    @Test
    void a_name_that_no_runtime_has_is_an_error_with_the_near_miss() {
        assertThatThrownBy(() -> WorkloadRuntimes.unavailable("k4s", NONE, lookup(new Plain("k3s"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "no runtime is named \"k4s\"; did you mean \"k3s\"? There are: k3s. Or add the artifact of the"
                                + " one that you mean: wrk-engine, wrk-kubernetes or wrk-k3s.");
    }

    @Test
    void every_runtime_hears_that_the_tests_have_ended_whatever_another_throws() {
        assertThatThrownBy(() ->
                        WorkloadRuntimes.testsEnded(lookup(new Lame("first"), new Plain("second"), new Lame("third"))))
                .hasMessage("first does not end")
                .satisfies(thrown -> assertThat(thrown.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("third does not end"));

        assertThat(ended).containsExactly("first", "third");
    }
}
