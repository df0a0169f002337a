// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads complete requests, one after the other, however their bytes arrive. One thread at a time. */
final class RequestReader {
    private final InputStream in;
    private byte[] bytes = new byte[8192];
    private int size;

    RequestReader(InputStream in) {
        this.in = in;
    }

    /** Waits for the next request, head and body; null when the client has closed. */
    @Nullable
    RequestHead next() throws IOException {
        int headEnd = endOfHead();
        while (headEnd < 0) {
            if (!fill()) {
                return null;
            }
            headEnd = endOfHead();
        }
        RequestHead head = RequestHead.parse(new String(bytes, 0, headEnd - 4, StandardCharsets.ISO_8859_1));
        int end = Math.addExact(headEnd, head.bodyBytes());
        while (size < end) {
            if (!fill()) {
                return null;
            }
        }
        System.arraycopy(bytes, end, bytes, 0, size - end);
        size -= end;
        return head;
    }

    /** How many bytes have arrived of a request that is not complete. */
    int partialBytes() {
        return size;
    }

    private boolean fill() throws IOException {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, size * 2);
        }
        int read = in.read(bytes, size, bytes.length - size);
        size += Math.max(read, 0);
        return read >= 0;
    }

    private int endOfHead() {
        for (int i = 3; i < size; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }
}
