// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.stories;

import static io.github.wrkjunit.assertj.WorkloadAssertions.assertThat;
import static java.time.Duration.ofMillis;

import io.github.wrkjunit.jupiter.WithWorkload;
import io.github.wrkjunit.jupiter.WorkloadScope;
import io.github.wrkjunit.report.WorkloadReport;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One load, many judgements. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@WithWorkload(url = "http://localhost:5000", rate = 100, duration = "30s", scope = WorkloadScope.CLASS)
class CatalogTest {

    private final List<WorkloadReport> reports = new ArrayList<>();

    @Test
    void is_fast(WorkloadReport report) {
        reports.add(report);
        assertThat(report).hasPercentileBelow(99, ofMillis(250));
    }

    @Test
    void is_right(WorkloadReport report) {
        reports.add(report);
        assertThat(report).hasNoErrors();
    }

    @AfterAll
    void there_was_one_run() {
        Assertions.assertThat(reports.stream().distinct()).hasSize(1);
    }
}
