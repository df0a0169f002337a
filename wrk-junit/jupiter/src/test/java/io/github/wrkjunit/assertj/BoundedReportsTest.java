// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.assertj;

import static io.github.wrkjunit.assertj.WorkloadAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wrkjunit.report.Cell;
import io.github.wrkjunit.report.InconclusiveException;
import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.report.WorkloadReport;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A verdict on a report with unknowns holds whichever way they fall, or it is none. */
class BoundedReportsTest {

    private static final String ACCOUNTING =
            "\n  offered 1,500 (100/s for 15 s, exp, seed 7) = 1,495 answered (1,490 2xx, 5 503) + 5 lost or still in flight at the end";
    private static final String UNRESOLVED =
            "Between 5 and 10 of 1,500 requests ended without a good answer, because the generator does not tell which of 5 were"
                    + " lost and which still in flight at its end."
                    + " Offer the load longer, or use a generator that accounts for each request.";

    private final WorkloadReport report = Reports.wrapped();

    @Test
    void what_holds_either_way_passes() {
        assertThatCode(() -> assertThat(report)
                        .hasErrorRateBelow(0.01)
                        .hasErrorRateAtLeast(0.003)
                        .hasOffered(1_500)
                        .hasAtLeast(5, Outcome.SERVER_ERROR)
                        .hasNo(Outcome.CLIENT_ERROR)
                        .hasStatus(503)
                        .hasNoStatus(404)
                        .hasPercentileBelow(99, Duration.ofMillis(50))
                        .hasPercentileAtLeast(99, Duration.ofMillis(40)))
                .doesNotThrowAnyException();
    }

    @Test
    void what_fails_either_way_fails() {
        assertFails(
                () -> assertThat(report).hasNoErrors(),
                "workload \"shop\": all requests should have got a good answer (2xx or 3xx),\n  but at least 5 of 1,500 did not.");
        assertFails(
                () -> assertThat(report).hasErrorRateBelow(0.003),
                "workload \"shop\": less than 0.3 % of the requests should have ended without a good answer (2xx or 3xx),"
                        + "\n  but at least 5 of 1,500 (0.333 %) did.");
        assertFails(
                () -> assertThat(report).hasErrorRateAtLeast(0.1),
                "workload \"shop\": at least 10 % of the requests should have ended without a good answer (2xx or 3xx),"
                        + "\n  but only up to 10 of 1,500 (0.667 %) did.");
        assertFails(
                () -> assertThat(report).hasAtLeast(6, Outcome.RESET),
                "workload \"shop\": at least 6 requests should have had the outcome reset,\n  but only up to 5 of 1,500 had.");
        assertFails(
                () -> assertThat(report).hasPercentileBelow(99, Duration.ofMillis(30)),
                "workload \"shop\": 99 % of the requests should have taken less than 30 ms,"
                        + "\n  but p99 was 41 ms (over all 1,500 requests, measured from the intended start).");
        assertFails(
                () -> assertThat(report).hasPercentileAtLeast(99, Duration.ofMillis(50)),
                "workload \"shop\": p99 of the requests should have been at least 50 ms,"
                        + "\n  but it was only 41 ms (over all 1,500 requests, measured from the intended start).");
    }

    @Test
    void what_hangs_on_the_unknown_cannot_be_told() {
        assertInconclusive(
                () -> assertThat(report).hasErrorRateBelow(0.005),
                "workload \"shop\": it cannot be told whether less than 0.5 % of the requests end without a good answer (2xx or 3xx).\n  "
                        + UNRESOLVED);
        assertInconclusive(
                () -> assertThat(report).hasErrorRateAtLeast(0.005),
                "workload \"shop\": it cannot be told whether at least 0.5 % of the requests end without a good answer (2xx or 3xx).\n  "
                        + UNRESOLVED);
        assertInconclusive(
                () -> assertThat(report).hasNo(Outcome.TIMEOUT),
                "workload \"shop\": it cannot be told whether none of the requests had the outcome timeout."
                        + "\n  The generator does not tell what became of each request, only that at least 0 had the outcome timeout."
                        + " Use a generator that accounts for each request.");
        assertInconclusive(
                () -> assertThat(report).hasPercentileBelow(99.4, Duration.ofMillis(50)),
                "workload \"shop\": it cannot be told whether 99.4 % of the requests take less than 50 ms."
                        + "\n  p99.4 lies between 41 ms and infinity, because the generator does not tell of 5 of 1,500 requests"
                        + " how long they took: lost, in flight at its end, or not measured."
                        + " Offer the load longer, or use a generator that accounts for each request.");
        assertInconclusive(
                () -> assertThat(report).hasPercentileAtLeast(99.4, Duration.ofMillis(50)),
                "workload \"shop\": it cannot be told whether p99.4 of the requests is at least 50 ms."
                        + "\n  p99.4 lies between 41 ms and infinity, because the generator does not tell of 5 of 1,500 requests"
                        + " how long they took: lost, in flight at its end, or not measured."
                        + " Offer the load longer, or use a generator that accounts for each request.");
    }

    @Test
    void an_answer_that_is_none_by_http_is_at_least_one_and_may_be_joined_by_what_is_unresolved() {
        WorkloadReport malformed = report.toBuilder()
                .add(Reports.cell(Cell.ALL_OPERATIONS, Outcome.MALFORMED, 3, 3_000))
                .addStatus(600, 3)
                .build();

        assertThat(malformed).hasAtLeast(3, Outcome.MALFORMED);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(malformed).hasNo(Outcome.MALFORMED))
                .withMessageContaining("\n  but at least 3 of 1,503 had.");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(malformed).hasAtLeast(9, Outcome.MALFORMED))
                .withMessageContaining("\n  but only up to 8 of 1,503 had.");
        assertThatExceptionOfType(InconclusiveException.class)
                .isThrownBy(() -> assertThat(malformed).hasAtLeast(4, Outcome.MALFORMED));
    }

    private static void assertFails(ThrowingCallable judgement, String message) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(judgement).withMessage(message + ACCOUNTING);
    }

    private static void assertInconclusive(ThrowingCallable judgement, String message) {
        assertThatExceptionOfType(InconclusiveException.class)
                .isThrownBy(judgement)
                .withMessage(message + ACCOUNTING);
    }
}
