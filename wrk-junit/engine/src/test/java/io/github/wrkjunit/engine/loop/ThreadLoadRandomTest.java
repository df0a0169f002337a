// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.loop;

import static io.github.wrkjunit.engine.loop.Simulation.MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.engine.loop.SimulatedNetwork.Peer;
import io.github.wrkjunit.engine.schedule.ArrivalSchedule;
import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.spec.Distribution;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that do anything at any time: nothing is lost, doubled or miscounted. */
class ThreadLoadRandomTest {

    private static final List<Distribution> DISTRIBUTIONS = List.of(Distribution.values());

    /** Chooses at random among all that a server can do, and counts what it did. */
    private static final class Rude implements SimulatedNetwork.Server {

        private final Random random;
        final Set<String> received = new HashSet<>();
        int doubled;
        int answers200;
        int answers503;

        Rude(long seed) {
            random = new Random(seed);
        }

        @Override
        public void connecting(SimulatedNetwork network, Peer peer, InetSocketAddress address) {
            switch (random.nextInt(12)) {
                case 0 -> peer.refuse();
                case 1 -> peer.refuseAfter(ms(20));
                case 2 -> {} // black hole
                case 3 -> peer.acceptAfter(ms(30));
                case 4 -> {
                    peer.accept();
                    peer.endAfter(ms(100));
                }
                default -> peer.accept();
            }
        }

        @Override
        public void received(Peer peer, String request) {
            doubled += received.add(request) ? 0 : 1;
            switch (random.nextInt(16)) {
                case 0 -> {} // hangs
                case 1 -> peer.resetAfter(ms(30));
                case 2 -> peer.endAfter(ms(30));
                case 3 -> peer.sendAfter(ms(10), "garbage\r\n");
                case 4 -> {
                    peer.sendAfter(ms(10), "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n123");
                    peer.endAfter(20 * MS);
                }
                case 5 -> {
                    answers503++;
                    peer.sendAfter(ms(10), "HTTP/1.1 503 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                }
                case 6 -> {
                    answers200++;
                    peer.sendAfter(
                            ms(40), "HTTP/1.1 103 Early\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nsurplus");
                }
                case 7 -> {
                    answers200++;
                    peer.answerAfter(ms(10));
                    peer.endAfter(10 * MS + ms(5));
                }
                default -> {
                    answers200++;
                    peer.answerAfter(ms(40));
                }
            }
        }

        private long ms(int most) {
            return random.nextInt(most) * MS + random.nextInt(1000);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 40})
    void accounts_for_each_request_exactly_once(int connections) {
        for (int seed = 0; seed < 150; seed++) {
            Rude server = new Rude(seed);
            Distribution distribution = DISTRIBUTIONS.get(seed % DISTRIBUTIONS.size());
            Simulation run = Simulation.of(200, connections)
                    .distribution(distribution)
                    .timeoutMs(100 + seed)
                    .against(server);
            run.network.writeLimit = seed % 3 == 0 ? 7 : Integer.MAX_VALUE;

            List<Simulation.Finished> finished = run.run().finished();

            String place = "seed " + seed;
            assertThat(finished).as(place).hasSize(due(distribution));
            assertThat(server.doubled).as(place).isZero();
            long neverSent = run.count(Outcome.CONNECT) + run.count(Outcome.NOT_SENT);
            assertThat(run.measures.sentCount()).as(place).isEqualTo(finished.size() - neverSent);
            // a request may be cut before all its pieces are written, or meet a connection that has just ended
            assertThat(server.received.size()).as(place).isLessThanOrEqualTo((int) run.measures.sentCount());
            long maybeIncomplete =
                    run.count(Outcome.RESET) + run.count(Outcome.TIMEOUT) + run.count(Outcome.UNANSWERED);
            assertThat((long) server.received.size())
                    .as(place)
                    .isGreaterThanOrEqualTo(run.measures.sentCount() - maybeIncomplete);
            // an answer may come too late, or be on its way when all is over; none is made up
            assertThat(run.count(Outcome.SUCCESS)).as(place).isBetween(server.answers200 - maybeIncomplete, (long)
                    server.answers200);
            assertThat(run.count(Outcome.SERVER_ERROR)).as(place).isBetween(server.answers503 - maybeIncomplete, (long)
                    server.answers503);
            assertThat(run.load.endNs() - run.network.beganNs)
                    .as(place)
                    .isBetween(Simulation.SECOND, Simulation.SECOND + (100 + seed) * MS);
        }
    }

    private static int due(Distribution distribution) {
        ArrivalSchedule schedule = new ArrivalSchedule(distribution, 200, 0, 1, 42);
        int due = 0;
        while (schedule.nextOffsetNs() < Simulation.SECOND) {
            due++;
        }
        return due;
    }
}
