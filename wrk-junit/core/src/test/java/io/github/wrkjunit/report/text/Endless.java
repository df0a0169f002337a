// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

import java.io.InputStream;
import java.util.Arrays;

/** One byte again and again, as of a device such as {@code /dev/zero}, without memory for it. */
final class Endless extends InputStream {

    private final byte next;
    private long left;

    Endless(char next, long left) {
        this.next = (byte) next;
        this.left = left;
    }

    @Override
    public int read() {
        return left-- > 0 ? next : -1;
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
        int count = (int) Math.min(left, length);
        Arrays.fill(bytes, from, from + count, next);
        left -= count;
        return count == 0 ? -1 : count;
    }
}
