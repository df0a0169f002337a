// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.report.export.EventReader;
import io.github.wrkjunit.report.export.WorkerEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One worker of a load: keeps what it prints, on disk first, then for the report. Thread-safe. */
final class WorkerRun implements WorkerListener {

    private final int number;
    private final int workers;
    private final Path folder;
    private final RawOutput raw;
    private final RawOutput errors;
    private final WorkerTranscript transcript;
    private final Consumer<WorkerEvent> events;
    private final Secrets secrets;
    private volatile Consumer<String> notes = line -> {};
    private volatile @Nullable Worker worker;

    WorkerRun(int number, int workers, Path loadFolder, Consumer<WorkerEvent> events, Secrets secrets, Closing closing)
            throws IOException {
        this.number = number;
        this.workers = workers;
        this.folder = workers == 1 ? loadFolder : Files.createDirectory(loadFolder.resolve("worker-" + number));
        this.transcript = new WorkerTranscript(number, workers);
        this.events = events;
        this.secrets = secrets;
        this.raw = closing.add(new RawOutput(folder.resolve("raw.txt")));
        this.errors = closing.add(new RawOutput(folder.resolve("errors.txt")));
    }

    @Override
    public void output(String line) {
        String shown = secrets.hide(line);
        raw.line(shown);
        transcript.output(shown).ifPresent(events);
    }

    @Override
    public void error(String line) {
        String shown = secrets.hide(line);
        errors.line(shown);
        transcript.error(shown);
    }

    @Override
    public void note(String line) {
        notes.accept(secrets.hide(line));
    }

    @Override
    public void warning(String sentence) {
        String shown = secrets.hide(sentence);
        transcript.noted(shown);
        notes.accept(shown);
    }

    /** The text of a runtime, without the secrets of the load. */
    String hideSecrets(String text) {
        return secrets.hide(text);
    }

    WorkerRun tellNotesTo(Consumer<String> listener) {
        notes = listener;
        return this;
    }

    WorkerTranscript transcript() {
        return transcript;
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

    /** What messages call it. */
    String label() {
        return workers == 1 ? "the worker" : "worker " + (number + 1) + " of " + workers;
    }

    /** Why its raw output is not all on disk; empty if it is. */
    Optional<IOException> notKept() {
        return raw.failure().or(errors::failure);
    }

    /** What it printed last, with a blank at the end; empty if nothing. */
    String lastLines() {
        List<String> tail = errors.tail();
        String last = "Last error output";
        if (tail.isEmpty()) {
            tail = raw.tail().stream()
                    .filter(line -> !EventReader.isEvent(line))
                    .toList();
            last = "Last output";
        }
        return tail.isEmpty() ? "" : last + ": \"" + String.join("\", \"", tail) + "\". ";
    }

    /** Where all of it is. */
    String evidence() {
        return "Raw output: " + raw.file() + ", errors.txt.";
    }
}
