// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.loop;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** Starts one clock for all threads of a run when the last of them is ready. Thread-safe. */
final class StartGate {

    /** Time for the others to notice. */
    private static final long LEAD_NS = 2_000_000;

    private final NanoClock clock;
    private final AtomicInteger missing;
    private long startNs;
    private long startEpochMicros;
    private volatile boolean open;

    StartGate(int threads, NanoClock clock) {
        this.clock = clock;
        missing = new AtomicInteger(threads);
    }

    /** A thread is ready. */
    void arrive() {
        if (missing.decrementAndGet() == 0) {
            startNs = clock.nanoTime() + LEAD_NS;
            Instant now = Instant.now();
            startEpochMicros = now.getEpochSecond() * 1_000_000 + (now.getNano() + LEAD_NS) / 1000;
            open = true;
        }
    }

    boolean isOpen() {
        return open;
    }

    /** The clock's start on the monotonic clock; known once the gate is open. */
    long startNs() {
        return startNs;
    }

    /** The same moment in microseconds since 1970, for people and for other machines only. */
    long startEpochMicros() {
        return startEpochMicros;
    }
}
