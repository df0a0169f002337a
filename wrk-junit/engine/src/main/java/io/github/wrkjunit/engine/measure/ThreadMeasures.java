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
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final OperationNames names = new OperationNames();
    private final ConcurrentLinkedQueue<FinishedRequests> full = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<FinishedRequests> empty = new ConcurrentLinkedQueue<>();
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

    /** The longest time that the thread was away beyond what it had asked for, in nanoseconds. */
    public long longestStallNs;

    /** What the last failed attempt to connect said. */
    public @Nullable String lastConnectFailure;

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

    /** Notes the one outcome of a request that was due at this offset from the clock's start. */
    public void finished(int operation, Outcome outcome, long intendedOffsetNs, long latencyNs) {
        outcomes[OutcomeIndex.of(outcome)]++;
        boolean hasLatency = outcome != Outcome.NOT_SENT && outcome != Outcome.UNANSWERED;
        batch.add(
                operation,
                outcome,
                (int) (intendedOffsetNs / NANOS_PER_SECOND),
                hasLatency ? us(latencyNs) : FinishedRequests.NO_LATENCY);
        if (batch.isFull()) {
            handOver();
        }
    }

    /** Ends an interval of the row Req/Sec. */
    public void sample(long intervalNs) {
        answersPerSecond.recordValue(Math.round(answeredInSample * 1e9 / intervalNs));
        answeredInSample = 0;
    }

    /** Whether there was an interval. */
    public boolean hasSample() {
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
