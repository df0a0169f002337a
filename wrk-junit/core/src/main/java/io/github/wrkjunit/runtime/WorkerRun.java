// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One worker of a load: keeps what it prints, on disk first, then for the report. Thread-safe. */
final class WorkerRun implements WorkerListener {

    private final int number;
    private final int workers;
    private final Path folder;
    private final RawOutput raw;
    private final RawOutput errors;
    private final ReportAssembly assembly;
    private final UnaryOperator<String> redaction;
    private final AtomicReference<@Nullable Throwable> unreadable = new AtomicReference<>();
    private volatile @Nullable Worker worker;

    WorkerRun(
            int number,
            int workers,
            Path loadFolder,
            ReportAssembly assembly,
            UnaryOperator<String> redaction,
            Closing closing)
            throws IOException {
        this.number = number;
        this.workers = workers;
        this.folder = workers == 1 ? loadFolder : Files.createDirectory(loadFolder.resolve("worker-" + number));
        this.assembly = assembly;
        this.redaction = redaction;
        this.raw = closing.add(new RawOutput(folder.resolve("raw.txt")));
        this.errors = closing.add(new RawOutput(folder.resolve("errors.txt")));
    }

    @Override
    public void output(String line) {
        raw.line(redaction.apply(line));
        try {
            assembly.line(number, line);
        } catch (RuntimeException e) {
            // The reading thread goes on, so that all output gets on disk; the run fails when the worker has ended.
            unreadable.compareAndSet(null, e);
        }
    }

    @Override
    public void error(String line) {
        errors.line(redaction.apply(line));
    }

    void launched(Worker launched) {
        worker = launched;
    }

    Worker worker() {
        Worker launched = worker;
        if (launched == null) {
            throw new IllegalStateException("worker " + number + " was not launched");
        }
        return launched;
    }

    void awaitArmed(Duration limit) throws InterruptedException {
        worker().awaitArmed(limit);
    }

    Path folder() {
        return folder;
    }

    int number() {
        return number;
    }

    /** What messages call it. */
    String label() {
        return workers == 1 ? "the worker" : "worker " + (number + 1) + " of " + workers;
    }

    /** Why its output could not be understood; empty if it was. */
    Optional<Throwable> unreadable() {
        return Optional.ofNullable(unreadable.get());
    }

    /** Why its raw output is not all on disk; empty if it is. */
    Optional<IOException> notKept() {
        return raw.failure().or(errors::failure);
    }

    /** What it printed last, and where all of it is. */
    String evidence() {
        List<String> tail = errors.tail();
        String last = "Last error output";
        if (tail.isEmpty()) {
            tail = raw.tail().stream()
                    .filter(line -> !line.startsWith("##wrk "))
                    .toList();
            last = "Last output";
        }
        return (tail.isEmpty() ? "" : last + ": \"" + String.join("\" \"", tail) + "\". ") + "Raw output: " + raw.file()
                + ", errors.txt.";
    }
}
