// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkShareTest {

    @Test
    void shares_add_up_and_differ_by_one_at_most() {
        assertThat(IntStream.range(0, 4).map(worker -> WorkShare.of(10, worker, 4)))
                .containsExactly(3, 3, 2, 2);
    }

    @Test
    void each_worker_has_a_seed_of_its_own_and_always_the_same() {
        assertThat(IntStream.range(0, 1000).mapToLong(worker -> WorkShare.seed(7, worker)))
                .doesNotHaveDuplicates();
        assertThat(WorkShare.seed(7, 0)).isEqualTo(WorkShare.seed(7, 0)).isNotEqualTo(WorkShare.seed(8, 0));
    }
}
