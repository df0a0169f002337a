// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.loop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wrkjunit.engine.http.RequestSource;
import io.github.wrkjunit.report.Cell;
import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.report.SecondHealth;
import io.github.wrkjunit.spec.Distribution;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real threads and real sockets, compared with what the server saw. */
@Timeout(60)
@Tag("thorough")
class LoadRunTest {

    private static final long MS = 1_000_000;

    /** Requests that differ from those of all other threads. */
    private static class OfThread extends NumberedRequests {

        private final int thread;

        OfThread(int thread) {
            this.thread = thread;
        }

        @Override
        public ByteBuffer next() {
            return ByteBuffer.wrap(
                    ("GET /t?" + thread + "-" + drawn++ + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(US_ASCII));
        }
    }

    private static LoadPlan.Builder plan(InetSocketAddress address) {
        return LoadPlan.builder()
                .addresses(List.of(address))
                .threads(2)
                .connections(5)
                .rate(200)
                .durationNs(1000 * MS);
    }

    @ParameterizedTest
    @EnumSource(WaitMode.class)
    void offers_exactly_what_the_schedule_says_in_each_mode(WaitMode mode) throws Exception {
        try (RudeSocketServer server = new RudeSocketServer((number, onConnection, socket, out) -> {
            RudeSocketServer.ok(out);
            return true;
        })) {
            LoadResult result = LoadRun.start(
                            plan(server.address()).waitMode(mode).build(), OfThread::new, LoadListener.NONE)
                    .await();

            assertThat(result.count(Outcome.SUCCESS)).isEqualTo(200);
            assertThat(result.offered()).isEqualTo(200);
            assertThat(result.statuses()).isEqualTo(Map.of(200, 200L));
            assertThat(result.latency(Outcome.SUCCESS).count()).isEqualTo(200);
            assertThat(result.bytesRead()).isEqualTo(200 * 40);
            assertThat(result.sent()).isEqualTo(200);
            assertThat(result.connectionsOpened()).isEqualTo(5);
            assertThat(result.end()).isEqualTo(LoadResult.End.DURATION);
            assertThat(result.offeredForNs()).isEqualTo(1000 * MS);
            assertThat(result.elapsedNs()).isGreaterThanOrEqualTo(1000 * MS);
            assertThat(result.warnings()).isEmpty();
            assertThat(server.received).hasSize(200).doesNotHaveDuplicates();
            assertThat(server.connections()).isEqualTo(5);
        }
    }

    @Test
    void tells_each_request_once_by_seconds_and_one_by_one() throws Exception {
        Map<String, Long> bySecond = new TreeMap<>();
        AtomicInteger single = new AtomicInteger();
        AtomicInteger starts = new AtomicInteger();
        LoadListener listener = new LoadListener() {
            @Override
            public void started(long epochMicros) {
                starts.incrementAndGet();
            }

            @Override
            public void interval(int second, int marks, List<Cell> cells, Optional<SecondHealth> health) {
                for (Cell cell : cells) {
                    bySecond.merge(
                            second + " " + cell.operation() + " "
                                    + cell.outcome().key(),
                            cell.count(),
                            Long::sum);
                }
            }

            @Override
            public void finished(int thread, io.github.wrkjunit.engine.measure.FinishedRequests batch) {
                single.addAndGet(batch.size());
            }
        };
        try (RudeSocketServer server = new RudeSocketServer((number, onConnection, socket, out) -> {
            RudeSocketServer.ok(out);
            return true;
        })) {
            LoadRun.start(plan(server.address()).durationNs(2500 * MS).rate(40).build(), OfThread::new, listener)
                    .await();
        }

        assertThat(bySecond).isEqualTo(Map.of("0 GET /t 2xx", 40L, "1 GET /t 2xx", 40L, "2 GET /t 2xx", 20L));
        assertThat(single).hasValue(100);
        assertThat(starts).hasValue(1);
    }

    @Test
    void counts_resets_and_closes_as_the_server_made_them_and_sends_nothing_twice() throws Exception {
        AtomicInteger resets = new AtomicInteger();
        try (RudeSocketServer server = new RudeSocketServer((number, onConnection, socket, out) -> {
            if (number % 40 == 0) {
                resets.incrementAndGet();
                socket.setSoLinger(true, 0); // RST
                return false;
            }
            RudeSocketServer.ok(out);
            return onConnection < 10; // then closes without a word
        })) {
            LoadResult result = LoadRun.start(
                            plan(server.address())
                                    .distribution(Distribution.EXP)
                                    .connections(20)
                                    .rate(400)
                                    .build(),
                            OfThread::new,
                            LoadListener.NONE)
                    .await();

            // a close may cross a request on its way: then the server never saw that one, and it counts as reset
            long unseen = result.offered() - server.received.size();
            assertThat(result.count(Outcome.RESET)).isEqualTo(resets.get() + unseen);
            assertThat(result.count(Outcome.SUCCESS)).isEqualTo(server.received.size() - resets.get());
            assertThat(result.count(Outcome.SUCCESS) + result.count(Outcome.RESET))
                    .isEqualTo(result.offered());
            assertThat(new HashSet<>(server.received)).hasSameSizeAs(server.received);
            assertThat(result.idleCloses()).isPositive();
        }
    }

    @Test
    void each_request_fails_where_nothing_listens() throws Exception {
        try (SocketChannel deaf = SocketChannel.open()) {
            deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

            LoadResult result = LoadRun.start(
                            plan((InetSocketAddress) deaf.getLocalAddress()).build(), OfThread::new, LoadListener.NONE)
                    .await();

            assertThat(result.count(Outcome.CONNECT)).isEqualTo(200);
            assertThat(result.sent()).isZero();
            assertThat(result.connectFailures()).isLessThan(100);
            assertThat(result.warnings())
                    .containsExactly(result.connectFailures() + " of " + result.connectFailures()
                            + " attempts to connect to " + deaf.getLocalAddress()
                            + " failed, the last one with \"Connection refused\".");
        }
    }

    @Test
    void a_stop_ends_a_run_against_a_server_that_hangs() throws Exception {
        CountDownLatch asked = new CountDownLatch(5);
        try (RudeSocketServer server = new RudeSocketServer((number, onConnection, socket, out) -> {
            asked.countDown();
            return true;
        })) {
            LoadRun run = LoadRun.start(
                    plan(server.address()).durationNs(3600_000 * MS).build(), OfThread::new, LoadListener.NONE);
            asked.await();
            run.stop();

            LoadResult result = run.await();

            assertThat(result.end()).isEqualTo(LoadResult.End.STOPPED);
            assertThat(result.count(Outcome.UNANSWERED)).isEqualTo(5);
            assertThat(result.count(Outcome.UNANSWERED) + result.count(Outcome.NOT_SENT))
                    .isEqualTo(result.offered());
            assertThat(server.received).hasSize(5);
        }
    }

    @Test
    void an_error_in_one_thread_ends_all_and_is_thrown() throws Exception {
        try (RudeSocketServer server = new RudeSocketServer((number, onConnection, socket, out) -> {
            RudeSocketServer.ok(out);
            return true;
        })) {
            LoadRun run = LoadRun.start(
                    plan(server.address()).durationNs(3600_000 * MS).build(),
                    thread -> thread == 0 ? new OfThread(0) : failing(),
                    LoadListener.NONE);

            assertThatThrownBy(run::await)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("script.lua:1: no");
        }
    }

    @Test
    void an_error_in_the_listener_ends_the_run_and_is_thrown() throws Exception {
        try (RudeSocketServer server = new RudeSocketServer((number, onConnection, socket, out) -> {
            RudeSocketServer.ok(out);
            return true;
        })) {
            LoadRun run = LoadRun.start(
                    plan(server.address()).durationNs(3600_000 * MS).build(), OfThread::new, new LoadListener() {
                        @Override
                        public void started(long epochMicros) {
                            throw new IllegalStateException("standard output is closed");
                        }
                    });

            assertThatThrownBy(run::await)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("standard output is closed");
        }
    }

    @Test
    void a_source_that_cannot_be_made_starts_nothing() {
        List<Integer> asked = new ArrayList<>();

        assertThatThrownBy(() -> LoadRun.start(
                        plan(InetSocketAddress.createUnresolved("x", 1)).build(),
                        thread -> {
                            asked.add(thread);
                            throw new IllegalStateException("no such script");
                        },
                        LoadListener.NONE))
                .hasMessage("no such script");
        assertThat(asked).containsExactly(0);
    }

    @Test
    void a_name_that_was_not_resolved_is_a_connect_failure_and_no_crash() throws Exception {
        LoadResult result = LoadRun.start(
                        plan(InetSocketAddress.createUnresolved("nowhere.invalid", 1))
                                .durationNs(100 * MS)
                                .build(),
                        OfThread::new,
                        LoadListener.NONE)
                .await();

        assertThat(result.count(Outcome.CONNECT)).isEqualTo(20);
    }

    @Test
    void opens_all_connections_also_where_threads_do_not_divide_them() {
        LoadPlan plan = LoadPlan.builder()
                .addresses(List.of(new InetSocketAddress(1)))
                .threads(3)
                .connections(8)
                .rate(1)
                .build();

        assertThat(List.of(plan.connections(0), plan.connections(1), plan.connections(2)))
                .containsExactly(3, 3, 2);
    }

    @Test
    void a_plan_lists_all_that_is_wrong_with_it() {
        assertThatThrownBy(() -> LoadPlan.builder()
                        .threads(4)
                        .connections(3)
                        .rate(0)
                        .durationNs(0)
                        .timeoutNs(-1)
                        .worker(2, 2)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "addresses: there is none; give those of the target; connections: 3 are fewer than 4 threads; each"
                                + " thread needs one; rate: 0.0 is not a number above 0; durationNs: 0 is not above 0; timeoutNs: -1 is"
                                + " not above 0; worker: there is no 2 of 2");
    }

    @Test
    void warms_up_without_a_target() throws Exception {
        long answered = WarmUp.run(300 * MS, WaitMode.BALANCED);

        assertThat(answered).isPositive();
    }

    @Test
    void a_mark_divides_the_requests_that_were_due_before_from_those_after() throws Exception {
        CompletableFuture<LoadRun> running = new CompletableFuture<>();
        Marked marked = new Marked();
        try (RudeSocketServer server = new RudeSocketServer((number, onConnection, socket, out) -> {
            if (number == 80) { // 0.4 s of 1 s
                running.join().mark(1);
            }
            RudeSocketServer.ok(out);
            return true;
        })) {
            running.complete(LoadRun.start(
                    plan(server.address()).threads(1).connections(1).build(), OfThread::new, marked));
            running.join().await();
        }

        assertThat(marked.offsets).hasSize(1);
        long before = (long) Math.ceil(marked.offsets.get(0) / (5.0 * MS)); // evenly spaced, the first one at 0
        assertThat(marked.counts).isEqualTo(Map.of(0, before, 1, 200 - before));
    }

    @Test
    void a_mark_that_comes_before_the_start_is_set_at_the_start() throws Exception {
        Marked marked = new Marked();
        try (RudeSocketServer server = new RudeSocketServer((number, onConnection, socket, out) -> {
            RudeSocketServer.ok(out);
            return true;
        })) {
            LoadRun run = LoadRun.start(plan(server.address()).build(), OfThread::new, marked);
            run.mark(1);
            run.await();
        }

        assertThat(marked.offsets).hasSize(1);
        assertThat(marked.counts.getOrDefault(0, 0L) + marked.counts.getOrDefault(1, 0L))
                .isEqualTo(200);
        assertThat(marked.counts.getOrDefault(1, 0L)).isGreaterThan(100);
    }

    @Test
    void a_server_that_talks_first_is_told_of() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread greeter = new Thread(() -> greet(server), "greeter");
            greeter.setDaemon(true);
            greeter.start();

            LoadResult result = LoadRun.start(
                            plan(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()))
                                    .rate(20)
                                    .timeoutNs(200 * MS)
                                    .build(),
                            OfThread::new,
                            LoadListener.NONE)
                    .await();

            assertThat(result.warnings()).anySatisfy(warning -> assertThat(warning)
                    .contains("the target sent bytes before any request, as servers do that do not speak HTTP/1"));
        }
    }

    @Test
    void a_thread_whose_requests_are_slow_to_make_is_never_idle() throws Exception {
        try (RudeSocketServer server = new RudeSocketServer((number, onConnection, socket, out) -> {
            RudeSocketServer.ok(out);
            return true;
        })) {
            double idle = leastIdleShare(server, thread -> new OfThread(thread) {
                @Override
                public ByteBuffer next() {
                    long untilNs = System.nanoTime() + 4 * MS;
                    while (System.nanoTime() < untilNs) {
                        Thread.onSpinWait();
                    }
                    return super.next();
                }
            });

            assertThat(idle).isLessThan(0.25);
        }
    }

    @Test
    void a_thread_whose_server_is_slow_is_idle() throws Exception {
        try (RudeSocketServer server = new RudeSocketServer((number, onConnection, socket, out) -> {
            LockSupport.parkNanos(20 * MS);
            RudeSocketServer.ok(out);
            return true;
        })) {
            assertThat(leastIdleShare(server, OfThread::new)).isGreaterThan(0.25);
        }
    }

    /** Until the server is closed, which the test does at its end. */
    private static void greet(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                server.accept().getOutputStream().write("SSH-2.0-x\r\n".getBytes(US_ASCII));
            } catch (IOException e) {
                // this client has gone: the next one is greeted as well
            }
        }
    }

    /** The requests by how many marks had been set before they were due, and where the marks are. */
    private static final class Marked implements LoadListener {

        private final Map<Integer, Long> counts = new ConcurrentHashMap<>();
        private final List<Long> offsets = new CopyOnWriteArrayList<>();

        @Override
        public void interval(int second, int marks, List<Cell> cells, Optional<SecondHealth> health) {
            cells.forEach(cell -> counts.merge(marks, cell.count(), Long::sum));
        }

        @Override
        public void marked(int number, long offsetNs) {
            offsets.add(offsetNs);
        }
    }

    /** Of the first second of a load of which the better part can never be sent. */
    private static double leastIdleShare(RudeSocketServer server, IntFunction<RequestSource> sources) throws Exception {
        DoubleAccumulator idle = new DoubleAccumulator(Math::min, 1);
        LoadListener listener = new LoadListener() {
            @Override
            public void interval(int second, int marks, List<Cell> cells, Optional<SecondHealth> health) {
                health.ifPresent(it -> it.idleShare().ifPresent(idle::accumulate));
            }
        };
        LoadResult result = LoadRun.start(
                        plan(server.address())
                                .threads(1)
                                .connections(5)
                                .rate(5000)
                                .timeoutNs(200 * MS)
                                .build(),
                        sources,
                        listener)
                .await();
        assertThat(result.count(Outcome.NOT_SENT)).isPositive();
        return idle.get();
    }

    private static RequestSource failing() {
        return () -> {
            throw new IllegalStateException("script.lua:1: no");
        };
    }
}
