// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.measure;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Answers per status code of one cell. So many codes are told apart and no more, so that a server cannot make the events grow;
 * answers with others are counted by their outcome only. One thread at a time.
 */
final class StatusCounts {

    /** How many codes are told apart. */
    static final int MOST = 16;

    private short[] codes = new short[1];
    private long[] counts = new long[1];
    private int size;

    void add(int status, long count) {
        for (int i = 0; i < size; i++) {
            if (codes[i] == status) {
                counts[i] += count;
                return;
            }
        }
        if (size == MOST) {
            return;
        }
        if (size == codes.length) {
            codes = Arrays.copyOf(codes, MOST);
            counts = Arrays.copyOf(counts, MOST);
        }
        codes[size] = (short) status;
        counts[size++] = count;
    }

    SortedMap<Integer, Long> toMap() {
        SortedMap<Integer, Long> map = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            map.put((int) codes[i], counts[i]);
        }
        return map;
    }
}
