// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.measure;

import io.github.wrkjunit.report.LatencyHistogram;
import io.github.wrkjunit.report.Outcome;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What one thread counts and times. Confined to its worker thread while that runs, readable by others after its end; only
 * {@link #drain} is for another thread meanwhile. No lock and, once batches circulate, no allocation.
 */
public final class ThreadMeasures {

    private static final int STATUSES = 600;

    private final OperationNames names = new OperationNames();
    private final ConcurrentLinkedQueue<FinishedRequests> full = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<FinishedRequests> empty = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<HealthSample> samples = new ConcurrentLinkedQueue<>();
    private final RunQueueDelay runQueueDelay = new RunQueueDelay();
    private final ThreadClock time = new ThreadClock();
    private final Marks marks;
    private FinishedRequests batch = new FinishedRequests();

    private final long[] outcomes = new long[OutcomeIndex.COUNT];
    private final long[] statuses = new long[STATUSES];
    private final Histogram sendLagUs = new Histogram(3);
    private final Histogram connectionWaitUs = new Histogram(3);
    private final Histogram serviceTimeUs = new Histogram(3);
    private final Histogram answersPerSecond = new Histogram(3);
    private long offered;
    private long sent;
    private long waited;
    private long bytesRead;
    private long answeredInSample;

    /** Connections that were opened. */
    public long connectionsOpened;

    /** Attempts to open a connection that failed. */
    public long connectFailures;

    /** Connections of which it was noticed before their next use that the server had closed them. */
    public long idleCloses;

    /** Connections that were given up because the server sent what nobody had asked for. */
    public long unsolicited;

    /** Connections on which the target sent bytes before any request. */
    public long spokeFirst;

    /** Answers whose bodies were longer than what a script got of them. */
    public long cutBodies;

    /** What the last failed attempt to connect said. */
    public @Nullable String lastConnectFailure;

    /** What a thread measures in a run with these marks. */
    public ThreadMeasures(Marks marks) {
        this.marks = marks;
    }

    /** Called by the worker thread before its work, so that others can ask how long it had no processor. */
    public void beginThread() {
        runQueueDelay.begin();
    }

    /** Notes that the thread had nothing to do and waited. */
    public void idle(long ns) {
        time.idle(ns);
    }

    /** Notes that the thread was away beyond what it had asked for. */
    public void stalled(long ns) {
        time.stalled(ns);
    }

    /** The longest time that the thread was away beyond what it had asked for, in nanoseconds. */
    public long longestStallNs() {
        return time.longestStallNs();
    }

    /** The names of this thread's operations. */
    public OperationNames names() {
        return names;
    }

    /** Notes that one more request was due and has had its turn. */
    public void offered() {
        offered++;
    }

    /** Notes that a request goes out, after a wait for a connection and with this lateness of the generator's own. */
    public void sent(long lagNs, long connectionWaitNs) {
        sent++;
        sendLagUs.recordValue(us(lagNs));
        connectionWaitUs.recordValue(us(connectionWaitNs));
        if (connectionWaitNs > 0) {
            waited++;
        }
    }

    /** Notes bytes that were read. */
    public void read(int bytes) {
        bytesRead += bytes;
    }

    /** Notes a complete answer, beside {@link #finished}. */
    public void answered(int status, long serviceTimeNs) {
        statuses[status]++;
        serviceTimeUs.recordValue(us(serviceTimeNs));
        answeredInSample++;
    }

    /**
     * Notes the one outcome of a request that was sent, and was due at this offset from the clock's start.
     *
     * @param status of its answer, or {@link FinishedRequests#NO_STATUS}
     * @param waitNs how long it waited for a connection
     * @param lagNs the generator's own lateness
     */
    public void finished(
            int operation,
            Outcome outcome,
            long intendedOffsetNs,
            long latencyNs,
            int status,
            long waitNs,
            long lagNs) {
        outcomes[OutcomeIndex.of(outcome)]++;
        long latencyUs = outcome == Outcome.UNANSWERED ? FinishedRequests.NO_LATENCY : us(latencyNs);
        batch.add(operation, outcome, intendedOffsetNs, latencyUs, status, us(waitNs), us(lagNs));
        if (batch.isFull()) {
            handOver();
        }
    }

    /** Notes the one outcome of a request that was not sent, and was due at this offset from the clock's start. */
    public void finishedUnsent(int operation, Outcome outcome, long intendedOffsetNs, long latencyNs) {
        outcomes[OutcomeIndex.of(outcome)]++;
        long latencyUs = outcome == Outcome.NOT_SENT ? FinishedRequests.NO_LATENCY : us(latencyNs);
        batch.addUnsent(operation, outcome, intendedOffsetNs, latencyUs, marks);
        if (batch.isFull()) {
            handOver();
        }
    }

    /** Ends an interval of the row Req/Sec, which ends at this offset from the clock's start. */
    public void sample(long intervalNs, long nowOffsetNs) {
        rate(intervalNs);
        samples.add(time.sample(nowOffsetNs, HealthSample.ASK));
    }

    /** Ends the last sample of a thread whose run is over: nobody else can ask it any more. */
    public void lastSample(long runNs) {
        if (!hasSample()) {
            rate(runNs);
        }
        samples.add(time.sample(runNs, runQueueDelay.sinceLastNs()));
    }

    private void rate(long intervalNs) {
        answersPerSecond.recordValue(Math.round(answeredInSample * 1e9 / intervalNs));
        answeredInSample = 0;
    }

    /** Called by the reporting thread: takes what the thread has noticed of itself. */
    void drainHealth(Consumer<HealthSample> reader) {
        for (HealthSample next = samples.poll(); next != null; next = samples.poll()) {
            reader.accept(next);
        }
    }

    /** Called by the reporting thread: how long the thread had no processor since the last call, in nanoseconds. */
    long runQueueDelayNs() {
        return runQueueDelay.sinceLastNs();
    }

    /** Whether there was an interval. */
    private boolean hasSample() {
        return answersPerSecond.getTotalCount() > 0;
    }

    /** Hands what is finished so far to the reporting thread. */
    public void handOver() {
        if (batch.size() > 0) {
            full.add(batch);
            FinishedRequests recycled = empty.poll();
            batch = recycled != null ? recycled : new FinishedRequests();
        }
    }

    /** Called by the reporting thread: takes what was handed over. */
    public void drain(Consumer<FinishedRequests> reader) {
        for (FinishedRequests next = full.poll(); next != null; next = full.poll()) {
            reader.accept(next);
            next.clear();
            empty.add(next);
        }
    }

    /**
     * Checks that each request that was due has exactly one outcome.
     *
     * @throws IllegalStateException if not, which is a defect of the engine
     */
    public void checkAccounts() {
        long accounted = 0;
        for (long count : outcomes) {
            accounted += count;
        }
        long neverSent = of(Outcome.NOT_SENT) + of(Outcome.CONNECT);
        if (accounted != offered || sent != offered - neverSent) {
            throw new IllegalStateException("Internal error of the engine: " + offered + " requests were due, "
                    + accounted + " have an outcome; " + sent + " were sent, " + neverSent
                    + " were not. Please report this.");
        }
    }

    /** How many requests have this outcome. */
    public long of(Outcome outcome) {
        return outcomes[OutcomeIndex.of(outcome)];
    }

    /** How many requests were due. */
    public long offeredCount() {
        return offered;
    }

    /** How many requests were handed to a connection. */
    public long sentCount() {
        return sent;
    }

    /** How many of them had to wait for a connection. */
    public long waitedCount() {
        return waited;
    }

    /** How many bytes were read. */
    public long bytesRead() {
        return bytesRead;
    }

    /** How many answers had this status. */
    public long ofStatus(int status) {
        return statuses[status];
    }

    /** The generator's own lateness, in microseconds. */
    public Histogram sendLagUs() {
        return sendLagUs;
    }

    /** The waits for a connection, zero waits included, in microseconds. */
    public Histogram connectionWaitUs() {
        return connectionWaitUs;
    }

    /** From the actual send to the complete answer, in microseconds. */
    public Histogram serviceTimeUs() {
        return serviceTimeUs;
    }

    /** Answers in each second. */
    public Histogram answersPerSecond() {
        return answersPerSecond;
    }

    private static long us(long ns) {
        return Math.min(ns / 1000, LatencyHistogram.HIGHEST_US);
    }
}
