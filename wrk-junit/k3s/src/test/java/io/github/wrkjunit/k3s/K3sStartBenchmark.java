// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;

/** How long a cluster takes: from JUnit's start to the body of the first test, beside a bare container of Testcontainers. */
@TestInstance(Lifecycle.PER_CLASS)
class K3sStartBenchmark {

    private static volatile Instant body = Instant.EPOCH;

    private final List<Long> ownMillis = new ArrayList<>();
    private final List<Long> bareMillis = new ArrayList<>();

    @RepeatedTest(5)
    void measures() {
        Instant begin = Instant.now();
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(FirstTestCases.class))
                .execute()
                .testEvents()
                .assertStatistics(statistics -> statistics.succeeded(1));
        ownMillis.add(Duration.between(begin, body).toMillis());

        begin = Instant.now();
        try (K3sContainer bare = new K3sContainer(DockerImageName.parse("rancher/k3s:v1.34.4-k3s1"))) {
            bare.start();
            bareMillis.add(Duration.between(begin, Instant.now()).toMillis());
        }
        System.out.printf(
                Locale.ROOT,
                "k3s: start to first test, median of %d: %d ms %s (claimed: below 20,000); bare container: %d ms %s%n",
                ownMillis.size(),
                median(ownMillis),
                ownMillis,
                median(bareMillis),
                bareMillis);
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    @WithK3s
    static class FirstTestCases {
        @Test
        void runs() {
            body = Instant.now();
        }
    }
}
