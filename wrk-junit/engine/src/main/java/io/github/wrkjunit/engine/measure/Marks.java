// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.measure;

import java.util.Arrays;

/** The marks of a run, by their offsets from the clock's start in nanoseconds, which only grow. Thread-safe; reading takes no lock. */
public final class Marks {

    /** More than these are not set, so that nobody can make the events grow. */
    static final int MOST = 1000;

    private volatile long[] offsetsNs = {};

    /** Sets a mark; false if its number is not the next one, from 1, or if there are {@value #MOST} already. */
    synchronized boolean add(int number, long offsetNs) {
        long[] before = offsetsNs;
        if (before.length == MOST || number != before.length + 1) {
            return false;
        }
        long[] after = Arrays.copyOf(before, before.length + 1);
        after[before.length] = offsetNs;
        offsetsNs = after;
        return true;
    }

    /** How many marks had been set when a request with this intended start became due. */
    int before(long offsetNs) {
        long[] now = offsetsNs;
        int count = now.length;
        while (count > 0 && now[count - 1] > offsetNs) {
            count--;
        }
        return count;
    }
}
