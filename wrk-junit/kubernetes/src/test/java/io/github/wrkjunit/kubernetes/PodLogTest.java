// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PodLogTest {

    private final Deque<InputStream> streams = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);

    @Test
    void tells_all_lines_of_a_log_that_is_not_cut() throws Exception {
        streams.add(text("2026-11-28T10:00:00.1Z one\n2026-11-28T10:00:00.2Z \n2026-11-28T10:00:00.3Z no break"));
        over.countDown();

        String problem = follow();

        assertThat(told).containsExactly("one", "", "no break");
        assertThat(asked).containsExactly("");
        assertThat(problem).isEmpty();
    }

    @Test
    void begins_again_where_a_stream_broke_and_tells_no_line_twice() throws Exception {
        streams.add(new SequenceInputStream(
                text("2026-11-28T10:00:00.1Z one\n2026-11-28T10:00:01.2Z two\n2026-11-28T10:00:01.3Z thr"), broken()));
        streams.add(text("2026-11-28T10:00:01.2Z two\n2026-11-28T10:00:01.3Z three\n2026-11-28T10:00:02.1Z four\n"));
        over.countDown();

        String problem = follow();

        assertThat(told).containsExactly("one", "two", "three", "four");
        assertThat(asked).containsExactly("", "2026-11-28T10:00:01Z");
        assertThat(problem).isEmpty();
    }

    @Test
    void does_not_take_the_end_of_a_stream_for_the_end_of_the_container() throws Exception {
        streams.add(text("2026-11-28T10:00:01.2Z two\n2026-11-28T10:00:01.3Z thr"));
        streams.add(new SequenceInputStream(
                text("2026-11-28T10:00:01.2Z two\n"), new FilterInputStream(InputStream.nullInputStream()) {
                    @Override
                    public int read(byte[] bytes, int offset, int length) {
                        over.countDown();
                        return -1;
                    }
                }));

        follow();

        assertThat(told).containsExactly("two");
        assertThat(asked).containsExactly("", "2026-11-28T10:00:01Z");
    }

    @Test
    void cuts_a_line_that_has_no_end_and_goes_on() throws Exception {
        streams.add(text("2026-11-28T10:00:00.1Z a\r\n2026-11-28T10:00:00.2Z " + "x".repeat(40_000_000)
                + "\n2026-11-28T10:00:00.3Z next\n"));
        over.countDown();

        String problem = follow();

        assertThat(told).hasSize(3);
        assertThat(told.get(0)).isEqualTo("a");
        assertThat(told.get(1))
                .endsWith(
                        "xxx ... (wrk-junit has cut this line: it has 40,000,023 bytes, the first 33,554,432 are kept)");
        assertThat(told.get(2)).isEqualTo("next");
        assertThat(problem).isEmpty();
    }

    @Test
    void ends_with_what_it_has_when_the_pod_is_gone() throws Exception {
        streams.add(text("2026-11-28T10:00:01.2Z two\n2026-11-28T10:00:01.3Z three"));

        String problem = follow();

        assertThat(told).containsExactly("two", "three");
        assertThat(problem).isEmpty();
    }

    @Test
    void says_so_when_the_pod_is_gone_after_a_cut() throws Exception {
        streams.add(new SequenceInputStream(text("2026-11-28T10:00:01.2Z two\n"), broken()));

        String problem = follow();

        assertThat(told).containsExactly("two");
        assertThat(problem)
                .isEqualTo(
                        "The pod's log is gone with its pod, so its last lines may be missing: pods \"x\" not found.");
    }

    @Test
    void says_so_when_nothing_could_be_read() throws Exception {
        assertThat(follow())
                .isEqualTo("The pod's log could not be read, as it is gone with its pod: pods \"x\" not found.");
        assertThat(told).isEmpty();
    }

    @Test
    void says_so_when_a_log_is_refused() throws Exception {
        for (int tries = 0; tries < 5; tries++) {
            streams.add(broken());
        }
        over.countDown();

        assertThat(follow()).isEqualTo("The pod's log could not be read to its end: connection reset.");
    }

    @Test
    void says_so_when_lines_may_be_missing() throws Exception {
        streams.add(new SequenceInputStream(text("2026-11-28T10:00:01.2Z two\n"), broken()));
        streams.add(text("2026-11-28T10:00:09.1Z nine\n"));
        over.countDown();

        String problem = follow();

        assertThat(told).containsExactly("two", "nine");
        assertThat(problem).isEqualTo("The pod's log was cut and rotated at once, so lines of it may be missing.");
    }

    @Test
    void a_defect_is_not_the_end_of_the_log() throws Exception {
        streams.add(new SequenceInputStream(
                text("2026-11-28T10:00:01.2Z two\n"), new FilterInputStream(InputStream.nullInputStream()) {
                    @Override
                    public int read(byte[] bytes, int offset, int length) {
                        throw new IllegalStateException("broken");
                    }
                }));
        streams.add(text("2026-11-28T10:00:01.2Z two\n2026-11-28T10:00:01.3Z three\n"));
        over.countDown();

        String problem = follow();

        assertThat(told).containsExactly("two", "three");
        assertThat(problem).isEmpty();
    }

    @Test
    void a_defect_of_who_is_told_is_told_as_one() throws Exception {
        streams.add(text("2026-11-28T10:00:01.2Z two\n"));
        over.countDown();
        BlockingQueue<String> ended = new ArrayBlockingQueue<>(1);

        try (PodLog log = new PodLog(
                "wrk-log-test",
                this::open,
                new End(),
                line -> {
                    throw new IllegalStateException("broken");
                },
                problem -> ended.add(problem.orElse("")),
                System::nanoTime)) {
            log.start();

            assertThat(ended.take())
                    .isEqualTo("The pod's log could not be read: java.lang.IllegalStateException: broken.");
        }
    }

    private String follow() throws InterruptedException {
        BlockingQueue<String> ended = new ArrayBlockingQueue<>(1);
        try (PodLog log = new PodLog(
                "wrk-log-test",
                this::open,
                new End(),
                told::add,
                problem -> ended.add(problem.orElse("")),
                System::nanoTime)) {
            log.start();
            return ended.take();
        }
    }

    private InputStream open(Optional<String> since) throws IOException {
        asked.add(since.orElse(""));
        InputStream next = streams.poll();
        if (next == null) {
            throw new PodLog.LogGoneException("pods \"x\" not found");
        }
        return next;
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static InputStream broken() {
        return new FilterInputStream(InputStream.nullInputStream()) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                throw new IOException("connection reset");
            }
        };
    }

    private final class End implements PodLog.ContainerEnd {
        @Override
        public boolean isKnown() {
            return over.getCount() == 0;
        }

        @Override
        public void await(Duration limit) {
            // the next stream decides
        }
    }
}
