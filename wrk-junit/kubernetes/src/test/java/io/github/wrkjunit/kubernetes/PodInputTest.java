// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PodInputTest {

    private final List<String> written = new ArrayList<>();
    private final PodInput input = new PodInput("nonce\n=words\n", pod -> new Wire());
    private int opened;
    private int broken;
    private int closed;

    @Test
    void the_words_come_first_and_once_then_the_orders() {
        input.begin(new Pod());
        input.begin(new Pod());

        assertThat(input.order("start")).isTrue();
        assertThat(input.order("stop")).isTrue();
        assertThat(written).containsExactly("nonce\n=words\n", "start\n", "stop\n");
        assertThat(opened).isEqualTo(1);
    }

    @Test
    void an_order_to_a_container_that_does_not_run_is_not_given() {
        assertThat(input.order("stop")).isFalse();
        assertThat(opened).isZero();
    }

    @Test
    void a_connection_that_has_broken_is_opened_again() {
        input.begin(new Pod());
        broken = 1;

        assertThat(input.order("mark")).isTrue();
        assertThat(written).containsExactly("nonce\n=words\n", "mark\n");
        assertThat(opened).isEqualTo(2);
    }

    @Test
    void one_that_cannot_be_opened_again_is_told() {
        input.begin(new Pod());
        broken = Integer.MAX_VALUE;

        assertThat(input.order("mark")).isFalse();
    }

    @Test
    void nothing_is_written_after_the_end() {
        input.begin(new Pod());
        input.close();

        assertThat(input.order("mark")).isFalse();
        assertThat(closed).isEqualTo(1);
    }

    private final class Wire implements PodInput.Connection {

        Wire() {
            opened++;
        }

        @Override
        public void write(String text) throws IOException {
            if (broken > 0) {
                broken--;
                throw new IOException("broken");
            }
            written.add(text);
        }

        @Override
        public void close() {
            closed++;
        }
    }
}
