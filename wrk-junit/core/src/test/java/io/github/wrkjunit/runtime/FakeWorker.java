// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.report.export.EventWriter;
import io.github.wrkjunit.report.export.WorkerEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A worker whose script runs in the thread that waits for its end. Thread-safe. */
final class FakeWorker implements Worker {

    /** What a worker does; each step may print. */
    interface Script {

        /** Gets ready. */
        default void arm(FakeWorker worker, Duration limit) throws InterruptedException {}

        /** Runs to its end and tells the exit code. */
        int run(FakeWorker worker, Duration limit) throws InterruptedException;
    }

    final WorkerPlan plan;
    final CountDownLatch stopped = new CountDownLatch(1);
    final CountDownLatch closed = new CountDownLatch(1);
    private final WorkerListener listener;
    private final Script script;
    private final List<String> calls;

    FakeWorker(WorkerPlan plan, WorkerListener listener, Script script, List<String> calls) {
        this.plan = plan;
        this.listener = listener;
        this.script = script;
        this.calls = calls;
    }

    FakeWorker print(String... lines) {
        List.of(lines).forEach(listener::output);
        return this;
    }

    FakeWorker print(WorkerEvent... events) {
        List.of(events).forEach(new EventWriter(listener::output)::write);
        return this;
    }

    FakeWorker complain(String... lines) {
        List.of(lines).forEach(listener::error);
        return this;
    }

    FakeWorker remark(String... lines) {
        List.of(lines).forEach(listener::note);
        return this;
    }

    FakeWorker warn(String sentence) {
        listener.warning(sentence);
        return this;
    }

    /** Waits for the latch, or until somebody ends the worker. */
    void await(CountDownLatch latch) throws InterruptedException {
        while (!latch.await(1, TimeUnit.MILLISECONDS) && closed.getCount() > 0) {
            // neither has happened yet
        }
    }

    /** Waits until somebody ends the worker, as one that hangs. */
    int hang() throws InterruptedException {
        closed.await();
        return 137;
    }

    @Override
    public void awaitArmed(Duration limit) throws InterruptedException {
        calls.add("arm " + name());
        script.arm(this, limit);
    }

    @Override
    public void begin() {
        calls.add("begin " + name());
    }

    @Override
    public void stop() {
        calls.add("stop " + name());
        stopped.countDown();
    }

    @Override
    public int awaitExit(Duration limit) throws InterruptedException {
        return script.run(this, limit);
    }

    @Override
    public void close() {
        if (closed.getCount() > 0) {
            calls.add("close " + name());
        }
        closed.countDown();
    }

    private String name() {
        return plan.spec().name() + " " + plan.worker();
    }
}
