// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.loop;

import static java.util.Objects.requireNonNull;

import io.github.wrkjunit.spec.Distribution;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one worker shall offer. Immutable. */
public final class LoadPlan {

    private final List<InetSocketAddress> addresses;
    private final Map<Integer, List<InetSocketAddress>> addressesOfThreads;
    private final int threads;
    private final int connections;
    private final double rate;
    private final Distribution distribution;
    private final long durationNs;
    private final long timeoutNs;
    private final long seed;
    private final int worker;
    private final int workers;
    private final WaitMode waitMode;

    private LoadPlan(Builder builder) {
        addresses = builder.addresses;
        addressesOfThreads = Map.copyOf(builder.addressesOfThreads);
        threads = builder.threads;
        connections = builder.connections;
        rate = builder.rate;
        distribution = builder.distribution;
        durationNs = builder.durationNs;
        timeoutNs = builder.timeoutNs;
        seed = builder.seed;
        worker = builder.worker;
        workers = builder.workers;
        waitMode = builder.waitMode;
    }

    /** A builder with wrk2's defaults: 2 threads, 10 connections, 10 s, fixed; and a timeout of 10 s. */
    public static Builder builder() {
        return new Builder();
    }

    /** The target's addresses for this thread, tried in their order. */
    public List<InetSocketAddress> addresses(int thread) {
        return addressesOfThreads.getOrDefault(thread, addresses);
    }

    /** The number of threads. */
    public int threads() {
        return threads;
    }

    /** The connections of all threads together. */
    public int connections() {
        return connections;
    }

    /** The connections of one thread: their sum is {@link #connections()}. */
    public int connections(int thread) {
        return connections / threads + (thread < connections % threads ? 1 : 0);
    }

    /** Requests a second of this worker. */
    public double rate() {
        return rate;
    }

    /** The distribution of the distances between intended starts. */
    public Distribution distribution() {
        return distribution;
    }

    /** How long requests become due, in nanoseconds. */
    public long durationNs() {
        return durationNs;
    }

    /** The memory that bodies may take which are kept for a script: a quarter of the heap, in bytes, for all threads. */
    long bodyBytes() {
        return Runtime.getRuntime().maxMemory() / 4;
    }

    /** The limit from the actual send to the complete answer, and for an attempt to connect, in nanoseconds. */
    public long timeoutNs() {
        return timeoutNs;
    }

    /** The seed of the whole load, split by {@link io.github.wrkjunit.engine.schedule.Seeds}. */
    public long seed() {
        return seed;
    }

    /** The number of this worker, from 0. */
    public int worker() {
        return worker;
    }

    /** How many workers offer the load together, each with the same rate and number of threads. */
    public int workers() {
        return workers;
    }

    /** How threads wait. */
    public WaitMode waitMode() {
        return waitMode;
    }

    /** Collects a plan. One thread at a time. */
    public static final class Builder {

        private List<InetSocketAddress> addresses = List.of();
        private final Map<Integer, List<InetSocketAddress>> addressesOfThreads = new HashMap<>();
        private int threads = 2;
        private int connections = 10;
        private double rate = Double.NaN;
        private Distribution distribution = Distribution.FIXED;
        private long durationNs = 10_000_000_000L;
        private long timeoutNs = 10_000_000_000L;
        private long seed;
        private int worker;
        private int workers = 1;
        private WaitMode waitMode = WaitMode.BALANCED;

        private Builder() {}

        /** The addresses of the target, resolved; tried in their order. */
        public Builder addresses(List<InetSocketAddress> addresses) {
            this.addresses = List.copyOf(addresses);
            return this;
        }

        /** Other addresses for one thread, as a script may choose in {@code setup(thread)}. */
        public Builder addresses(int thread, List<InetSocketAddress> addresses) {
            addressesOfThreads.put(thread, List.copyOf(addresses));
            return this;
        }

        /** The number of threads, at least 1. */
        public Builder threads(int threads) {
            this.threads = threads;
            return this;
        }

        /** The connections of all threads together, at least one for each; all of them are opened. */
        public Builder connections(int connections) {
            this.connections = connections;
            return this;
        }

        /** Requests a second of this worker, above 0. */
        public Builder rate(double rate) {
            this.rate = rate;
            return this;
        }

        /** The distribution of the distances between intended starts. */
        public Builder distribution(Distribution distribution) {
            this.distribution = requireNonNull(distribution, "distribution");
            return this;
        }

        /** How long requests become due, in nanoseconds, above 0. */
        public Builder durationNs(long durationNs) {
            this.durationNs = durationNs;
            return this;
        }

        /** The limit from the actual send to the complete answer, in nanoseconds, above 0. */
        public Builder timeoutNs(long timeoutNs) {
            this.timeoutNs = timeoutNs;
            return this;
        }

        /** The seed of the whole load, the same for all its workers. */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /** The number of this worker, from 0, and how many there are. */
        public Builder worker(int worker, int workers) {
            this.worker = worker;
            this.workers = workers;
            return this;
        }

        /** How threads wait; balanced unless set. */
        public Builder waitMode(WaitMode waitMode) {
            this.waitMode = requireNonNull(waitMode, "waitMode");
            return this;
        }

        /**
         * The plan.
         *
         * @throws IllegalArgumentException if it cannot be offered; the message lists all that is wrong
         */
        public LoadPlan build() {
            List<String> problems = new ArrayList<>();
            check(problems, !addresses.isEmpty(), "addresses: there is none; give those of the target");
            check(problems, threads >= 1, "threads: " + threads + " is below 1");
            check(
                    problems,
                    connections >= threads,
                    "connections: " + connections + " are fewer than " + threads + " threads; each thread needs one");
            check(problems, rate > 0 && !Double.isInfinite(rate), "rate: " + rate + " is not a number above 0");
            check(problems, durationNs > 0, "durationNs: " + durationNs + " is not above 0");
            check(problems, timeoutNs > 0, "timeoutNs: " + timeoutNs + " is not above 0");
            check(problems, worker >= 0 && worker < workers, "worker: there is no " + worker + " of " + workers);
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException(String.join("; ", problems));
            }
            return new LoadPlan(this);
        }

        private static void check(List<String> problems, boolean good, String problem) {
            if (!good) {
                problems.add(problem);
            }
        }
    }
}
