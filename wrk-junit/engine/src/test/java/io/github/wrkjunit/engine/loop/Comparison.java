// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.loop;

import static io.github.wrkjunit.engine.loop.Simulation.MS;

import io.github.wrkjunit.engine.loop.SimulatedNetwork.Peer;
import io.github.wrkjunit.report.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Offers a load to a server that answers, fails, resets and hangs in turn, so that requests wait for a connection, and compares
 * request by request what the engine says with what the server has logged and the schedule demands. Gives the differences.
 */
final class Comparison implements Supplier<List<String>> {

    private static final int RATE = 100;
    private static final long GAP_MS = 1000 / RATE;
    private static final long SERVICE_MS = 12;
    private static final long TIMEOUT_MS = 60;

    /** What the server did and when, by the number of the request. */
    private record Entry(int number, Outcome outcome, long atMs) {}

    @Override
    public List<String> get() {
        List<Entry> log = new ArrayList<>();
        Simulation run = Simulation.of(RATE, 2)
                .timeoutMs(TIMEOUT_MS)
                .against((peer, request) -> serve(peer, number(request), log))
                .run();
        List<Simulation.Finished> report = run.finished();

        List<String> differences = new ArrayList<>();
        long neverSent = run.count(Outcome.NOT_SENT);
        compare("offered, due", run.measures.offeredCount(), RATE, differences);
        compare("with an outcome, offered", report.size(), run.measures.offeredCount(), differences);
        compare("sent, received", run.measures.sentCount(), log.size(), differences);
        compare("sent or not, offered", run.measures.sentCount() + neverSent, run.measures.offeredCount(), differences);
        compare(
                "received twice",
                log.size() - log.stream().map(Entry::number).distinct().count(),
                0,
                differences);
        expectedMs(log).forEach((outcome, expected) -> {
            List<Double> latenciesMs = run.measures.of(outcome) == 0 ? List.of() : latencies(report, outcome);
            compare(outcome + ", logged", latenciesMs.size(), expected.size(), differences);
            if (!latenciesMs.equals(expected)) {
                differences.add("latencies of " + outcome);
            }
        });
        return differences;
    }

    /** Three good answers and one bad, and now and then none. */
    private static void serve(Peer peer, int number, List<Entry> log) {
        long atMs = peer.network().sinceBeginNs() / MS;
        if (number % 13 == 12) {
            log.add(new Entry(number, Outcome.TIMEOUT, atMs + TIMEOUT_MS));
        } else if (number % 7 == 6) {
            peer.resetAfter(SERVICE_MS * MS);
            log.add(new Entry(number, Outcome.RESET, atMs + SERVICE_MS));
        } else if (number % 4 == 3) {
            peer.sendAfter(SERVICE_MS * MS, "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n");
            log.add(new Entry(number, Outcome.SERVER_ERROR, atMs + SERVICE_MS));
        } else {
            peer.answerAfter(SERVICE_MS * MS);
            log.add(new Entry(number, Outcome.SUCCESS, atMs + SERVICE_MS));
        }
    }

    /** What the latencies must be: from the moment at which the schedule demands the request to the server's deed. */
    private static Map<Outcome, List<Double>> expectedMs(List<Entry> log) {
        Map<Outcome, List<Double>> expected = new EnumMap<>(Outcome.class);
        for (Outcome outcome : List.of(Outcome.SUCCESS, Outcome.SERVER_ERROR, Outcome.RESET, Outcome.TIMEOUT)) {
            expected.put(
                    outcome,
                    log.stream()
                            .filter(entry -> entry.outcome() == outcome)
                            .map(entry -> (double) (entry.atMs() - entry.number() * GAP_MS))
                            .sorted()
                            .toList());
        }
        return expected;
    }

    private static List<Double> latencies(List<Simulation.Finished> report, Outcome outcome) {
        return report.stream()
                .filter(request -> request.outcome() == outcome)
                .map(request -> request.latencyUs() / 1000.0)
                .sorted()
                .toList();
    }

    private static int number(String request) {
        return Integer.parseInt(request.substring("GET /r?".length(), request.indexOf(" HTTP")));
    }

    private static void compare(String what, long one, long other, List<String> differences) {
        if (one != other) {
            differences.add(what + ": " + one + ", " + other);
        }
    }
}
