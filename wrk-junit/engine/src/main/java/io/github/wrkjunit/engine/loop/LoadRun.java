// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.loop;

import io.github.wrkjunit.engine.http.RequestSource;
import io.github.wrkjunit.engine.measure.Marks;
import io.github.wrkjunit.engine.measure.RunTally;
import io.github.wrkjunit.engine.measure.ThreadMeasures;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One worker's load while it runs. Thread-safe.
 *
 * <p>All connections are opened first, for at most a second; then one clock starts for all threads. A target that refuses is
 * no error here: its requests fail when they are due.
 */
public final class LoadRun {

    private final LoadPlan plan;
    private final StartGate gate;
    private final List<LoopThread> loops = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Reporter reporter;
    private final CountDownLatch running;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private LoadRun(LoadPlan plan, IntFunction<RequestSource> sources, LoadListener listener) {
        this.plan = plan;
        gate = new StartGate(plan.threads(), NanoClock.SYSTEM);
        running = new CountDownLatch(plan.threads());
        Marks marks = new Marks();
        List<ThreadMeasures> measures = new ArrayList<>();
        try {
            for (int i = 0; i < plan.threads(); i++) {
                LoopThread loop = new LoopThread(plan, i, sources.apply(i), NanoClock.SYSTEM, gate, marks);
                loops.add(loop);
                measures.add(loop.measures());
            }
        } catch (RuntimeException | Error e) {
            loops.forEach(LoopThread::abandon);
            throw e;
        }
        reporter = new Reporter(
                new RunTally(measures, marks, lastSecond(plan.durationNs())),
                listener,
                gate,
                running,
                NanoClock.SYSTEM);
        for (int i = 0; i < plan.threads(); i++) {
            LoopThread loop = loops.get(i);
            addThread("wrk-loop-" + i, () -> {
                try {
                    guarded(loop);
                } finally {
                    running.countDown();
                }
            });
        }
        addThread("wrk-reporter-0", () -> guarded(reporter));
    }

    /**
     * Starts a load.
     *
     * @param sources gives each thread, by its number from 0, its own source; called by the calling thread, in order, before
     *     any thread starts
     * @param listener follows the run
     */
    public static LoadRun start(LoadPlan plan, IntFunction<RequestSource> sources, LoadListener listener) {
        LoadRun run = new LoadRun(plan, sources, listener);
        run.threads.forEach(Thread::start);
        return run;
    }

    /**
     * Ends the load soon: requests in flight become unanswered, those that wait for a connection not sent, later ones are not
     * offered. Returns at once; does nothing if the load has ended.
     */
    public void stop() {
        loops.forEach(LoopThread::stop);
    }

    /**
     * Tells requests that are due from now on apart from those that were due before; the listener is told of the mark. Before the
     * clock has started it is set at the start.
     *
     * @param number one more than that of the mark before, from 1; another one is not set
     */
    public void mark(int number) {
        reporter.mark(number);
    }

    private static int lastSecond(long durationNs) {
        return (int) Math.max(0, (durationNs - 1) / 1_000_000_000L);
    }

    /**
     * Waits for the end, which comes after duration and timeout at the latest.
     *
     * @return what was measured
     * @throws InterruptedException if the waiting thread is interrupted; the load goes on
     * @throws RuntimeException what a script, the listener or the engine has thrown: there is no result then
     */
    public LoadResult await() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        Throwable thrown = failure.get();
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown != null) {
            throw (RuntimeException) thrown;
        }
        return new ResultAssembly(plan, gate, loops, reporter.tally()).result();
    }

    private void addThread(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        threads.add(thread);
    }

    /** The first failure of any thread ends all of them. */
    private void guarded(Runnable body) {
        try {
            body.run();
        } catch (RuntimeException | Error e) {
            Throwable first = failure.compareAndExchange(null, e);
            if (first != null && first != e) {
                first.addSuppressed(e);
            }
            stop();
        }
    }
}
