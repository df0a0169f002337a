// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Numbers the operations of one thread's requests: method and path without query, numeric parts folded, so that
 * {@code GET http://shop:80/users/17/cart?full=1} is {@code GET /users/{n}/cart}. After an operation's first request nothing is
 * allocated. The worker thread asks for numbers; another thread may ask for the names of numbers that were handed over to it.
 */
public final class OperationNames {

    /** How many operations are told apart; the rest is {@link #OTHER}. */
    public static final int MOST = 64;

    /** The name of all operations beyond the first {@link #MOST}. */
    public static final String OTHER = "(other)";

    /** The name for requests that were due and never drawn from their source, so that their operation is unknown. */
    public static final String NOT_DRAWN = "(not drawn)";

    static final int OTHER_ID = 0;

    /** The number of {@link #NOT_DRAWN}. */
    public static final int NOT_DRAWN_ID = 1;

    private static final int FIRST_ID = 2;
    private static final int SLOTS = 256; // at most a quarter full
    private static final int LONGEST = 200;
    private static final byte[] NUMBER = "{n}".getBytes(UTF_8);

    private final String[] names = new String[FIRST_ID + MOST];
    private final byte[][] keys = new byte[SLOTS][];
    private final int[] ids = new int[SLOTS];
    private final byte[] scratch = new byte[LONGEST + NUMBER.length];
    private int length;
    private int count = FIRST_ID;

    /** Names of a thread that has sent nothing yet. */
    public OperationNames() {
        names[OTHER_ID] = OTHER;
        names[NOT_DRAWN_ID] = NOT_DRAWN;
    }

    /** The number of the operation of this request, whose bytes are between 0 and its limit. */
    public int idOf(ByteBuffer request) {
        fold(request);
        int slot = hash() & (SLOTS - 1);
        while (keys[slot] != null) {
            if (Arrays.equals(keys[slot], 0, keys[slot].length, scratch, 0, length)) {
                return ids[slot];
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
        if (count == names.length) {
            return OTHER_ID;
        }
        keys[slot] = Arrays.copyOf(scratch, length);
        names[count] = new String(keys[slot], UTF_8);
        ids[slot] = count;
        return count++;
    }

    /** The name of an operation. */
    public String name(int id) {
        return names[id];
    }

    private int hash() {
        int hash = 1;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + scratch[i];
        }
        return hash ^ (hash >>> 16);
    }

    private void fold(ByteBuffer request) {
        length = 0;
        int limit = request.limit();
        int at = 0;
        while (at < limit && request.get(at) > ' ') {
            put(request.get(at++));
        }
        put((byte) ' ');
        int path = pathStart(request, at + 1, limit);
        if (path < 0) {
            put((byte) '/');
            return;
        }
        at = path;
        while (at < limit && !endsPath(request.get(at))) {
            int end = at;
            while (end < limit && request.get(end) >= '0' && request.get(end) <= '9') {
                end++;
            }
            boolean wholePart = end > at
                    && at > path
                    && request.get(at - 1) == '/'
                    && (end == limit || request.get(end) == '/' || endsPath(request.get(end)));
            if (wholePart) {
                for (byte b : NUMBER) {
                    put(b);
                }
                at = end;
            } else {
                put(request.get(at++));
            }
        }
    }

    /** The path of an absolute-form target begins at the slash behind its authority; -1 if there is none. */
    private static int pathStart(ByteBuffer request, int target, int limit) {
        if (target >= limit || request.get(target) == '/' || request.get(target) == '*') {
            return target;
        }
        int at = target;
        while (at < limit && !endsPath(request.get(at)) && request.get(at) != '/') {
            at++;
        }
        boolean absolute = at > target && at + 1 < limit && request.get(at) == '/' && request.get(at - 1) == ':';
        if (!absolute) {
            return target;
        }
        at += 2;
        while (at < limit && !endsPath(request.get(at)) && request.get(at) != '/') {
            at++;
        }
        return at < limit && request.get(at) == '/' ? at : -1;
    }

    private static boolean endsPath(byte b) {
        return b == '?' || b == '#' || (b >= 0 && b <= ' ');
    }

    private void put(byte b) {
        if (length < LONGEST) {
            scratch[length++] = b;
        }
    }
}
