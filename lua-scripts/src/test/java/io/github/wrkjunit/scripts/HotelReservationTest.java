// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HotelReservationTest {
    private static final String DAY = "2015-04-(\\d\\d)";
    private static final Pattern PLACE = Pattern.compile("&lat=(3[78]\\.?\\d{0,3})&lon=(-12[12]\\.?\\d{0,3})$");

    private final List<Request> requests = Requests.of("hotel-reservation/mixed-workload_type_1.lua");

    @Test
    void sixty_percent_search_thirty_nine_recommend_and_half_a_percent_each_log_in_and_reserve() {
        assertThat(new TreeSet<>(requests.stream().map(Request::operation).toList()))
                .containsExactly("GET /hotels", "GET /recommendations", "POST /reservation", "POST /user");
        Mix.assertShare(requests, is("GET /hotels"), 0.6);
        Mix.assertShare(requests, is("GET /recommendations"), 0.39);
        Mix.assertShare(requests, is("POST /user"), 0.005);
        Mix.assertShare(requests, is("POST /reservation"), 0.005);
    }

    @Test
    void no_request_has_a_header_but_host_or_a_body() {
        assertThat(requests).allSatisfy(request -> {
            assertThat(request.headers()).isEqualTo(Map.of("Host", "target:5000"));
            assertThat(request.body()).isEmpty();
        });
    }

    @Test
    void searches_stay_within_the_dates_and_on_the_grid_of_places() {
        List<Request> searches = Mix.only(requests, "GET /hotels");

        String query = "GET /hotels\\?inDate=%s&outDate=%s&lat=[^&]*&lon=[^&]*";
        Mix.assertRange(Mix.numbers(searches, query.formatted(DAY, "2015-04-\\d\\d")), 9, 23);
        Mix.assertRange(Mix.numbers(searches, query.formatted("2015-04-\\d\\d", DAY)), 10, 24);
        Matcher days = Pattern.compile(DAY + "&outDate=" + DAY).matcher("");
        assertThat(searches).allSatisfy(request -> {
            assertThat(days.reset(request.line()).find()).isTrue();
            assertThat(days.group(2)).isGreaterThan(days.group(1));
        });
        assertPlaces(searches);
    }

    @Test
    void recommendations_ask_for_one_of_three_wishes() {
        List<Request> recommendations = Mix.only(requests, "GET /recommendations");

        for (Map.Entry<String, Double> wish :
                Map.of("dis", 0.33, "rate", 0.33, "price", 0.34).entrySet()) {
            Mix.assertShare(
                    recommendations,
                    request -> request.line().startsWith("GET /recommendations?require=" + wish.getKey() + "&lat="),
                    wish.getValue());
        }
        assertPlaces(recommendations);
    }

    @Test
    void logins_are_those_of_the_known_users() {
        assertUsers(Mix.only(requests, "POST /user"), "POST /user\\?username=Cornell_(\\d+)&password=(\\d+)");
    }

    @Test
    void reservations_have_their_fields_in_order_and_a_place_of_nil() {
        List<Request> reservations = Mix.only(requests, "POST /reservation");

        assertUsers(
                reservations,
                "POST /reservation\\?inDate=2015-04-\\d\\d&outDate=2015-04-\\d\\d&lat=nil&lon=nil&hotelId=\\d+"
                        + "&customerName=Cornell_(\\d+)&username=Cornell_\\1&password=(\\d+)&number=1");
        Matcher fields =
                Pattern.compile(DAY + "&outDate=" + DAY + ".*hotelId=(\\d+)&").matcher("");
        assertThat(reservations).allSatisfy(request -> {
            assertThat(fields.reset(request.line()).find()).isTrue();
            int arrival = Integer.parseInt(fields.group(1));
            assertThat(arrival).isBetween(9, 23);
            assertThat(Integer.parseInt(fields.group(2)) - arrival).isBetween(1, 5);
            assertThat(Integer.parseInt(fields.group(3))).isBetween(1, 80);
        });
    }

    private static void assertPlaces(List<Request> requests) {
        Set<Double> latitudes = new TreeSet<>();
        Set<Double> longitudes = new TreeSet<>();
        for (Request request : requests) {
            Matcher place = PLACE.matcher(request.line());
            assertThat(place.find()).as(request.line()).isTrue();
            latitudes.add(Double.valueOf(place.group(1)));
            longitudes.add(Double.valueOf(place.group(2)));
        }
        assertThat(latitudes).hasSizeBetween(475, 482).allMatch(at -> at >= 37.783 && at <= 38.264);
        assertThat(longitudes).hasSizeBetween(320, 326).allMatch(at -> at >= -122.252 && at <= -121.927);
    }

    private static void assertUsers(List<Request> requests, String pattern) {
        Matcher user = Pattern.compile(pattern).matcher("");
        assertThat(requests).isNotEmpty().allSatisfy(request -> {
            assertThat(user.reset(request.line()).matches()).as(request.line()).isTrue();
            assertThat(Integer.parseInt(user.group(1))).isBetween(0, 500);
            assertThat(user.group(2)).isEqualTo(user.group(1).repeat(10));
        });
    }

    private static Predicate<Request> is(String operation) {
        return request -> request.operation().equals(operation);
    }
}
