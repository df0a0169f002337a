// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import static io.github.wrkjunit.assertj.WorkloadAssertions.assertThat;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.PackageVersion;
import io.github.wrkjunit.jupiter.WithWorkload;
import io.github.wrkjunit.jupiter.WorkloadTarget;
import io.github.wrkjunit.report.WorkloadReport;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ShopTest {

    @LocalServerPort
    int port;

    @WorkloadTarget
    URI target() {
        return URI.create("http://localhost:" + port);
    }

    @Test
    @WithWorkload(
            script = "patterns/read-heavy.lua",
            rate = 100,
            connections = 20,
            warmup = "1s", // the first answers of a fresh JVM are slow
            duration = "2s",
            seed = 7)
    void answers_readers_and_buyers(WorkloadReport report) {
        assertThat(report).hasNoErrors().hasPercentileBelow(95, ofSeconds(5));
        assertThat(report).operation("POST /items").hasNoErrors();
    }

    @Test
    void jackson_is_the_one_that_this_project_chose() {
        assertThat(PackageVersion.VERSION).hasToString(System.getProperty("expected.jackson"));
    }
}
