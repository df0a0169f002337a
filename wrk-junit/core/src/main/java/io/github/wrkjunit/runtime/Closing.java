// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has to be closed, in the reverse of the order in which it was opened. Thread-safe. */
final class Closing {

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    synchronized <T extends AutoCloseable> T add(T resource) {
        open.addFirst(resource);
        return resource;
    }

    /** Closes all, whatever fails; failures are added to the given one. Closing again does nothing. */
    synchronized void closeAll(Throwable failures) {
        while (!open.isEmpty()) {
            try {
                open.removeFirst().close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failures.addSuppressed(e);
            } catch (Exception | Error e) {
                failures.addSuppressed(e);
            }
        }
    }
}
