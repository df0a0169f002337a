// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Turns SIGINT and SIGTERM into an early end with a report. Thread-safe. */
final class Signals implements AutoCloseable {

    private static final long REPORT_SECONDS = 5;

    private final CountDownLatch reported = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean seen;

    Signals(Runnable stop) {
        hook = new Thread(
                () -> {
                    if (reported.getCount() == 0) {
                        return; // the ordinary end
                    }
                    seen = true;
                    stop.run();
                    try {
                        if (!reported.await(REPORT_SECONDS, TimeUnit.SECONDS)) {
                            System.err.println(
                                    "wrk: the report was not ready within " + REPORT_SECONDS + " s of the signal.");
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "wrk-signal-1");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    boolean seen() {
        return seen;
    }

    @Override
    public void close() {
        reported.countDown();
        if (!seen) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // the JVM is going down: the hook sees that the report is out
            }
        }
    }
}
