// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import io.github.wrkjunit.runtime.WorkloadException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends the wait for something that knows no limit of its own, such as a copy through Docker.
 *
 * @param limit how long it may take
 */
record TimeLimit(Duration limit) {

    /**
     * Waits for a task, which runs on a thread of its own and is interrupted if it takes too long.
     *
     * @param threadName the name of the thread
     * @param task what to wait for
     * @param late the message if it takes too long
     * @param interrupted the message if the caller is interrupted, which it then is again
     * @throws WorkloadException with one of the messages, or as the task throws it
     */
    void run(String threadName, Runnable task, String late, String interrupted) {
        FutureTask<Void> running = new FutureTask<>(task, null);
        Thread thread = new Thread(running, threadName);
        thread.setDaemon(true);
        thread.start();
        try {
            running.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            running.cancel(true);
            throw new WorkloadException(late, e);
        } catch (InterruptedException e) {
            running.cancel(true);
            Thread.currentThread().interrupt();
            throw new WorkloadException(interrupted, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e); // a Runnable throws nothing else
        }
    }
}
