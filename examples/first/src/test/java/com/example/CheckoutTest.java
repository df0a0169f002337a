// SPDX-License-Identifier: Apache-2.0
package com.example;

import static io.github.wrkjunit.assertj.WorkloadAssertions.assertThat;

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

/** A first test in a project whose pom is that of wrk-junit's README. */
class CheckoutTest {

    private static HttpServer server;

    @BeforeAll
    static void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @WorkloadTarget
    static String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    @Test
    @WithWorkload(rate = 50, duration = "2s", script = "hotel-reservation/mixed-workload_type_1.lua")
    void answers_everything(WorkloadReport report) {
        assertThat(report).hasNoErrors();
    }
}
