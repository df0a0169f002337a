// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** A stream that is an error from a number of bytes on: a device may have no end. One thread at a time. */
final class BoundedStream extends FilterInputStream {

    private final long most;
    private long read;

    /** The stream is longer than it may be; the message is a whole sentence. */
    static final class TooLongException extends IOException {

        private static final long serialVersionUID = 1L;

        TooLongException(long most) {
            super(String.format(Locale.ROOT, "the output is longer than %,d bytes.", most));
        }
    }

    BoundedStream(InputStream source, long most) {
        super(source);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int count = super.read(bytes, from, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int more) throws IOException {
        read += more;
        if (read > most) {
            throw new TooLongException(most);
        }
    }
}
