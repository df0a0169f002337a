// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.measure;

/**
 * How a thread's time goes: what it waits for nothing, and what it is away beyond what it had asked for. Confined to its worker
 * thread.
 */
final class ThreadClock {

    /** A shorter stall is the scheduling of a healthy machine. */
    private static final long NOTICED_NS = 10_000_000L;

    private long fromNs;
    private long idleNs;
    private long longestStallNs;
    private long stalledNs;
    private long longestOfAllNs;

    void idle(long ns) {
        idleNs += ns;
    }

    void stalled(long ns) {
        longestStallNs = Math.max(longestStallNs, ns);
        stalledNs += ns >= NOTICED_NS ? ns : 0;
    }

    /** Ends a sample at this offset from the clock's start and begins the next one. */
    HealthSample sample(long nowNs, long cpuDelayNs) {
        HealthSample sample = new HealthSample(fromNs, nowNs, idleNs, longestStallNs, stalledNs, cpuDelayNs);
        longestOfAllNs = Math.max(longestOfAllNs, longestStallNs);
        fromNs = nowNs;
        idleNs = 0;
        longestStallNs = 0;
        stalledNs = 0;
        return sample;
    }

    long longestStallNs() {
        return Math.max(longestOfAllNs, longestStallNs);
    }
}
