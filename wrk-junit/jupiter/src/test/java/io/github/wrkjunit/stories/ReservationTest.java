// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.stories;

import static io.github.wrkjunit.assertj.WorkloadAssertions.assertThat;
import static java.time.Duration.ofMillis;

import io.github.wrkjunit.jupiter.Slo;
import io.github.wrkjunit.jupiter.WithWorkload;
import io.github.wrkjunit.jupiter.Workload;
import io.github.wrkjunit.jupiter.WorkloadTarget;
import io.github.wrkjunit.report.WorkloadReport;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A mix of loads, a declared verdict, and a project's own word for a load; the target is known once the test is set up. */
class ReservationTest {

    private int port;

    @BeforeEach
    void deploy() {
        port = 5000;
    }

    @WorkloadTarget
    URI target() {
        return URI.create("http://localhost:" + port);
    }

    @Test
    @WithWorkload(name = "search", rate = 100, path = "/hotels?inDate=2015-04-09")
    @WithWorkload(name = "reserve", rate = 0.5, duration = "20s", script = "stories/mixed.lua")
    void reserving_stays_possible_while_people_search(
            @Workload("reserve") WorkloadReport reserve, @Workload("search") WorkloadReport search) {
        assertThat(reserve).hasNoErrors();
        assertThat(search).operation("GET /hotels").hasPercentileBelow(99, ofMillis(250));
    }

    @Test
    @WithWorkload(rate = 200, duration = "20s")
    @Slo(p = 99, below = "250ms")
    @Slo(errorsBelow = "0.1%")
    void meets_its_objective() {}

    @SmokeLoad
    void is_alive(WorkloadReport report) {
        assertThat(report).hasNoErrors();
    }

    @Target({ElementType.METHOD, ElementType.TYPE})
    @Retention(RetentionPolicy.RUNTIME)
    @Test
    @WithWorkload(rate = 50, duration = "3s")
    @Slo(p = 95, below = "1s")
    @interface SmokeLoad {}
}
