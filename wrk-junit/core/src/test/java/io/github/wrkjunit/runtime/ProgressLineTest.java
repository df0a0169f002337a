// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.report.Cell;
import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

    private static final WorkloadSpec SPEC =
            Runs.load().name("checkout").duration(Duration.ofSeconds(30)).build();

    @Test
    void tells_elapsed_rate_p99_and_errors() {
        ProgressLine line = new ProgressLine(SPEC);
        line.add(List.of(Runs.answers(1000)));
        line.add(List.of(Runs.answers(198), new Cell("GET /", Outcome.UNANSWERED, 3, null)));

        assertThat(line.text(Duration.ofMillis(12_004)))
                .isEqualTo("checkout: 12 s of 30 s, 99.8/s, p99 10 ms, 3 errors");
    }

    @Test
    void tells_only_the_time_before_anything_is_known() {
        assertThat(new ProgressLine(SPEC).text(Duration.ofSeconds(3))).isEqualTo("checkout: 3 s of 30 s");
    }

    @Test
    void after_the_duration_it_waits_for_the_last_answers() {
        ProgressLine line = new ProgressLine(SPEC);

        assertThat(line.text(Duration.ofSeconds(30))).isEqualTo("checkout: 30 s of 30 s, waiting for the last answers");
        assertThat(line.text(Duration.ofSeconds(31))).isEqualTo("checkout: 30 s of 30 s, waiting for the last answers");
    }

    @Test
    void a_p99_among_errors_is_unbounded() {
        ProgressLine line = new ProgressLine(SPEC);
        line.add(List.of(new Cell("GET /", Outcome.CONNECT, 1, null)));

        assertThat(line.text(Duration.ofSeconds(3))).isEqualTo("checkout: 3 s of 30 s, 0/s, p99 unbounded, 1 error");
    }
}
