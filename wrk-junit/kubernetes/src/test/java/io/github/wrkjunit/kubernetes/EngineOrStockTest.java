// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wrkjunit.runtime.Worker;
import io.github.wrkjunit.runtime.WorkerListener;
import io.github.wrkjunit.runtime.WorkloadException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class EngineOrStockTest {

    private final List<String> told = new ArrayList<>();

    @Test
    void warnings_reach_the_report_whichever_program_runs() throws InterruptedException {
        try (EngineOrStock worker = worker(lines -> lines.warning("The template was changed."))) {
            worker.awaitArmed(Duration.ZERO);
        }

        assertThat(told).containsExactly("warning: The template was changed.");
    }

    @Test
    void output_is_held_until_the_engine_is_ready() throws InterruptedException {
        try (EngineOrStock worker = worker(lines -> lines.output("armed"))) {
            assertThat(told).isEmpty();

            worker.awaitArmed(Duration.ZERO);

            assertThat(told).containsExactly("output: armed");
        }
    }

    @Test
    void an_image_without_java_is_replaced_and_what_it_has_printed_is_forgotten() throws InterruptedException {
        try (EngineOrStock worker = worker(lines -> {
            lines.output("of the engine");
            throw new WorkloadException("exec: \"java\": executable file not found in $PATH");
        })) {
            worker.awaitArmed(Duration.ZERO);
        }

        assertThat(told)
                .containsExactly(
                        "note: wrk.kubernetes.engine = auto has chosen the stock image, because the engine's image cannot run it: "
                                + "\"executable file not found\". Set wrk.kubernetes.engine.base to an image with glibc and"
                                + " a Java runtime 17 or later.",
                        "output: of the stock image");
    }

    @Test
    void another_failure_is_the_engines_and_its_output_is_kept() {
        try (EngineOrStock worker = worker(lines -> {
            lines.output("of the engine");
            throw new WorkloadException("the pod was deleted");
        })) {
            assertThatThrownBy(() -> worker.awaitArmed(Duration.ZERO)).hasMessage("the pod was deleted");
        }

        assertThat(told).containsExactly("output: of the engine");
    }

    private EngineOrStock worker(Consumer<WorkerListener> engine) {
        WorkerListener listener = new Told();
        return new EngineOrStock(
                listener,
                lines -> new Arming(() -> engine.accept(lines)),
                () -> new Arming(() -> listener.output("of the stock image")));
    }

    private final class Told implements WorkerListener {
        @Override
        public void output(String line) {
            told.add("output: " + line);
        }

        @Override
        public void error(String line) {
            told.add("error: " + line);
        }

        @Override
        public void note(String line) {
            told.add("note: " + line);
        }

        @Override
        public void warning(String sentence) {
            told.add("warning: " + sentence);
        }
    }

    /** Does this while it gets ready, and ends. */
    private record Arming(Runnable step) implements Worker {
        @Override
        public void awaitArmed(Duration limit) {
            step.run();
        }

        @Override
        public void begin() {}

        @Override
        public void stop() {}

        @Override
        public int awaitExit(Duration limit) {
            return 0;
        }

        @Override
        public void close() {}
    }
}
