// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.export;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Locale;

/** A text that is an error from a number of characters on, since all of it is kept in memory. One thread at a time. */
final class BoundedReader extends FilterReader {

    private final long most;
    private long read;

    /** The text is longer than it may be; the message is a whole sentence. */
    static final class TooLongException extends IOException {

        private static final long serialVersionUID = 1L;

        TooLongException(long most) {
            super(String.format(Locale.ROOT, "it is longer than %,d characters.", most));
        }
    }

    BoundedReader(Reader text, long most) {
        super(text);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(char[] characters, int from, int length) throws IOException {
        int count = super.read(characters, from, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int more) throws TooLongException {
        read += more;
        if (read > most) {
            throw new TooLongException(most);
        }
    }
}
