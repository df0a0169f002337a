// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifelineTest {

    private final List<String> done = new ArrayList<>(); // read after a join only

    @Test
    void an_end_without_an_order_halts_a_process_that_waits() throws InterruptedException {
        lifeline("").listen().join();

        assertThat(done).containsExactly("halt");
    }

    @Test
    void an_end_after_the_start_halts_a_process_that_offers_its_load() throws InterruptedException {
        Lifeline lifeline = lifeline("start\n");

        lifeline.listen().join();

        assertThat(lifeline.awaitStart()).isTrue();
        assertThat(done).containsExactly("halt");
    }

    @Test
    void an_end_after_the_load_halts_nothing() throws InterruptedException {
        Lifeline lifeline = lifeline("start\n");
        lifeline.letGo();

        lifeline.listen().join();

        assertThat(done).isEmpty();
    }

    @Test
    void a_stop_before_the_start_begins_nothing() throws InterruptedException {
        Lifeline lifeline = lifeline("stop\n");
        lifeline.letGo();

        lifeline.listen().join();

        assertThat(lifeline.awaitStart()).isFalse();
    }

    @Test
    void a_stop_reaches_a_load_that_comes_to_know_of_it_later() throws InterruptedException {
        Lifeline lifeline = lifeline("start\nstop\n");
        lifeline.letGo();
        lifeline.listen().join();

        lifeline.onStop(() -> done.add("stop"));

        assertThat(done).containsExactly("stop");
    }

    private Lifeline lifeline(String orders) {
        return new Lifeline(new ByteArrayInputStream(orders.getBytes(UTF_8)), () -> done.add("halt"));
    }
}
