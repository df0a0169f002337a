// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.stories;

import static io.github.wrkjunit.assertj.WorkloadAssertions.assertThat;
import static java.time.Duration.ofMillis;

import com.sun.net.httpserver.HttpServer;
import io.github.wrkjunit.jupiter.WithWorkload;
import io.github.wrkjunit.jupiter.WorkloadTarget;
import io.github.wrkjunit.report.WorkloadReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server on a port that it chooses itself. */
class ShopTest {

    private static HttpServer server;

    @BeforeAll
    static void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @WorkloadTarget
    static String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    @Test
    @WithWorkload(rate = 50, duration = "5s")
    void answers(WorkloadReport report) {
        assertThat(report).hasNoErrors();
    }

    @Test
    @WithWorkload(rate = 100, duration = "5s")
    void every_operation_is_fast(WorkloadReport report) {
        assertThat(report).operation("GET /").hasPercentileBelow(95, ofMillis(100));
        assertThat(report).operations().allSatisfy(operation -> assertThat(operation)
                .hasNoErrors());
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }
}
