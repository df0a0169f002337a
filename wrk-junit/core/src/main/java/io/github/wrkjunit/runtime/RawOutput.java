// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One file of raw output, written line by line as it comes, so that it is there when all else fails. Thread-safe. */
final class RawOutput implements AutoCloseable {

    private static final int TAIL = 3;
    private static final int LONGEST = 1000;

    private final Path file;
    private final BufferedWriter writer;
    private final Deque<String> tail = new ArrayDeque<>();
    private @Nullable IOException failure;

    RawOutput(Path file) throws IOException {
        this.file = file;
        this.writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Writes the line; a failure is kept for {@link #failure}, since the thread that reads from a worker must go on. */
    synchronized void line(String line) {
        if (!line.isBlank()) {
            tail.addLast(line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line);
            if (tail.size() > TAIL) {
                tail.removeFirst();
            }
        }
        if (failure != null) {
            return;
        }
        try {
            writer.write(line);
            writer.write('\n');
            writer.flush();
        } catch (IOException e) {
            failure = e;
        }
    }

    /** The last lines that are not blank, the oldest first. */
    synchronized List<String> tail() {
        return List.copyOf(tail);
    }

    /** Why the file is incomplete; empty if it is not. */
    synchronized Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    Path file() {
        return file;
    }

    @Override
    public synchronized void close() throws IOException {
        writer.close();
    }
}
