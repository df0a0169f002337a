// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnerTest {

    private final Owner self = Owner.ofThisProcess();

    @Test
    void is_written_as_labels_and_read_again() {
        assertThat(Owner.read(self.labels())).contains(self);
        assertThat(self.labels()).containsAllEntriesOf(self.machineLabel());
    }

    @Test
    void a_container_of_someone_else_has_no_owner() {
        assertThat(Owner.read(Map.of())).isEmpty();
        assertThat(Owner.read(Map.of("io.github.wrkjunit.machine", "m", "io.github.wrkjunit.process", "not a number")))
                .isEmpty();
    }

    @Test
    void this_process_is_not_gone() {
        assertThat(self.isGone()).isFalse();
    }

    @Test
    void a_process_whose_id_nobody_has_is_gone() {
        assertThat(new Owner(self.machine(), Long.MAX_VALUE / 10, self.start()).isGone())
                .isTrue();
    }

    @Test
    void a_process_whose_id_another_has_now_is_gone() {
        assertThat(new Owner(self.machine(), self.pid(), self.start() - 60_000).isGone())
                .isTrue();
    }

    @Test
    void nobody_judges_a_process_of_another_machine() {
        assertThat(new Owner("another", Long.MAX_VALUE / 10, 1).isGone()).isFalse();
    }
}
