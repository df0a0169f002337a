// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Takes a stream in as fast as it comes, on a thread of its own, and keeps it in memory until it is read: what a reader does
 * not take in time is lost when the kubelet rotates the log. One thread reads it.
 */
final class ReadAhead extends InputStream {

    private static final int CHUNK_BYTES = 1 << 16;
    private static final byte[] END = {};

    private final InputStream source;
    private final LinkedBlockingQueue<byte[]> chunks = new LinkedBlockingQueue<>();
    private volatile @Nullable IOException failure;
    private byte[] current = END;
    private int at;
    private boolean ended;

    ReadAhead(InputStream source, String threadName) {
        this.source = source;
        Thread thread = new Thread(this::take, threadName);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (!ended && at == current.length) {
            current = next();
            at = 0;
            ended = current.length == 0;
        }
        if (ended) {
            IOException failed = failure;
            if (failed != null) {
                throw failed;
            }
            return -1;
        }
        int count = Math.min(length, current.length - at);
        System.arraycopy(current, at, bytes, from, count);
        at += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private byte[] next() throws IOException {
        try {
            return chunks.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private void take() {
        byte[] buffer = new byte[CHUNK_BYTES];
        try {
            for (int length = source.read(buffer); length >= 0; length = source.read(buffer)) {
                if (length > 0) {
                    chunks.add(Arrays.copyOf(buffer, length));
                }
            }
        } catch (IOException e) {
            failure = e;
        } catch (RuntimeException e) {
            failure = new IOException(e);
        } finally {
            chunks.add(END);
        }
    }
}
