// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.stories;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.jupiter.WorkloadTarget;
import io.github.wrkjunit.jupiter.Workloads;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.runtime.RunningWorkload;
import io.github.wrkjunit.runtime.WorkloadRunner;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The test drives: a fault in the midst of a load, and a load for each parameter. */
class FaultTest {

    @WorkloadTarget
    static final String URL = "http://localhost:5000/hang"; // runs until it is stopped

    @Test
    @Workloads
    void a_killed_pod_shows_in_the_report(WorkloadRunner workloads) {
        List<String> killed = new ArrayList<>();

        RunningWorkload load = workloads.start(spec -> spec.rate(100).duration(ofSeconds(90)));
        load.during("fault", () -> killed.add("app=profile"));
        load.stop();
        WorkloadReport report = load.await();

        assertThat(killed).containsExactly("app=profile");
        assertThat(report.windows()).containsExactly("fault");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 1000})
    @Workloads
    void scales(int rate, WorkloadRunner workloads) {
        WorkloadReport report =
                workloads.run(spec -> spec.rate(rate).duration(ofSeconds(10)).path("/"));

        assertThat(report.counts().answered()).isEqualTo(10L * rate);
    }
}
