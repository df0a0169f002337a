// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Turns SIGINT and SIGTERM into an early end with a report. Thread-safe. */
final class Signals implements AutoCloseable {

    private static final long REPORT_SECONDS = 5;

    private final CountDownLatch reported = new CountDownLatch(1);
    private final Thread hook;
    private volatile Runnable stop = () -> {};
    private volatile boolean seen;

    /** Listens from here on, before there is a load to end: what that needs is not set up while it runs. */
    Signals() {
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

    /** Sets what ends the load from now on; done at once if a signal has come before. */
    void onStop(Runnable stop) {
        this.stop = stop;
        if (seen) {
            stop.run();
        }
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
