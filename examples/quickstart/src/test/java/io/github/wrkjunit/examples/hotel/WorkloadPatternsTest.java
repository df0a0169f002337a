// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.examples.hotel;

import static io.github.wrkjunit.assertj.WorkloadAssertions.assertThat;
import static io.github.wrkjunit.spec.Distribution.EXP;
import static io.github.wrkjunit.spec.Distribution.ZIPF;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.jupiter.WithWorkload;
import io.github.wrkjunit.jupiter.WorkloadTarget;
import io.github.wrkjunit.jupiter.Workloads;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.runtime.RunningWorkload;
import io.github.wrkjunit.runtime.WorkloadRunner;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The kinds of load that people offer: stress, bursts, a light background, and a script of their own. One service for all tests. */
class WorkloadPatternsTest {

    private static final String HOTEL_MIX = "hotel-reservation/mixed-workload_type_1.lua";

    @WorkloadTarget
    private static String url = "";

    private static HotelService hotel;

    @BeforeAll
    static void start() {
        hotel = HotelService.start();
        url = hotel.url();
    }

    @AfterAll
    static void stop() {
        hotel.close();
    }

    @Test
    @WithWorkload(script = HOTEL_MIX, rate = 1000, dist = EXP, threads = 8, connections = 100, duration = "2s")
    void stress(WorkloadReport report) {
        assertThat(report).hasNoErrors().hasPercentileBelow(99, ofSeconds(5));
    }

    @Test
    @WithWorkload(script = HOTEL_MIX, rate = 100, dist = ZIPF, connections = 10, duration = "3s")
    void bursts(WorkloadReport report) {
        // Most requests follow closely on the last, some after a long pause; what queues in a burst waits, and that
        // counts.
        assertThat(report).hasNoErrors().hasPercentileBelow(95, ofSeconds(5));
    }

    @Test
    @Workloads
    void a_light_background_load_while_the_test_does_something_else(WorkloadRunner workloads) throws Exception {
        try (RunningWorkload background =
                workloads.start(load -> load.script(HOTEL_MIX).rate(5).duration(ofSeconds(3)))) {

            background.awaitElapsed(ofSeconds(1));
            background.during("reservation", () -> assertThat(reserve()).contains("Reserve successfully!"));

            WorkloadReport report = background.await();
            assertThat(report).hasNoErrors().hasOfferedAtLeast(3);
            assertThat(report.windows()).containsExactly("reservation");
        }
    }

    @Test
    @WithWorkload(script = "guest-journey.lua", rate = 60, threads = 1, connections = 20, duration = "2s")
    void a_script_of_your_own(WorkloadReport report) {
        assertThat(report).hasNoErrors();
        assertThat(report)
                .operations()
                .contain("GET /hotels", "POST /user", "POST /reservation")
                .allSatisfy(operation -> assertThat(operation).hasOfferedAtLeast(20));
    }

    private static String reserve() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(url + "/reservation?inDate=2015-04-09&outDate=2015-04-10&hotelId=7&number=1"
                                + "&customerName=Cornell_1&username=Cornell_1&password=1111111111"))
                .POST(BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
