// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wrkjunit.report.Cell;
import io.github.wrkjunit.report.InconclusiveException;
import io.github.wrkjunit.report.LatencyBasis;
import io.github.wrkjunit.report.LatencyHistogram;
import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Objectives on a report with unknowns: a wrapped wrk2 with 1,495 good answers, and five requests more that were sent. */
class SloVerdictTest {

    private static final String ACCOUNTING =
            "\n  offered 1,500 (100/s for 15 s, exp, seed 7) = 1,495 answered (1,495 2xx) + 5 lost or still in flight at the end";

    @Test
    void what_holds_either_way_is_met() {
        assertThatCode(() -> {
                    judge(new Objective.Errors(1));
                    judge(new Objective.Percentile(99, Duration.ofMillis(50)));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void what_is_broken_either_way_is_not_met() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> judge(new Objective.Percentile(99, Duration.ofMillis(30))))
                .withMessage("T.t(): 99 % of the requests should have taken less than 30 ms,"
                        + "\n  but p99 was 41 ms (over all 1,500 requests, measured from the actual send)."
                        + ACCOUNTING);
    }

    @Test
    void errors_that_are_known_are_told_as_a_lower_bound() {
        WorkloadReport some = builder()
                .add(new Cell(Cell.ALL_OPERATIONS, Outcome.SERVER_ERROR, 5, null))
                .addStatus(503, 5)
                .bounded(5)
                .build();

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> judge(some, new Objective.Errors(0.3)))
                .withMessage("T.t(): less than 0.3 % of the requests should have ended without a good answer,"
                        + "\n  but at least 5 of 1,505 did (0.332 %)."
                        + "\n  offered 1,505 (100/s for 15 s, exp, seed 7) = 1,500 answered (1,495 2xx, 5 503)"
                        + " + 5 lost or still in flight at the end");
    }

    @Test
    void exactly_the_share_is_not_below_it() {
        WorkloadReport some = WorkloadReport.builder(
                        spec().duration(Duration.ofSeconds(10)).build())
                .add(new Cell(Cell.ALL_OPERATIONS, Outcome.SUCCESS, 989, null))
                .add(new Cell(Cell.ALL_OPERATIONS, Outcome.TIMEOUT, 11, null))
                .build();

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> judge(some, new Objective.Errors(1.1)))
                .withMessageContaining("but 11 of 1,000 did (1.10 %).");
    }

    @Test
    void without_the_number_of_offered_requests_there_is_no_share() {
        WorkloadReport bare = builder()
                .partialCounts(1_500, OptionalLong.empty(), new TreeMap<>(), 150)
                .build();

        assertThatExceptionOfType(InconclusiveException.class)
                .isThrownBy(() -> judge(bare, new Objective.Errors(1)))
                .withMessage("T.t(): whether less than 1 % of the requests ended without a good answer cannot be told:"
                        + " The generator does not tell how many requests it has offered."
                        + " Use a generator that accounts for each request."
                        + "\n  offered an unknown number (100/s for 15 s, exp, seed 7) = 1,500 answered (150 not 2xx or 3xx)"
                        + " + an unknown number without an answer");
    }

    @Test
    void what_hangs_on_the_unknown_cannot_be_told() {
        assertThatExceptionOfType(InconclusiveException.class)
                .isThrownBy(() -> judge(new Objective.Errors(0.3)))
                .withMessage(
                        "T.t(): whether less than 0.3 % of the requests ended without a good answer cannot be told:"
                                + " Between 0 and 5 of 1,500 requests ended without a good answer, because the generator does not tell"
                                + " which of 5 were lost and which still in flight at its end."
                                + " Offer the load longer, or use a generator that accounts for each request."
                                + ACCOUNTING);
        assertThatExceptionOfType(InconclusiveException.class)
                .isThrownBy(() -> judge(new Objective.Percentile(99.8, Duration.ofMillis(50))))
                .withMessage("T.t(): whether 99.8 % of the requests took less than 50 ms cannot be told:"
                        + " p99.8 lies between 41 ms and infinity, because the generator does not tell of 5 of 1,500 requests"
                        + " how long they took: lost, in flight at its end, or not measured."
                        + " Offer the load longer, or use a generator that accounts for each request."
                        + ACCOUNTING);
    }

    private static void judge(Objective.Demand demand) {
        judge(builder().bounded(5).build(), demand);
    }

    private static void judge(WorkloadReport report, Objective.Demand demand) {
        new SloVerdict("T.t()", Map.of("shop", report)).judge(List.of(new Objective("T.t()", "", "", demand)));
    }

    private static WorkloadReport.Builder builder() {
        LatencyHistogram latencies = LatencyHistogram.create();
        latencies.record(41_000, 1_495);
        return WorkloadReport.builder(spec().build())
                .latencyBasis(LatencyBasis.ACTUAL_SEND)
                .add(new Cell(Cell.ALL_OPERATIONS, Outcome.SUCCESS, 1_495, latencies))
                .addStatus(200, 1_495);
    }

    private static WorkloadSpec.Builder spec() {
        return WorkloadSpec.builder()
                .name("shop")
                .url("http://localhost:5000")
                .rate(100)
                .duration(Duration.ofSeconds(15))
                .seed(7);
    }
}
