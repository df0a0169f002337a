// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How long one thread was ready to run and had no processor: the second number of Linux's {@code schedstat}. Known nowhere else. The
 * thread says which it is; another one asks. Thread-safe.
 */
final class RunQueueDelay {

    private static final Path THIS_THREAD = Path.of("/proc/thread-self");

    private @Nullable Path schedstat;
    private long latestNs;

    /** Called by the thread itself. */
    synchronized void begin() {
        try {
            Path file = THIS_THREAD.toRealPath().resolve("schedstat");
            latestNs = read(file);
            schedstat = file;
        } catch (IOException e) {
            // not Linux, or none of its business to tell
        }
    }

    /** The delay since the last call, in nanoseconds; 0 where it is not known. */
    synchronized long sinceLastNs() {
        Path file = schedstat;
        if (file == null) {
            return 0;
        }
        try {
            long nowNs = read(file);
            long delayNs = Math.max(0, nowNs - latestNs);
            latestNs = nowNs;
            return delayNs;
        } catch (IOException e) {
            return 0; // the thread has just ended
        }
    }

    private static long read(Path file) throws IOException {
        String[] numbers = Files.readString(file).trim().split(" ");
        try {
            return Long.parseLong(numbers[1]);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new IOException("not the numbers of a thread: " + String.join(" ", numbers), e);
        }
    }
}
