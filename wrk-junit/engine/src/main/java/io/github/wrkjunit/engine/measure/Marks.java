// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.measure;

import java.util.Arrays;

/** The marks of a run, by their offsets from the clock's start in nanoseconds, which only grow. Thread-safe; reading takes no lock. */
public final class Marks {

    /** More than these are not set, so that nobody can make the events grow. */
    static final int MOST = 1000;

    private volatile long[] offsetsNs = {};

    /** Sets a mark; gives its number, from 1, or 0 if there are {@value #MOST} already. */
    synchronized int add(long offsetNs) {
        long[] before = offsetsNs;
        if (before.length == MOST) {
            return 0;
        }
        long[] after = Arrays.copyOf(before, before.length + 1);
        after[before.length] = offsetNs;
        offsetsNs = after;
        return after.length;
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
