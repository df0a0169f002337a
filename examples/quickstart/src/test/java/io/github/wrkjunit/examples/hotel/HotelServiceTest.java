// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.examples.hotel;

import static io.github.wrkjunit.examples.hotel.HotelOperation.LOGIN;
import static io.github.wrkjunit.examples.hotel.HotelOperation.RECOMMEND;
import static io.github.wrkjunit.examples.hotel.HotelOperation.SEARCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The service by itself, one request at a time: no load here. */
class HotelServiceTest {

    private static final String SEARCHING = "/hotels?inDate=2015-04-09&outDate=2015-04-10&lat=37.9&lon=-122.1";
    private static final String RECOMMENDING = "/recommendations?require=rate&lat=37.9&lon=-122.1";
    private static final String LOGGING_IN = "/user?username=Cornell_17&password=17171717171717171717";

    private final HotelService hotel = HotelService.start();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        hotel.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET  | /hotels?inDate=2015-04-09&outDate=2015-04-10&lat=37.9&lon=-122.1 | FeatureCollection
            GET  | /recommendations?require=price&lat=37.9&lon=-122.1               | FeatureCollection
            POST | /user?username=Cornell_0&password=0000000000                     | Login successfully!
            POST | /reservation?inDate=2015-04-23&outDate=2015-04-28&lat=nil&lon=nil&hotelId=80&customerName=Cornell_9&username=Cornell_9&password=9999999999&number=1 | Reserve successfully!
            """)
    void answers_what_the_script_asks(String method, String path, String part) throws Exception {
        HttpResponse<String> answer = send(method, path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("{").endsWith("}").contains(part);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET  | /hotels?outDate=2015-04-10&lat=37.9&lon=-122.1                   | 400 | Please specify inDate.
            GET  | /hotels?inDate=9&outDate=2015-04-10&lat=37.9&lon=-122.1          | 400 | inDate=9 is not a date such as 2015-04-09.
            GET  | /hotels?inDate=2015-04-10&outDate=2015-04-10&lat=37.9&lon=-122.1 | 400 | outDate=2015-04-10 is not after inDate=2015-04-10.
            GET  | /hotels?inDate=2015-04-09&outDate=2015-04-10&lat=nil&lon=-122.1  | 400 | lat=nil is not a number.
            GET  | /recommendations?require=pool&lat=37.9&lon=-122.1                | 400 | require=pool is none of dis, rate, price.
            POST | /user?username=Cornell_1                                         | 400 | Please specify password.
            POST | /user?username=Cornell_1&password=2222222222                     | 401 | Failed. Please check your username and password.
            POST | /user?username=Cornell_501&password=501501501501501501501501501501 | 401 | Failed. Please check your username and password.
            POST | /reservation?inDate=2015-04-23&outDate=2015-04-28&hotelId=81     | 400 | hotelId=81 is not a whole number from 1 to 80.
            GET  | /rooms                                                           | 404 | There is no GET /rooms.
            """)
    void says_what_is_wrong_with_a_request(String method, String path, int status, String message) throws Exception {
        HttpResponse<String> answer = send(method, path);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo("{\"message\":\"" + message + "\"}");
    }

    @Test
    void a_slow_operation_answers_late() throws Exception {
        hotel.slow(SEARCH, Duration.ofMillis(200));
        long before = System.nanoTime();

        HttpResponse<String> answer = send("GET", SEARCHING);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void a_failing_operation_fails_a_share_of_its_requests_and_no_other() throws Exception {
        hotel.fail(RECOMMEND, 0.25);

        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            statuses.add(send("GET", RECOMMENDING).statusCode());
        }

        assertThat(statuses).containsExactly(200, 200, 200, 503, 200, 200, 200, 503);
        assertThat(send("GET", SEARCHING).statusCode()).isEqualTo(200);
    }

    @Test
    void a_hanging_operation_never_answers_while_others_do() throws Exception {
        hotel.hang(LOGIN);

        assertThatThrownBy(() -> send("POST", LOGGING_IN)).isInstanceOf(HttpTimeoutException.class);
        assertThat(send("GET", SEARCHING).statusCode()).isEqualTo(200);
    }

    @Test
    void a_dead_service_refuses_connections_until_it_heals() throws Exception {
        String url = hotel.url();

        hotel.die();

        assertThatThrownBy(() -> send("GET", SEARCHING)).isInstanceOf(ConnectException.class);
        hotel.heal();
        assertThat(hotel.url()).isEqualTo(url);
        assertThat(send("GET", SEARCHING).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(hotel.url() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofMillis(path.equals(LOGGING_IN) ? 300 : 20_000))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
