// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.loop;

import io.github.wrkjunit.engine.http.RequestSource;
import io.github.wrkjunit.engine.measure.Marks;
import io.github.wrkjunit.engine.measure.ThreadMeasures;
import io.github.wrkjunit.engine.schedule.ArrivalSchedule;
import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.spec.Distribution;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** One thread's load against a simulated server, and what it has reported. */
final class Simulation {

    static final long MS = 1_000_000;
    static final long SECOND = 1_000 * MS;

    /** A finished request as it was reported. */
    record Finished(Outcome outcome, int second, long latencyUs) {}

    final SimulatedNetwork network;
    final ThreadMeasures measures = new ThreadMeasures(new Marks());
    final ThreadLoad load;

    private Simulation(Builder builder, SimulatedNetwork.Server server) {
        // a start that makes sums overflow, as System.nanoTime may
        network = new SimulatedNetwork(builder.connections, Long.MAX_VALUE - SECOND, server);
        ArrivalSchedule schedule = new ArrivalSchedule(builder.distribution, builder.rate, 0, 1, 42);
        load = new ThreadLoad(
                new ThreadPlan(
                        builder.addresses,
                        builder.connections,
                        schedule,
                        builder.durationNs,
                        builder.timeoutNs,
                        7,
                        1 << 20),
                builder.source,
                network,
                network,
                measures);
    }

    static Builder of(double rate, int connections) {
        return new Builder(rate, connections);
    }

    Simulation run() {
        network.run(load);
        return this;
    }

    List<Finished> finished() {
        List<Finished> all = new ArrayList<>();
        measures.drain(batch -> {
            for (int i = 0; i < batch.size(); i++) {
                for (int count = 0; count < batch.count(i); count++) {
                    all.add(new Finished(batch.outcome(i), batch.second(i), batch.latencyUs(i)));
                }
            }
        });
        return all;
    }

    /** Latencies in milliseconds of requests with this outcome, in the order in which they became known. */
    List<Double> latenciesMs(Outcome outcome) {
        return finished().stream()
                .filter(request -> request.outcome() == outcome)
                .map(request -> request.latencyUs() / 1000.0)
                .toList();
    }

    long count(Outcome outcome) {
        return measures.of(outcome);
    }

    static List<Double> repeat(double value, int times) {
        return LongStream.range(0, times).mapToObj(i -> value).toList();
    }

    static final class Builder {

        private final double rate;
        private final int connections;
        private Distribution distribution = Distribution.FIXED;
        private long durationNs = SECOND;
        private long timeoutNs = 10 * SECOND;
        private RequestSource source = new NumberedRequests();
        private List<InetSocketAddress> addresses = List.of(InetSocketAddress.createUnresolved("one", 1));

        private Builder(double rate, int connections) {
            this.rate = rate;
            this.connections = connections;
        }

        Builder distribution(Distribution distribution) {
            this.distribution = distribution;
            return this;
        }

        Builder durationMs(long ms) {
            durationNs = ms * MS;
            return this;
        }

        Builder timeoutMs(long ms) {
            timeoutNs = ms * MS;
            return this;
        }

        Builder source(RequestSource source) {
            this.source = source;
            return this;
        }

        Builder addresses(String... names) {
            addresses = List.of(names).stream()
                    .map(name -> InetSocketAddress.createUnresolved(name, 1))
                    .toList();
            return this;
        }

        Simulation against(SimulatedNetwork.Server server) {
            return new Simulation(this, server);
        }
    }
}
