// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.benchmarks;

import io.github.wrkjunit.jupiter.WithWorkload;
import io.github.wrkjunit.jupiter.WorkloadTarget;
import io.github.wrkjunit.spec.Distribution;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * What an annotated test costs beside its load: from the annotation to the first request, and from the last answer to the body,
 * as the service has seen them.
 */
@TestInstance(Lifecycle.PER_CLASS)
class OverheadBenchmark {

    private final List<Long> beforeMillis = new ArrayList<>();
    private final List<Long> afterMillis = new ArrayList<>();
    private final ConstantService service;
    private Instant annotated = Instant.EPOCH;

    OverheadBenchmark() throws IOException {
        service = new ConstantService(Duration.ofMillis(1));
    }

    @WorkloadTarget
    String target() {
        return service.url();
    }

    @BeforeEach
    void begin() {
        annotated = Instant.now();
    }

    @RepeatedTest(10)
    @WithWorkload(rate = 100, duration = "1s", dist = Distribution.FIXED, judged = false)
    void measures() throws IOException {
        Instant body = Instant.now();
        ConstantService.Seen seen = service.seen();
        beforeMillis.add(Duration.between(annotated, seen.firstRequest()).toMillis());
        afterMillis.add(Duration.between(seen.lastAnswer(), body).toMillis());
    }

    @AfterAll
    void tell() {
        service.close();
        System.out.printf(
                Locale.ROOT,
                "overhead: annotation to first request, median of %d: %d ms %s (claimed: below 1,500);"
                        + " last answer to body: %d ms %s (claimed: below 300)%n",
                beforeMillis.size(),
                median(beforeMillis),
                beforeMillis,
                median(afterMillis),
                afterMillis);
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
