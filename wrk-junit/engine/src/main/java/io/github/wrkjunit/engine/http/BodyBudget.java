// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.http;

import java.util.Arrays;

/**
 * How much memory the bodies that a thread's connections keep for a script may take together. Confined to its worker thread.
 */
public final class BodyBudget {

    /** More of one body is not kept, in bytes. */
    public static final int LARGEST_BODY = 16 << 20;

    private static final int FIRST = 4096;
    private static final int SMALL = 64 << 10;

    private final long total;
    private long left;

    /** A budget of so many bytes for all bodies, beside a small first buffer of each connection. */
    public BodyBudget(long total) {
        this.total = total;
        this.left = total;
    }

    /** A buffer that holds as many of the needed bytes as there is memory for, with what the old one holds. */
    byte[] grow(byte[] body, int needed) {
        long wanted = Math.min(LARGEST_BODY, Math.max(needed, 2L * body.length));
        int added = (int) Math.max(0, Math.min(left, wanted - body.length));
        left -= added;
        return added == 0 ? body : Arrays.copyOf(body, body.length + added);
    }

    /** The buffer for the next answer: a large one is given back, and any where memory is short. */
    byte[] next(byte[] body) {
        boolean scarce = left < total / 2;
        if (body.length > SMALL || (scarce && body.length > FIRST)) {
            left += body.length - FIRST;
            return new byte[FIRST];
        }
        return body;
    }

    static byte[] first() {
        return new byte[FIRST];
    }
}
