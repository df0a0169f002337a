// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.loop;

import static io.github.wrkjunit.engine.loop.Simulation.MS;
import static io.github.wrkjunit.engine.loop.Simulation.SECOND;
import static io.github.wrkjunit.engine.loop.Simulation.repeat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.engine.loop.SimulatedNetwork.Peer;
import io.github.wrkjunit.report.Outcome;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Connections that servers refuse, close, reset and abuse. */
class ThreadLoadConnectionsTest {

    private static final String TEN_BYTES = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n";

    private final Peer[] lastPeer = new Peer[1];

    @Test
    void each_request_to_a_target_that_refuses_fails_at_once_with_few_attempts() {
        Simulation run = Simulation.of(100, 4)
                .durationMs(2000)
                .against(new Connecting((network, peer, address) -> peer.refuseAfter(MS)))
                .run();

        assertThat(run.count(Outcome.CONNECT)).isEqualTo(200);
        assertThat(run.latenciesMs(Outcome.CONNECT)).allMatch(ms -> ms <= 1.0); // an attempt takes 1 ms
        assertThat(run.network.attempts).isBetween(20 + 4, 40 + 4 + 10); // every 50 to 100 ms, and less at first
        assertThat(run.measures.connectFailures).isEqualTo(run.network.attempts);
        assertThat(run.load.endNs() - run.network.beganNs).isEqualTo(2 * SECOND);
        assertThat(run.measures.names().name(2)).isEqualTo("GET /r"); // its operation is known all the same
    }

    @Test
    void recovers_as_soon_as_the_target_listens() {
        Simulation run = Simulation.of(100, 2)
                .durationMs(2000)
                .against(new Connecting((network, peer, address) -> {
                    if (network.sinceBeginNs() < SECOND) {
                        peer.refuse();
                    } else {
                        peer.accept();
                    }
                }))
                .run();

        assertThat(run.count(Outcome.CONNECT)).isBetween(100L, 110L);
        assertThat(run.count(Outcome.SUCCESS)).isEqualTo(200 - run.count(Outcome.CONNECT));
        assertThat(run.measures.connectionsOpened).isEqualTo(2);
    }

    @Test
    void a_black_hole_fails_those_who_wait_when_the_attempt_has_timed_out() {
        Simulation run = Simulation.of(10, 2)
                .durationMs(2000)
                .timeoutMs(1050)
                .against(new Connecting((network, peer, address) -> {}))
                .run();

        // attempts end at 1.05 s, when 0.0 to 1.0 are due; a second one, after 2.5 to 5 ms, at 2.10 s; 1.1 to 1.9 wait
        // for that
        assertThat(run.latenciesMs(Outcome.CONNECT).subList(0, 11))
                .isEqualTo(IntStream.rangeClosed(0, 10)
                        .mapToObj(k -> 1050.0 - 100 * k)
                        .toList());
        assertThat(run.count(Outcome.CONNECT)).isEqualTo(20);
        assertThat(run.measures.connectFailures).isEqualTo(3);
    }

    @Test
    void tries_the_next_address_of_a_name_at_once_and_stays_with_it() {
        Simulation run = Simulation.of(10, 2)
                .addresses("dead", "alive")
                .against(new Connecting((network, peer, address) -> {
                    if (address.getHostString().equals("dead")) {
                        peer.refuse();
                    } else {
                        peer.accept();
                    }
                }))
                .run();

        assertThat(run.count(Outcome.SUCCESS)).isEqualTo(10);
        assertThat(run.measures.connectFailures).isEqualTo(1);
        assertThat(run.network.attempts).isEqualTo(3);
    }

    @Test
    void notices_an_idle_connections_end_before_the_next_request() {
        Simulation run = Simulation.of(10, 1)
                .against((peer, request) -> {
                    peer.answerAfter(MS);
                    peer.endAfter(50 * MS);
                })
                .run();

        assertThat(run.latenciesMs(Outcome.SUCCESS)).isEqualTo(repeat(1.0, 10));
        assertThat(run.measures.idleCloses).isEqualTo(10);
        assertThat(run.measures.connectionsOpened).isEqualTo(10); // not after the last one: nothing is due any more
        assertThat(sentOnce(run)).hasSize(10);
    }

    @Test
    void notices_an_end_that_the_selector_has_not_told_yet() {
        Simulation run = Simulation.of(10, 1)
                .against((peer, request) -> {
                    peer.answerAfter(MS);
                    if (request.contains("?3 ")) {
                        peer.network().after(2 * MS, peer::endUnnoticed);
                    }
                })
                .run();

        assertThat(run.latenciesMs(Outcome.SUCCESS)).isEqualTo(repeat(1.0, 10));
        assertThat(run.measures.idleCloses).isEqualTo(1);
        assertThat(sentOnce(run)).hasSize(10);
    }

    @Test
    void a_connection_that_dies_during_a_request_resets_that_request_only() {
        Simulation run = Simulation.of(20, 1)
                .against((peer, request) -> {
                    if (request.contains("?3 ")) {
                        peer.resetAfter(2 * MS);
                    } else if (request.contains("?7 ")) {
                        peer.sendAfter(MS, TEN_BYTES + "12345");
                        peer.endAfter(2 * MS);
                    } else if (request.contains("?11 ")) {
                        peer.endAfter(3 * MS);
                    } else {
                        peer.answerAfter(MS);
                    }
                })
                .run();

        assertThat(run.latenciesMs(Outcome.RESET)).containsExactly(2.0, 2.0, 3.0);
        assertThat(run.count(Outcome.SUCCESS)).isEqualTo(17);
        assertThat(sentOnce(run)).hasSize(20); // none was sent twice, none was left out
    }

    @Test
    void a_write_that_fails_is_a_reset() {
        Simulation run = Simulation.of(10, 1)
                .source(new NumberedRequests() {
                    @Override
                    public ByteBuffer next() {
                        if (drawn == 4) {
                            lastPeer[0].endUnnoticed(); // between the look and the write
                        }
                        return super.next();
                    }
                })
                .against((peer, request) -> {
                    lastPeer[0] = peer;
                    peer.answerAfter(MS);
                })
                .run();

        assertThat(run.count(Outcome.RESET)).isEqualTo(1);
        assertThat(run.count(Outcome.SUCCESS)).isEqualTo(9);
        assertThat(sentOnce(run)).hasSize(9);
    }

    @Test
    void a_write_that_fails_before_the_end_can_be_read_is_a_reset() {
        Simulation run = Simulation.of(10, 1)
                .source(new NumberedRequests() {
                    @Override
                    public ByteBuffer next() {
                        if (drawn == 4) {
                            lastPeer[0].turnDeaf();
                        }
                        return super.next();
                    }
                })
                .against((peer, request) -> {
                    lastPeer[0] = peer;
                    peer.answerAfter(MS);
                })
                .run();

        assertThat(run.latenciesMs(Outcome.RESET)).containsExactly(0.0);
        assertThat(run.count(Outcome.SUCCESS)).isEqualTo(9);
        assertThat(run.measures.connectionsOpened).isEqualTo(2);
    }

    @Test
    void an_answer_after_the_timeout_is_not_taken_for_that_of_the_next_request() {
        Simulation run = Simulation.of(10, 1)
                .timeoutMs(50)
                .against((peer, request) -> {
                    boolean late = request.contains("?3 ");
                    peer.sendAfter(
                            late ? 110 * MS : 20 * MS,
                            "HTTP/1.1 " + (late ? "500 Late" : "200 OK") + "\r\nContent-Length: 0\r\n\r\n");
                })
                .run();

        assertThat(run.finished())
                .filteredOn(request -> request.outcome() != Outcome.SUCCESS)
                .containsExactly(new Simulation.Finished(Outcome.TIMEOUT, 0, 50_000));
        assertThat(run.count(Outcome.SUCCESS)).isEqualTo(9);
        assertThat(run.measures.connectionsOpened).isEqualTo(2);
    }

    @Test
    void an_answer_that_came_in_time_while_the_generator_was_away_is_no_timeout() {
        Simulation run = Simulation.of(10, 1).timeoutMs(50).against((peer, request) -> {
            peer.answerUnnoticedAfter(request.contains("?3 ") ? 30 * MS : 0);
        });
        run.run();

        assertThat(run.count(Outcome.SUCCESS)).isEqualTo(10);
        assertThat(run.count(Outcome.TIMEOUT)).isZero();
    }

    @Test
    void a_connection_that_the_server_has_given_notice_of_is_not_used_again() {
        Simulation run = Simulation.of(10, 1)
                .against(
                        (peer, request) -> // announces its end, and is slow to make it true
                        peer.sendAfter(MS, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"))
                .run();

        assertThat(run.latenciesMs(Outcome.SUCCESS)).isEqualTo(repeat(1.0, 10));
        assertThat(run.measures.connectionsOpened).isEqualTo(10);
    }

    @Test
    void follows_a_server_that_closes_after_each_tenth_answer() {
        Simulation run = Simulation.of(100, 1)
                .against((peer, request) -> {
                    boolean last = peer.served % 10 == 0;
                    peer.sendAfter(
                            MS,
                            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n" + (last ? "Connection: close\r\n" : "")
                                    + "\r\n");
                    if (last) {
                        peer.endAfter(MS);
                    }
                })
                .run();

        assertThat(run.latenciesMs(Outcome.SUCCESS)).isEqualTo(repeat(1.0, 100));
        assertThat(run.measures.connectionsOpened).isEqualTo(10);
        assertThat(sentOnce(run)).hasSize(100);
    }

    @Test
    void a_body_that_ends_with_the_connection_is_complete_at_its_end() {
        Simulation run = Simulation.of(10, 1)
                .against((peer, request) -> {
                    peer.sendAfter(MS, "HTTP/1.1 200 OK\r\n\r\nbody");
                    peer.endAfter(30 * MS);
                })
                .run();

        assertThat(run.latenciesMs(Outcome.SUCCESS)).isEqualTo(repeat(30.0, 10));
    }

    @Test
    void garbage_is_malformed_and_costs_the_connection() {
        Simulation run = Simulation.of(10, 1)
                .against((peer, request) -> peer.sendAfter(MS, "SSH-2.0-OpenSSH_9\r\n"))
                .run();

        assertThat(run.latenciesMs(Outcome.MALFORMED)).isEqualTo(repeat(1.0, 10));
        assertThat(run.measures.connectionsOpened).isEqualTo(10);
    }

    @Test
    void a_status_that_no_final_answer_has_is_malformed() {
        Simulation run = Simulation.of(10, 1)
                .against((peer, request) -> peer.sendAfter(MS, "HTTP/1.1 999 Nice\r\nContent-Length: 0\r\n\r\n"))
                .run();

        assertThat(run.count(Outcome.MALFORMED)).isEqualTo(10);
    }

    @Test
    void what_nobody_asked_for_is_not_taken_for_the_next_answer() {
        Simulation run = Simulation.of(10, 1)
                .against((peer, request) -> {
                    if (request.contains("?2 ")) { // two answers in one piece
                        peer.sendAfter(MS, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nHTTP/1.1 500 No\r\n\r\n");
                    } else if (request.contains("?5 ")) { // the second one later
                        peer.answerAfter(MS);
                        peer.sendAfter(20 * MS, "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n");
                    } else {
                        peer.answerAfter(MS);
                    }
                })
                .run();

        assertThat(run.count(Outcome.SUCCESS)).isEqualTo(10);
        assertThat(run.measures.unsolicited).isEqualTo(2);
        assertThat(run.measures.connectionsOpened).isEqualTo(3);
    }

    @Test
    void writes_a_request_in_as_many_pieces_as_the_socket_wants() {
        Simulation run = Simulation.of(10, 2).against((peer, request) -> peer.answerAfter(MS));
        run.network.writeLimit = 3;
        run.run();

        assertThat(run.count(Outcome.SUCCESS)).isEqualTo(10);
        assertThat(sentOnce(run)).hasSize(10);
    }

    @Test
    void an_answer_that_comes_before_the_request_is_written_counts_and_ends_the_connection() {
        Simulation run = Simulation.of(10, 1).against(new SimulatedNetwork.Server() {
            @Override
            public void connecting(SimulatedNetwork network, Peer peer, InetSocketAddress address) {
                peer.accept();
                network.writeLimit = 5;
                peer.sayOnFirstBytes("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
            }

            @Override
            public void received(Peer peer, String request) {
                throw new AssertionError("the rest was sent after the answer");
            }
        });
        run.run();

        assertThat(run.count(Outcome.CLIENT_ERROR)).isEqualTo(10);
        assertThat(run.measures.connectionsOpened).isEqualTo(10);
    }

    @Test
    void a_server_that_talks_first_is_malformed_whether_it_talks_before_or_after_the_request() {
        for (long afterNs : new long[] {1, MS, 30 * MS, 130 * MS}) {
            Simulation run = Simulation.of(10, 2)
                    .against(new SimulatedNetwork.Server() {
                        @Override
                        public void connecting(SimulatedNetwork network, Peer peer, InetSocketAddress address) {
                            peer.accept();
                            peer.sendAfter(afterNs, "SSH-2.0-OpenSSH\r\n");
                        }

                        @Override
                        public void received(Peer peer, String request) {
                            // it waits for words of another protocol
                        }
                    })
                    .run();

            assertThat(run.count(Outcome.MALFORMED))
                    .as("talks after %s ns", afterNs)
                    .isEqualTo(10);
            assertThat(run.measures.connectFailures).isZero();
        }
    }

    @Test
    void a_server_that_accepts_and_closes_at_once_cannot_make_the_loop_spin() {
        Simulation run = Simulation.of(100, 2)
                .against(new Connecting((network, peer, address) -> {
                    peer.accept();
                    peer.endUnnoticed();
                }))
                .run();

        assertThat(run.count(Outcome.CONNECT)).isEqualTo(100);
        assertThat(run.network.attempts).isLessThan(60);
    }

    @Test
    void a_spare_connection_that_the_server_closes_for_idleness_is_no_failure() {
        Simulation run = Simulation.of(1, 2)
                .durationMs(10_000)
                .against(new SimulatedNetwork.Server() {
                    @Override
                    public void connecting(SimulatedNetwork network, Peer peer, InetSocketAddress address) {
                        peer.accept();
                        peer.endAfter(999 * MS);
                    }

                    @Override
                    public void received(Peer peer, String request) {
                        peer.answerAfter(MS);
                    }
                })
                .run();

        assertThat(run.latenciesMs(Outcome.SUCCESS)).isEqualTo(repeat(1.0, 10));
    }

    /** All requests are different, so that one that was sent twice would show. */
    private static Set<String> sentOnce(Simulation run) {
        List<String> targets = run.network.requests.stream()
                .map(line -> line.substring(line.indexOf("GET")))
                .toList();
        assertThat(targets).doesNotHaveDuplicates();
        return targets.stream().collect(Collectors.toSet());
    }

    private interface Attempt {
        void connecting(SimulatedNetwork network, Peer peer, InetSocketAddress address);
    }

    private record Connecting(Attempt attempt) implements SimulatedNetwork.Server {

        @Override
        public void connecting(SimulatedNetwork network, Peer peer, InetSocketAddress address) {
            attempt.connecting(network, peer, address);
        }

        @Override
        public void received(Peer peer, String request) {
            peer.answerAfter(MS);
        }
    }
}
