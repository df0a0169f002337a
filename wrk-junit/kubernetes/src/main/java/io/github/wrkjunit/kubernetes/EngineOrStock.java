// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import io.github.wrkjunit.runtime.Worker;
import io.github.wrkjunit.runtime.WorkerListener;
import io.github.wrkjunit.runtime.WorkloadException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A worker of {@code wrk.kubernetes.engine = auto}: the engine, and the stock image in its place if the engine's image cannot run
 * it. That is known before a request was sent. Thread-safe.
 */
final class EngineOrStock implements Worker {

    /** What a failure to get ready says of an image that cannot run the engine: no Java, an old one, no LuaJIT, as with musl. */
    private static final List<String> SIGNS = List.of(
            "executable file not found",
            "no such file or directory",
            "UnsupportedClassVersionError",
            "LuaJIT cannot be loaded");

    private final HeldLines lines;
    private final Supplier<Worker> stock;
    private volatile Worker current;

    /**
     * A worker that begins with the engine.
     *
     * @param listener is told what the engine prints when it is ready, and else nothing of it
     * @param engine launches the engine
     * @param stock launches the stock image
     */
    EngineOrStock(WorkerListener listener, Function<WorkerListener, Worker> engine, Supplier<Worker> stock) {
        this.lines = new HeldLines(listener);
        this.stock = stock;
        current = engine.apply(lines);
    }

    @Override
    public void awaitArmed(Duration limit) throws InterruptedException {
        Worker engine = current;
        try {
            engine.awaitArmed(limit);
        } catch (WorkloadException e) {
            Optional<String> sign = SIGNS.stream()
                    .filter(String.valueOf(e.getMessage())::contains)
                    .findFirst();
            if (sign.isEmpty()) {
                lines.release();
                throw e;
            }
            engine.close();
            current = stock.get();
            lines.note(
                    "wrk.kubernetes.engine = auto has chosen the stock image, because the engine's image cannot run it: \""
                            + sign.get()
                            + "\". Set wrk.kubernetes.engine.base to an image with glibc and a Java runtime 17 or later.");
            current.awaitArmed(limit);
            return;
        }
        lines.release();
    }

    @Override
    public void begin() {
        current.begin();
    }

    @Override
    public void stop() {
        current.stop();
    }

    @Override
    public boolean mark(int number) {
        return current.mark(number);
    }

    @Override
    public int awaitExit(Duration limit) throws InterruptedException {
        return current.awaitExit(limit);
    }

    @Override
    public Optional<String> earlyEnd() {
        return current.earlyEnd();
    }

    @Override
    public void close() {
        current.close();
    }

    /** Keeps what is printed until it is known whether it counts. */
    private static final class HeldLines extends ForwardingListener {

        private final List<String> held = new ArrayList<>();
        private boolean released;

        HeldLines(WorkerListener listener) {
            super(listener);
        }

        @Override
        public synchronized void output(String line) {
            if (released) {
                super.output(line);
            } else {
                held.add(line);
            }
        }

        synchronized void release() {
            released = true;
            held.forEach(super::output);
            held.clear();
        }
    }
}
