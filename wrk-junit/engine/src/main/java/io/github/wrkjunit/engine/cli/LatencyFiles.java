// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.wrkjunit.engine.measure.FinishedRequests;
import io.github.wrkjunit.report.Outcome;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of {@code -P}: {@code <thread>.txt} in the working directory, one latency of an answered request a line, in
 * microseconds. Without {@code -P} there are none. One thread at a time.
 */
final class LatencyFiles implements AutoCloseable {

    private final List<BufferedWriter> files;

    private LatencyFiles(List<BufferedWriter> files) {
        this.files = files;
    }

    /** Makes the files in the folder, if they are asked for; throws {@link UsageException} if one cannot be made. */
    static LatencyFiles open(Arguments arguments, Path folder) {
        List<BufferedWriter> files = new ArrayList<>();
        for (int thread = 0; arguments.printAll() && thread < arguments.threads(); thread++) {
            Path file = folder.resolve(thread + ".txt");
            try {
                files.add(Files.newBufferedWriter(
                        file,
                        US_ASCII,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS)); // in a shared folder a link may lead to a file of value
            } catch (IOException e) {
                throw new UsageException(List.of("-P cannot write " + file.toAbsolutePath() + ": " + e.getMessage()
                        + ". Run wrk in a folder that can be written, or leave -P out."));
            }
        }
        return new LatencyFiles(files);
    }

    void add(int thread, FinishedRequests batch) {
        if (files.isEmpty()) {
            return;
        }
        try {
            for (int i = 0; i < batch.size(); i++) {
                if (batch.outcome(i).group() == Outcome.Group.ANSWERED) {
                    files.get(thread).write(batch.latencyUs(i) + "\n");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("-P: " + thread + ".txt could not be written: " + e.getMessage(), e);
        }
    }

    /** Sees to it that the files hold all that was added: a script's {@code done()} may read them. */
    void flush() {
        try {
            for (BufferedWriter file : files) {
                file.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("-P: a file could not be written: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        for (BufferedWriter file : files) {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException("-P: a file could not be written: " + e.getMessage(), e);
            }
        }
    }
}
