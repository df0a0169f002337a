// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedsTest {

    @Test
    void seeds_workers_threads_and_purposes_all_differ() {
        Set<Long> seeds = new HashSet<>();
        for (long seed = -50; seed < 50; seed++) {
            for (int worker = 0; worker < 10; worker++) {
                for (int thread = 0; thread < 10; thread++) {
                    for (int purpose = 0; purpose < 2; purpose++) {
                        seeds.add(Seeds.ofPurpose(Seeds.ofThread(seed, worker, thread), purpose));
                    }
                }
            }
        }

        assertThat(seeds).hasSize(100 * 10 * 10 * 2);
    }

    @Test
    void mixes_as_splitmix64_does() {
        // the first two outputs of SplitMix64 seeded with 1234567, as published with its reference code
        assertThat(Seeds.mix(stepped(1234567, 1))).isEqualTo(6457827717110365317L);
        assertThat(Seeds.mix(stepped(1234567, 2))).isEqualTo(3203168211198807973L);
    }

    @Test
    void the_rule_does_not_change() {
        long worker = Seeds.mix(stepped(Seeds.mix(42), 4));

        assertThat(Seeds.ofWorker(42, 3)).isEqualTo(worker);
        assertThat(Seeds.ofThread(42, 3, 1)).isEqualTo(Seeds.mix(stepped(worker, 2)));
    }

    private static long stepped(long from, int steps) {
        long state = from;
        for (int i = 0; i < steps; i++) {
            state += Seeds.GAMMA;
        }
        return state;
    }
}
