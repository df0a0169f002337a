// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RunNamesTest {

    private final RunNames names = RunNames.ofProcess(Path.of("target/wrk-junit"));

    @Test
    void each_run_has_an_id_of_its_own_and_the_user_of_the_process() {
        RunNames other = RunNames.ofProcess(Path.of("target/wrk-junit"));

        assertThat(names.run()).hasSize(8).isNotEqualTo(other.run());
        assertThat(names.user())
                .startsWith(System.getProperty("user.name") + "@")
                .isEqualTo(other.user());
    }

    @Test
    void the_test_is_that_of_the_folder_of_evidence() {
        assertThat(names.test(Path.of("target/wrk-junit/CheckoutTest/p99/checkout")))
                .isEqualTo("CheckoutTest/p99");
        assertThat(names.test(Path.of("target/wrk-junit/CheckoutTest/p99/checkout/worker-1")))
                .isEqualTo("CheckoutTest/p99");
        assertThat(names.test(Path.of("target/wrk-junit/program"))).isEmpty();
        assertThat(names.test(Path.of("/elsewhere/CheckoutTest/p99/checkout"))).isEmpty();
    }
}
