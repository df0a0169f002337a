// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.loop;

import io.github.wrkjunit.engine.http.RequestSource;
import io.github.wrkjunit.engine.measure.Marks;
import io.github.wrkjunit.engine.measure.ThreadMeasures;
import io.github.wrkjunit.engine.schedule.ArrivalSchedule;
import io.github.wrkjunit.engine.schedule.Seeds;
import org.jspecify.annotations.Nullable;

/** Runs one thread's load over real sockets. Confined to its worker thread but for {@link #stop}; its end is read after a join. */
final class LoopThread implements Runnable {

    /** The clock waits for connections that are being opened, but not for a black hole. */
    private static final long LONGEST_OPENING_NS = 1_000_000_000L;

    private static final long GLANCE_NS = 1_000_000L;

    /** Looking at connections that are ready already takes a few microseconds, which are no wait. */
    private static final long POLL_COST_NS = 10_000L;

    private static final long NOTHING_READY = 0;

    private final LoadPlan plan;
    private final int number;
    private final NanoClock clock;
    private final StartGate gate;
    private final ThreadMeasures measures;
    private final NioWire wire;
    private final ThreadLoad load;
    private long readyNs;
    private volatile boolean stopped;

    LoopThread(LoadPlan plan, int number, RequestSource source, NanoClock clock, StartGate gate, Marks marks) {
        measures = new ThreadMeasures(marks);
        this.plan = plan;
        this.number = number;
        this.clock = clock;
        this.gate = gate;
        int connections = plan.connections(number);
        wire = new NioWire(connections, this::ready);
        ThreadPlan ofThread = new ThreadPlan(
                plan.addresses(number),
                connections,
                schedule(),
                plan.durationNs(),
                plan.timeoutNs(),
                Seeds.ofPurpose(seed(), Seeds.BACK_OFF),
                plan.bodyBytes() / plan.threads());
        load = new ThreadLoad(ofThread, source, wire, clock, measures);
    }

    ThreadMeasures measures() {
        return measures;
    }

    /** What was offered; complete after the thread's end. */
    ThreadLoad load() {
        return load;
    }

    /** Asks for the end; thread-safe. */
    void stop() {
        stopped = true;
        wire.wakeup();
    }

    /** Closes the sockets of a thread that was never started. */
    void abandon() {
        wire.close();
    }

    @Override
    public void run() {
        try {
            measures.beginThread();
            open();
            if (stopped) {
                load.cut(clock.nanoTime(), LoadResult.End.STOPPED);
            } else {
                offer();
            }
        } finally {
            wire.close();
        }
    }

    private void ready(int slot) {
        if (readyNs == NOTHING_READY) {
            readyNs = clock.nanoTime();
        }
        load.ready(slot);
    }

    private void open() {
        long beganNs = clock.nanoTime();
        load.open(beganNs);
        long longestNs = Math.min(LONGEST_OPENING_NS, plan.timeoutNs());
        while (!stopped && load.isOpening() && clock.nanoTime() - beganNs < longestNs) {
            wire.poll(GLANCE_NS);
        }
        gate.arrive();
        while (!stopped && !gate.isOpen()) {
            wire.poll(GLANCE_NS);
        }
    }

    private void offer() {
        load.begin(gate.startNs());
        Ticker ticker = plan.waitMode() == WaitMode.BALANCED ? startTicker() : null;
        try {
            while (!load.isDone()) {
                long nowNs = clock.nanoTime();
                if (stopped) {
                    load.cut(nowNs, LoadResult.End.STOPPED);
                    return;
                }
                long wakeNs = load.doWork(nowNs);
                if (!load.isDone()) {
                    await(wakeNs, ticker);
                }
            }
        } finally {
            if (ticker != null) {
                ticker.end();
            }
        }
    }

    private void await(long wakeNs, @Nullable Ticker ticker) {
        boolean spins = plan.waitMode() == WaitMode.SPIN;
        if (ticker != null) {
            ticker.loopWaits(load.awaitsStart());
        }
        long fromNs = clock.nanoTime();
        readyNs = NOTHING_READY;
        if (spins) {
            Thread.onSpinWait();
            wire.poll(0);
        } else {
            wire.poll(wakeNs - fromNs);
        }
        if (ticker != null) {
            ticker.loopWaits(false);
        }
        if (readyNs == NOTHING_READY) {
            load.waited(fromNs, clock.nanoTime());
        } else if (!spins) {
            load.waited(fromNs + POLL_COST_NS, readyNs);
        }
    }

    private Ticker startTicker() {
        Ticker ticker = new Ticker(schedule(), clock, wire::wakeup, gate.startNs(), plan.durationNs());
        Thread thread = new Thread(ticker, "wrk-ticker-" + number);
        thread.setDaemon(true);
        thread.start();
        return ticker;
    }

    private ArrivalSchedule schedule() {
        return new ArrivalSchedule(
                plan.distribution(),
                plan.rate() / plan.threads(),
                plan.worker() + plan.workers() * number,
                plan.workers() * plan.threads(),
                Seeds.ofPurpose(seed(), Seeds.ARRIVALS));
    }

    private long seed() {
        return Seeds.ofThread(plan.seed(), plan.worker(), number);
    }
}
