// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.assertj;

import io.github.wrkjunit.report.Cell;
import io.github.wrkjunit.report.GeneratorHealth;
import io.github.wrkjunit.report.LatencyBasis;
import io.github.wrkjunit.report.LatencyHistogram;
import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.report.SecondHealth;
import io.github.wrkjunit.report.Validity.Problem;
import io.github.wrkjunit.report.Validity.Reason;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reports of a load of 100/s for 15 s, in known states. */
final class Reports {

    static final String HOTELS = "GET /hotels";
    static final String RECOMMENDATIONS = "GET /recommendations";

    private Reports() {}

    /** 1,500 requests that were all answered 200 within 41 ms. */
    static WorkloadReport healthy() {
        return load().add(cell(HOTELS, Outcome.SUCCESS, 1_100, 41_000))
                .add(cell(RECOMMENDATIONS, Outcome.SUCCESS, 400, 41_000))
                .addStatus(200, 1_500)
                .build();
    }

    /** One operation has a slow tail, two 503 and two timeouts; p99 of all is 1.84 s. */
    static WorkloadReport ailing() {
        return load().add(cell(HOTELS, Outcome.SUCCESS, 1_100, 41_000))
                .add(cell(RECOMMENDATIONS, Outcome.SUCCESS, 374, 500_000))
                .add(cell(RECOMMENDATIONS, Outcome.SUCCESS, 20, 1_840_000))
                .add(cell(RECOMMENDATIONS, Outcome.SUCCESS, 2, 1_920_000))
                .add(cell(RECOMMENDATIONS, Outcome.SERVER_ERROR, 2, 3_000))
                .add(cell(RECOMMENDATIONS, Outcome.TIMEOUT, 2, 10_000_000))
                .addStatus(200, 1_496)
                .addStatus(503, 2)
                .evidence(Path.of("target/wrk-junit/CheckoutTest/p99"))
                .again("wrk -t2 -c2 -d15s -D exp --seed 7 -R100 -L http://localhost:5000")
                .build();
    }

    /** One operation alone, which hangs now and then: 48 of 1,500 requests ran into the timeout. */
    static WorkloadReport hanging() {
        return load().add(cell(HOTELS, Outcome.SUCCESS, 1_452, 41_000))
                .add(cell(HOTELS, Outcome.TIMEOUT, 48, 10_000_000))
                .addStatus(200, 1_452)
                .build();
    }

    /** So few requests that no high percentile can be told: 20, all answered 200 within 41 ms. */
    static WorkloadReport small() {
        return builder(10, 2)
                .add(cell(HOTELS, Outcome.SUCCESS, 20, 41_000))
                .addStatus(200, 20)
                .build();
    }

    /** What a bare wrk2 tells that has sent 1,500 requests, with so many answers that were not 2xx or 3xx. */
    static WorkloadReport bare(long errors) {
        return bare(errors, OptionalLong.of(1_500), new TreeMap<>());
    }

    static WorkloadReport bare(long errors, OptionalLong sent, SortedMap<Integer, Long> statuses) {
        return load().plainLatency(histogram(1_490, 41_000))
                .partialCounts(1_490, sent, statuses, errors)
                .build();
    }

    /** What a wrapped wrk2 tells: 1,490 good answers within 41 ms, five 503, and five requests more that were sent. */
    static WorkloadReport wrapped() {
        return load().add(cell(Cell.ALL_OPERATIONS, Outcome.SUCCESS, 1_490, 41_000))
                .add(cell(Cell.ALL_OPERATIONS, Outcome.SERVER_ERROR, 5, 3_000))
                .addStatus(200, 1_490)
                .addStatus(503, 5)
                .bounded(5)
                .build();
    }

    /** A report that cannot carry a verdict for this reason, and for this one alone. */
    static WorkloadReport invalid(Reason reason) {
        return switch (reason) {
            case INCOMPLETE ->
                healthy().toBuilder()
                        .incompleteBecause("Worker 1 of 2 ended without its report. Look at its raw output.")
                        .build();
            case NO_REQUESTS ->
                load().add(new Cell(HOTELS, Outcome.SUCCESS, 0, null)).build();
            case RATE_NOT_REACHED ->
                load().add(cell(HOTELS, Outcome.SUCCESS, 400, 41_000)).build();
            case GENERATOR_LAG ->
                healthy().toBuilder().addHealth(lateBy(200_000)).build();
            case GENERATOR_LIMIT ->
                load().add(cell(HOTELS, Outcome.SUCCESS, 1_500, 41_000))
                        .addAt(0, cell(HOTELS, Outcome.SUCCESS, 1_500, 41_000))
                        .addStatus(200, 1_500)
                        .addHealthAt(0, BUSY)
                        .build();
            case NOTHING_ANSWERED ->
                load().add(cell(HOTELS, Outcome.TIMEOUT, 1_500, 10_000_000)).build();
            case REQUESTS_LOST ->
                healthy().toBuilder()
                        .addDoubt(new Problem(reason, "The worker has lost connections. Use the runtime \"local\"."))
                        .build();
            case PART_OF_RUN ->
                healthy().toBuilder()
                        .addDoubt(new Problem(reason, "This is a part of the run. Judge the whole load."))
                        .build();
            case LATENCY_DISTORTED ->
                healthy().toBuilder()
                        .addDoubt(new Problem(reason, "The worker has lost requests. Judge the counts."))
                        .build();
            case LATENCY_INCOMPLETE ->
                load().add(new Cell(HOTELS, Outcome.SUCCESS, 1_500, histogram(1_400, 41_000)))
                        .addStatus(200, 1_500)
                        .build();
        };
    }

    /** A second in which a thread of the generator had no time to spare. */
    static final SecondHealth BUSY = new SecondHealth(
            LatencyHistogram.create(), Duration.ZERO, Duration.ZERO, Duration.ZERO, OptionalDouble.of(0));

    static WorkloadReport.Builder load() {
        return builder(100, 15);
    }

    static Cell cell(String operation, Outcome outcome, long count, long us) {
        return new Cell(operation, outcome, count, histogram(count, us));
    }

    private static LatencyHistogram histogram(long count, long us) {
        LatencyHistogram histogram = LatencyHistogram.create();
        histogram.record(us, count);
        return histogram;
    }

    private static WorkloadReport.Builder builder(double rate, long seconds) {
        return WorkloadReport.builder(WorkloadSpec.builder()
                        .name("shop")
                        .url("http://localhost:5000")
                        .rate(rate)
                        .duration(Duration.ofSeconds(seconds))
                        .seed(7)
                        .build())
                .generator("wrk-engine 0.1.0")
                .latencyBasis(LatencyBasis.INTENDED_START);
    }

    private static GeneratorHealth lateBy(long us) {
        return new GeneratorHealth(
                histogram(1_500, us),
                LatencyHistogram.create(),
                0,
                Duration.ofMillis(200),
                Duration.ZERO,
                Duration.ZERO,
                2,
                0);
    }
}
