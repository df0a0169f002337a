// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

/** Something to do before this JVM ends, by Ctrl-C for one; not done any more once it is closed. Thread-safe. */
final class ExitHook implements AutoCloseable {

    private final Thread hook;

    private ExitHook(Thread hook) {
        this.hook = hook;
    }

    /** A hook; one that does nothing if the JVM is ending already. */
    static ExitHook of(String threadName, Runnable action) {
        ExitHook made = new ExitHook(new Thread(action, threadName));
        try {
            Runtime.getRuntime().addShutdownHook(made.hook);
        } catch (IllegalStateException e) {
            // too late: what runs ends with the JVM
        }
        return made;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // it runs, or has run
        }
    }
}
