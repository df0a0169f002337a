// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Pod;
import io.github.wrkjunit.runtime.WorkerListener;
import io.github.wrkjunit.runtime.WorkloadException;
import io.github.wrkjunit.spec.HiddenValues;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FollowedLogTest {

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicLong nowNs = new AtomicLong(1);
    private Runnable lineTold = () -> {};

    @Test
    void tells_all_lines_without_secrets_before_it_tells_the_end() throws Exception {
        try (FollowedLog log =
                log(since -> text("2026-11-28T10:00:00.1Z it is opensesame\n2026-11-28T10:00:00.2Z two"))) {
            log.follow(new Pod(), new Ended(), () -> {
                told.add("end " + log.excerpt().ended() + " " + log.excerpt().tail());
                over.countDown();
            });
            over.await();
        }

        assertThat(told).containsExactly("it is ***", "two", "end true [it is ***, two]");
    }

    @Test
    void tells_the_user_what_is_missing_of_it() throws Exception {
        try (FollowedLog log = log(since -> {
            throw new PodLog.LogGoneException("pods \"x\" not found");
        })) {
            log.follow(new Pod(), new Ended(), over::countDown);
            over.await();

            String problem = "The pod's log could not be read, as it is gone with its pod: pods \"x\" not found.";
            assertThat(told).containsExactly("note: " + problem);
            assertThat(log.excerpt().problem()).hasValue(problem);
        }
    }

    @Test
    void is_opened_once() throws Exception {
        try (FollowedLog log = log(since -> text("2026-11-28T10:00:00.1Z one\n"))) {
            log.follow(new Pod(), new Ended(), over::countDown);
            log.follow(new Pod(), new Ended(), over::countDown);
            over.await();
        }

        assertThat(told).containsExactly("one");
        assertThat(opened).hasValue(1);
    }

    @Test
    void is_not_opened_when_it_was_closed() {
        FollowedLog log = log(since -> text("2026-11-28T10:00:00.1Z one\n"));
        log.close();

        log.follow(new Pod(), new Ended(), over::countDown);

        assertThat(opened).hasValue(0);
    }

    @Test
    void is_opened_again_when_it_is_silent_for_three_seconds_after_the_end() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        lineTold = first::countDown;
        try (FollowedLog log = log(since -> new Silent("2026-11-28T10:00:00.1Z one\n"))) {
            log.follow(new Pod(), new Ended(), over::countDown);
            first.await();
            log.urge();
            assertThat(over.getCount()).isOne();

            nowNs.addAndGet(Duration.ofSeconds(3).toNanos());
            log.urge();

            over.await();
        }
    }

    @Test
    void is_given_up_when_it_is_silent_for_twenty_seconds_after_the_end() {
        try (FollowedLog log = log(since -> new Silent(""))) {
            log.follow(new Pod(), new Ended(), over::countDown);
            log.urge();
            nowNs.addAndGet(Duration.ofSeconds(20).toNanos());

            assertThatThrownBy(log::urge)
                    .isInstanceOf(WorkloadException.class)
                    .hasMessage(
                            "The log of Job wrk2-x did not come to its end: nothing came for 20 s after the container's"
                                    + " end. Look at the network and at the kubelet of its node.");
        }
    }

    private FollowedLog log(PodLog.Source source) {
        JobOutput output = new JobOutput(Optional.empty(), new HiddenValues(List.of("opensesame")));
        return new FollowedLog(
                "wrk2-x",
                pod -> since -> {
                    opened.incrementAndGet();
                    return source.open(since);
                },
                output,
                new Told(),
                nowNs::get);
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private final class Told implements WorkerListener {
        @Override
        public void output(String line) {
            told.add(line);
            lineTold.run();
        }

        @Override
        public void error(String line) {
            throw new AssertionError("a pod's log has no errors of its own");
        }

        @Override
        public void note(String line) {
            told.add("note: " + line);
        }
    }

    private static final class Ended implements PodLog.ContainerEnd {
        @Override
        public boolean isKnown() {
            return true;
        }

        @Override
        public void await(Duration limit) {
            // it is
        }
    }

    /** Says something, then nothing until it is closed. */
    private static final class Silent extends InputStream {

        private final InputStream begin;
        private final CountDownLatch closed = new CountDownLatch(1);

        Silent(String begin) {
            this.begin = text(begin);
        }

        @Override
        public int read() {
            throw new AssertionError("it is read in pieces");
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int count = begin.read(bytes, from, length);
            if (count < 0) {
                try {
                    closed.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            return count;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
