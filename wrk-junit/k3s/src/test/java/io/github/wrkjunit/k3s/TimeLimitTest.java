// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wrkjunit.runtime.WorkloadException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TimeLimitTest {

    @Test
    void what_ends_in_time_is_done() {
        CountDownLatch done = new CountDownLatch(1);

        new TimeLimit(Duration.ofSeconds(20)).run("wrk-test-1", done::countDown, "late", "interrupted");

        assertThat(done.getCount()).isZero();
    }

    @Test
    void what_takes_too_long_is_told() {
        CountDownLatch never = new CountDownLatch(1);

        assertThatThrownBy(() -> new TimeLimit(Duration.ofMillis(1))
                        .run("wrk-test-1", () -> hang(never), "it takes too long", "interrupted"))
                .isInstanceOf(WorkloadException.class)
                .hasMessage("it takes too long");
    }

    @Test
    void a_failure_is_that_of_the_task() {
        WorkloadException failure = new WorkloadException("no room");

        assertThatThrownBy(() -> new TimeLimit(Duration.ofSeconds(20))
                        .run(
                                "wrk-test-1",
                                () -> {
                                    throw failure;
                                },
                                "late",
                                "interrupted"))
                .isSameAs(failure);
    }

    @Test
    void a_test_that_is_interrupted_does_not_wait_and_ends_what_it_waited_for() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        Thread test = Thread.currentThread();

        assertThatThrownBy(() -> new TimeLimit(Duration.ofSeconds(20))
                        .run(
                                "wrk-test-1",
                                () -> {
                                    test.interrupt();
                                    hang(interrupted);
                                },
                                "late",
                                "the test was interrupted"))
                .isInstanceOf(WorkloadException.class)
                .hasMessage("the test was interrupted");

        assertThat(Thread.interrupted()).isTrue();
        interrupted.await();
    }

    private static void hang(CountDownLatch interrupted) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            interrupted.countDown();
        }
    }
}
