// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import io.github.wrkjunit.report.Cell;
import io.github.wrkjunit.report.GeneratorHealth;
import io.github.wrkjunit.report.LatencyBasis;
import io.github.wrkjunit.report.LatencyHistogram;
import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.report.export.EventWriter;
import io.github.wrkjunit.report.export.WorkerEvent;
import io.github.wrkjunit.runtime.Worker;
import io.github.wrkjunit.runtime.WorkerListener;
import io.github.wrkjunit.runtime.WorkerPlan;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/**
 * A worker that offers nothing and tells all: 10 ms for each request; at {@code /slow} 2 s; at {@code /errors} a 503 for each
 * hundredth; at {@code /late} by a generator that was late itself; at {@code /crash} it dies; at {@code /hang} it runs until somebody ends it.
 */
final class FakeWorker implements Worker {

    private final WorkerPlan plan;
    private final WorkerListener listener;
    private final String path;
    private final CountDownLatch stopped = new CountDownLatch(1);

    FakeWorker(WorkerPlan plan, WorkerListener listener) {
        this.plan = plan;
        this.listener = listener;
        this.path = plan.spec().url().getPath();
    }

    @Override
    public void awaitArmed(Duration limit) {}

    @Override
    public void begin() {
        FakeRuntimeProvider.LOG.add("begin " + plan.spec().name());
    }

    @Override
    public void stop() {
        if (stopped.getCount() > 0 && path.equals("/hang")) {
            FakeRuntimeProvider.LOG.add("stop " + plan.spec().name());
        }
        stopped.countDown();
    }

    @Override
    public int awaitExit(Duration limit) throws InterruptedException {
        EventWriter events = new EventWriter(listener::output);
        events.write(started());
        if (path.equals("/crash")) {
            listener.error("out of order");
            return 3;
        }
        if (path.equals("/hang")) {
            stopped.await();
        }
        WorkerEvent.End end = end();
        events.write(new WorkerEvent.Interval(0, end.cells()));
        events.write(end);
        return 0;
    }

    @Override
    public void close() {
        if (stopped.getCount() > 0 && path.equals("/hang")) {
            FakeRuntimeProvider.LOG.add("kill " + plan.spec().name());
        }
        stopped.countDown();
    }

    private WorkerEvent.Started started() {
        WorkloadSpec spec = plan.spec();
        return new WorkerEvent.Started(
                "fake 1",
                plan.worker(),
                plan.workers(),
                Instant.parse("2026-03-01T12:00:00Z"),
                spec.url().toString(),
                spec.rate(),
                spec.dist(),
                spec.threads(),
                spec.connections(),
                spec.duration(),
                spec.timeout(),
                spec.seed().orElseThrow(),
                LatencyBasis.INTENDED_START);
    }

    private WorkerEvent.End end() {
        long count = Math.round(plan.spec().expectedRequests());
        long errors = path.equals("/errors") ? count / 100 : 0;
        long latencyUs = path.equals("/slow") ? 2_000_000 : 10_000;
        TreeMap<Integer, Long> statuses = new TreeMap<>();
        statuses.put(200, count - errors);
        if (errors > 0) {
            statuses.put(503, errors);
        }
        String operation = "GET " + (path.isEmpty() ? "/" : path);
        List<Cell> cells = errors > 0
                ? List.of(
                        cell(operation, Outcome.SUCCESS, count - errors, latencyUs),
                        cell(operation, Outcome.SERVER_ERROR, errors, 1_000))
                : List.of(cell(operation, Outcome.SUCCESS, count, latencyUs));
        return new WorkerEvent.End(
                WorkerEvent.End.Reason.DURATION,
                plan.spec().duration(),
                plan.spec().duration(),
                cells,
                statuses,
                100 * count,
                health(count, path.equals("/late") ? 80_000 : 20),
                List.of());
    }

    private static Cell cell(String operation, Outcome outcome, long count, long latencyUs) {
        return new Cell(operation, outcome, count, histogram(count, latencyUs));
    }

    private static GeneratorHealth health(long count, long lagUs) {
        return new GeneratorHealth(
                histogram(count, lagUs), histogram(count, 0), 0, Duration.ZERO, Duration.ZERO, Duration.ZERO, 2, 0);
    }

    private static LatencyHistogram histogram(long count, long us) {
        LatencyHistogram histogram = LatencyHistogram.create();
        histogram.record(us, count);
        return histogram;
    }
}
