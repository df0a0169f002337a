// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.examples.hotel;

import java.util.Optional;

/** What a guest can ask of the {@link HotelService}. */
public enum HotelOperation {
    /** Searches hotels near a place: {@code GET /hotels?inDate&outDate&lat&lon}. */
    SEARCH("GET", "/hotels"),
    /** Recommends hotels by distance, rating or price: {@code GET /recommendations?require&lat&lon}. */
    RECOMMEND("GET", "/recommendations"),
    /** Logs a user in: {@code POST /user?username&password}. */
    LOGIN("POST", "/user"),
    /** Reserves rooms: {@code POST /reservation?inDate&outDate&hotelId&customerName&username&password&number}. */
    RESERVE("POST", "/reservation");

    private final String method;
    private final String path;

    HotelOperation(String method, String path) {
        this.method = method;
        this.path = path;
    }

    static Optional<HotelOperation> of(String method, String path) {
        for (HotelOperation operation : values()) {
            if (operation.method.equals(method) && operation.path.equals(path)) {
                return Optional.of(operation);
            }
        }
        return Optional.empty();
    }
}
