// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static io.github.wrkjunit.spec.Distribution.NORM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.wrkjunit.jupiter.WithWorkload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** What the stock image cannot offer is refused from an annotation, before any cluster is asked. */
class RefusedLoadTest {

    @Test
    void aiopslabs_default_distribution_is_refused_with_what_to_use_instead() {
        Throwable refused = EngineTestKit.engine("junit-jupiter")
                .configurationParameter("wrk.runtime", "kubernetes")
                .configurationParameter("wrk.kubernetes.kubeconfig", "/no/such/kubeconfig")
                .selectors(selectClass(NormTestCase.class))
                .execute()
                .testEvents()
                .failed()
                .stream()
                .map(RefusedLoadTest::failure)
                .findFirst()
                .orElseThrow();

        assertThat(refused)
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining(
                        "dist = NORM cannot be offered by deathstarbench/wrk2-client:latest: wrk2 has no normal"
                                + " distribution and sends as fast as it can instead, also where AIOpsLab does so by default. Use EXP, random"
                                + " arrivals at the same mean rate, or FIXED, or set wrk.kubernetes.engine = wrk-junit.");
    }

    private static Throwable failure(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
    }

    static class NormTestCase {

        @Test
        @WithWorkload(url = "http://frontend.hotel.svc:5000", rate = 100, duration = "10s", dist = NORM)
        void is_never_run() {
            throw new IllegalStateException("the load was not refused");
        }
    }
}
