// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.measure;

import io.github.wrkjunit.report.Outcome;

/**
 * A batch of requests with their outcomes, in the order in which these became known. Written by its worker thread, then handed
 * over to the reporting one: one thread at a time.
 */
public final class FinishedRequests {

    /** The latency of requests that have none. */
    public static final long NO_LATENCY = -1;

    /** The status of requests without an answer. */
    public static final int NO_STATUS = 0;

    static final int CAPACITY = 4096;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final int[] operations = new int[CAPACITY];
    private final long[] offsetsNs = new long[CAPACITY];
    private final int[] counts = new int[CAPACITY];
    private final byte[] outcomes = new byte[CAPACITY];
    private final short[] statuses = new short[CAPACITY];
    private final long[] latenciesUs = new long[CAPACITY];
    private final long[] waitsUs = new long[CAPACITY];
    private final long[] lagsUs = new long[CAPACITY];
    private int size;

    /** The number of entries. */
    public int size() {
        return size;
    }

    /** How many requests an entry stands for; more than one only where {@link #latencyUs} is {@link #NO_LATENCY}. */
    public int count(int index) {
        return counts[index];
    }

    /** The outcome of an entry. */
    public Outcome outcome(int index) {
        return OutcomeIndex.outcome(outcomes[index]);
    }

    /** The second of the intended start, from 0; of several requests that of the first. */
    public int second(int index) {
        return (int) (offsetsNs[index] / NANOS_PER_SECOND);
    }

    /** The intended start in nanoseconds from the clock's start; of several requests that of the first. */
    long offsetNs(int index) {
        return offsetsNs[index];
    }

    /** The status of the answer, or {@link #NO_STATUS}. */
    int status(int index) {
        return statuses[index];
    }

    /** Microseconds for which the request waited for a connection before it was sent. */
    long waitUs(int index) {
        return waitsUs[index];
    }

    /** The generator's own lateness in microseconds, or {@link #NO_LATENCY} for a request that was not sent. */
    long lagUs(int index) {
        return lagsUs[index];
    }

    /** Microseconds from the intended start to the outcome, or {@link #NO_LATENCY}: not sent, unanswered. */
    public long latencyUs(int index) {
        return latenciesUs[index];
    }

    /** The number of the operation among its thread's {@link OperationNames}. */
    int operation(int index) {
        return operations[index];
    }

    boolean isFull() {
        return size == CAPACITY;
    }

    void clear() {
        size = 0;
    }

    /** Adds a request that was sent. */
    void add(int operation, Outcome outcome, long offsetNs, long latencyUs, int status, long waitUs, long lagUs) {
        operations[size] = operation;
        outcomes[size] = (byte) OutcomeIndex.of(outcome);
        offsetsNs[size] = offsetNs;
        statuses[size] = (short) status;
        latenciesUs[size] = latencyUs;
        waitsUs[size] = waitUs;
        lagsUs[size] = lagUs;
        counts[size++] = 1;
    }

    /**
     * Adds a request that was not sent. One that belongs to the same part of the run as the entry before is added to that: a long
     * queue that is given up fits in few entries.
     */
    void addUnsent(int operation, Outcome outcome, long offsetNs, long latencyUs, Marks marks) {
        int last = size - 1;
        if (latencyUs == NO_LATENCY
                && last >= 0
                && latenciesUs[last] == NO_LATENCY
                && lagsUs[last] == NO_LATENCY
                && operations[last] == operation
                && offsetsNs[last] / NANOS_PER_SECOND == offsetNs / NANOS_PER_SECOND
                && marks.before(offsetsNs[last]) == marks.before(offsetNs)
                && outcomes[last] == OutcomeIndex.of(outcome)
                && counts[last] < Integer.MAX_VALUE) {
            counts[last]++;
            return;
        }
        add(operation, outcome, offsetNs, latencyUs, NO_STATUS, 0, NO_LATENCY);
    }
}
