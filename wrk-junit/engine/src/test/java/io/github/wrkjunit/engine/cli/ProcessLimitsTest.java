// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.runtime.EngineArguments;
import org.junit.jupiter.api.Test;

class ProcessLimitsTest {

    private static final long MIB = 1 << 20;

    @Test
    void connections_that_this_process_cannot_open_are_refused_with_what_there_is() {
        assertThat(new ProcessLimits(1000, 4096 * MIB).problems(100_000, 2))
                .containsExactly("-c 100000 needs 100,016 open files, and this process may open 1,000 more."
                        + " Lower -c, or raise the limit (ulimit -n).");
    }

    @Test
    void connections_that_do_not_fit_into_memory_are_refused_with_what_there_is() {
        assertThat(new ProcessLimits(200_000, 256 * MIB).problems(100_000, 2))
                .containsExactly("-c 100000 needs about 1,235 MiB of memory, and this process may have 256 MiB."
                        + " Lower -c, or give Java more (-Xmx1363m).");
    }

    @Test
    void the_heap_that_the_runtime_gives_is_enough() {
        for (int connections : new int[] {1, 10, 1000, 100_000, 1_000_000}) {
            long heap = EngineArguments.heapMib(connections) * MIB;

            assertThat(new ProcessLimits(2_000_000, heap).problems(connections, 1))
                    .isEmpty();
        }
    }

    @Test
    void this_process_may_have_some_connections() {
        assertThat(ProcessLimits.ofThis().problems(1, 1)).isEmpty();
    }
}
