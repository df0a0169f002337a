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

    static final int CAPACITY = 4096;

    private final int[] operations = new int[CAPACITY];
    private final int[] seconds = new int[CAPACITY];
    private final int[] counts = new int[CAPACITY];
    private final byte[] outcomes = new byte[CAPACITY];
    private final long[] latenciesUs = new long[CAPACITY];
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

    /** The second of the intended start, from 0. */
    public int second(int index) {
        return seconds[index];
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

    void add(int operation, Outcome outcome, int second, long latencyUs) {
        int last = size - 1;
        if (latencyUs == NO_LATENCY
                && last >= 0
                && latenciesUs[last] == NO_LATENCY
                && operations[last] == operation
                && seconds[last] == second
                && outcomes[last] == OutcomeIndex.of(outcome)
                && counts[last] < Integer.MAX_VALUE) {
            counts[last]++; // a long queue that is given up fits in few entries
            return;
        }
        operations[size] = operation;
        outcomes[size] = (byte) OutcomeIndex.of(outcome);
        seconds[size] = second;
        latenciesUs[size] = latencyUs;
        counts[size++] = 1;
    }
}
