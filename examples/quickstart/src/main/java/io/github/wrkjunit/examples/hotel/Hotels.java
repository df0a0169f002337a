// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.examples.hotel;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The business: 80 hotels in the bay area, 501 users {@code Cornell_0} to {@code Cornell_500}. Immutable. */
final class Hotels {

    private static final int ROOMS_AT_ONCE = 10;

    private final List<Hotel> all =
            IntStream.rangeClosed(1, 80).mapToObj(Hotel::numbered).toList();

    Answer answer(HotelOperation operation, Parameters parameters) {
        return switch (operation) {
            case SEARCH -> search(parameters);
            case RECOMMEND -> recommend(parameters);
            case LOGIN -> login(parameters);
            case RESERVE -> reserve(parameters);
        };
    }

    private Answer search(Parameters parameters) {
        parameters.checkStay();
        return Answer.ok(list(byDistance(parameters)));
    }

    private Answer recommend(Parameters parameters) {
        String wish = parameters.text("require");
        Comparator<Hotel> nearest = byDistance(parameters);
        return Answer.ok(list(
                switch (wish) {
                    case "dis" -> nearest;
                    case "rate" -> Comparator.comparingDouble(Hotel::rating).reversed();
                    case "price" -> Comparator.comparingDouble(Hotel::price);
                    default -> throw new BadRequestException("require=" + wish + " is none of dis, rate, price.");
                }));
    }

    private Answer login(Parameters parameters) {
        return isKnown(parameters.text("username"), parameters.text("password"))
                ? Answer.message(200, "Login successfully!")
                : Answer.message(401, "Failed. Please check your username and password.");
    }

    private Answer reserve(Parameters parameters) {
        parameters.checkStay();
        parameters.count("hotelId", all.size());
        parameters.text("customerName");
        parameters.count("number", ROOMS_AT_ONCE);
        return isKnown(parameters.text("username"), parameters.text("password"))
                ? Answer.message(200, "Reserve successfully!")
                : Answer.message(401, "Failed. Please check your username and password.");
    }

    /** A user's password is the number ten times. */
    private static boolean isKnown(String username, String password) {
        return username.matches("Cornell_(\\d{1,2}|[1-4]\\d{2}|500)")
                && password.equals(username.substring("Cornell_".length()).repeat(10));
    }

    private static Comparator<Hotel> byDistance(Parameters parameters) {
        double latitude = parameters.number("lat");
        double longitude = parameters.number("lon");
        return Comparator.comparingDouble(hotel -> Math.hypot(hotel.latitude - latitude, hotel.longitude - longitude));
    }

    /** The first five in that order, as GeoJSON. */
    private String list(Comparator<Hotel> order) {
        return all.stream()
                .sorted(order)
                .limit(5)
                .map(Hotel::json)
                .collect(Collectors.joining(",", "{\"type\":\"FeatureCollection\",\"features\":[", "]}"));
    }

    private record Hotel(int id, double latitude, double longitude, double rating, double price) {

        static Hotel numbered(int id) {
            return new Hotel(id, 37.78 + id % 9 * 0.06, -122.25 + id % 11 * 0.03, id % 50 / 10.0, 80 + id * 37 % 160);
        }

        String json() {
            return String.format(
                    Locale.ROOT,
                    "{\"type\":\"Feature\",\"id\":\"%d\",\"properties\":{\"name\":\"Hotel %d\",\"rating\":%.1f,\"price\":%.2f},"
                            + "\"geometry\":{\"type\":\"Point\",\"coordinates\":[%.4f,%.4f]}}",
                    id,
                    id,
                    rating,
                    price,
                    longitude,
                    latitude);
        }
    }
}
