// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

import io.github.wrkjunit.spec.Durations;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Ends a process whose script does not return: nothing else can. One thread at a time. */
final class Watchdog implements AutoCloseable {

    /** For a script's file, setup() and init(), or done(). */
    static final Duration LOADING = Duration.ofSeconds(30);

    /** Beyond what a run may take by its own rules. */
    static final Duration RESERVE = Duration.ofSeconds(5);

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "wrk-watchdog-1");
        thread.setDaemon(true);
        return thread;
    });
    private final Supplier<String> whereabouts;
    private final Consumer<String> bite;
    private @Nullable ScheduledFuture<?> pending;

    Watchdog(Supplier<String> whereabouts, Consumer<String> bite) {
        this.whereabouts = whereabouts;
        this.bite = bite;
    }

    /** Bites unless {@link #rest} or another {@code expect} comes within this time. */
    void expect(Duration limit, String otherwise) {
        rest();
        pending = executor.schedule(
                () -> bite.accept(otherwise + ", after " + Durations.readable(limit) + ". " + whereabouts.get()
                        + ". The process was ended; look for a loop that does not end."),
                limit.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    void rest() {
        if (pending != null) {
            pending.cancel(false);
            pending = null;
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
