// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.report.export.JsonReport;
import io.github.wrkjunit.runtime.WorkloadRunner;
import io.github.wrkjunit.spec.Origin;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without the extension, and offline. */
class PlainProgramTest {

    @Test
    void runs_a_load_and_reads_its_report_later(@TempDir Path folder) {
        WorkloadRunner runner = WorkloadRunner.builder()
                .runtime("fake", Origin.PROGRAM)
                .evidence(folder)
                .build();

        WorkloadReport report = runner.run(WorkloadSpec.builder()
                .url("http://localhost:5000")
                .rate(100)
                .duration(Duration.ofSeconds(5))
                .build());
        WorkloadReport last = JsonReport.read(folder.resolve("workload/report.json"));

        assertThat(last.counts().answered())
                .isEqualTo(500)
                .isEqualTo(report.counts().answered());
        assertThat(last.spec()).isEqualTo(report.spec());
    }
}
