// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadyCheckTest {

    @TempDir
    Path folder;

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;
    private URI url;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(asked.incrementAndGet() < 3 ? 503 : 302, -1);
            exchange.close();
        });
        server.start();
        url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/shop");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void waits_until_the_answer_is_good() throws InterruptedException {
        new ReadyCheck(new FakeClock()).await(url, "/health", Duration.ofSeconds(30), line -> {});

        assertThat(asked).hasValue(3);
    }

    @Test
    void tells_the_last_answer_when_the_limit_is_over() {
        List<String> progress = new ArrayList<>();

        assertThatThrownBy(() ->
                        new ReadyCheck(new FakeClock()).await(url, "/nowhere", Duration.ofSeconds(4), progress::add))
                .isInstanceOf(WorkloadException.class)
                .hasMessage(url.resolve("/nowhere")
                        + " did not answer with 2xx or 3xx within 4 s; at last it was status 404."
                        + " Start the target first, correct wrk.ready, or raise wrk.ready.timeout.");
        assertThat(progress).containsExactly("waiting for " + url.resolve("/nowhere") + ": status 404");
    }

    @Test
    void tells_at_once_that_a_name_is_known_in_the_cluster_only() {
        URI service = URI.create("http://frontend.hotel.svc:5000");

        assertThatThrownBy(() ->
                        new ReadyCheck(new FakeClock()).await(service, "/health", Duration.ofSeconds(4), line -> {}))
                .isInstanceOf(WorkloadException.class)
                .hasMessage("http://frontend.hotel.svc:5000/health cannot be asked from this machine: only the cluster"
                        + " knows the name frontend.hotel.svc. Leave wrk.ready out, and wait for the target in the test,"
                        + " such as with kubectl wait.");
    }

    @Test
    void a_run_begins_when_its_target_is_ready() {
        FakeRuntime runtime = new FakeRuntime(plan -> (worker, limit) -> {
            assertThat(asked).hasValue(3);
            return Runs.good().run(worker, limit);
        });
        Runs runs = new Runs(folder, runtime);
        runs.settings.put("wrk.ready", "/health");

        assertThat(runs.runner()
                        .run(Runs.load().url(url.toString()).build())
                        .counts()
                        .answered())
                .isEqualTo(100);
    }

    @Test
    void a_run_does_not_begin_when_its_target_is_not_ready() {
        FakeRuntime runtime = new FakeRuntime(plan -> Runs.good());
        Runs runs = new Runs(folder, runtime);
        runs.settings.put("wrk.ready", "/nowhere");
        runs.settings.put("wrk.ready.timeout", "1s");

        assertThatThrownBy(
                        () -> runs.runner().run(Runs.load().url(url.toString()).build()))
                .isInstanceOf(WorkloadException.class)
                .hasMessageStartingWith(
                        "Workload of CheckoutTest.p99(): " + url.resolve("/nowhere") + " did not answer");
        assertThat(runtime.calls).doesNotContain("begin workload 0").endsWith("close workload 0", "close runtime");
    }
}
