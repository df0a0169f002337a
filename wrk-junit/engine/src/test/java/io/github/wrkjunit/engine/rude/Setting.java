// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

import java.time.Duration;
import java.util.Locale;

/**
 * One number that a behaviour can be told; see {@link Behaviour} for which takes what.
 *
 * @param key what it sets
 * @param value microseconds for times, else a count
 */
public record Setting(Key key, long value) {

    /** What can be set. */
    public enum Key {
        /** Time from the arrival of a request to its answer, in microseconds. */
        DELAY_US,
        /** How many requests make a turn. */
        EVERY,
        /** When it begins, counted from the arrival of the first request, in microseconds. */
        AFTER_US,
        /** How long it goes on, in microseconds. */
        LASTING_US;

        private String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Rejects negative values, and a turn of no requests. */
    public Setting {
        if (value < 0 || (key == Key.EVERY && value == 0)) {
            throw new IllegalArgumentException(
                    "Setting " + key.label() + "=" + value + " is out of range. Use 0 or more, for every 1 or more.");
        }
    }

    /** The time from the arrival of a request to its answer. */
    public static Setting delay(Duration delay) {
        return new Setting(Key.DELAY_US, micros(delay));
    }

    /** How many requests make a turn: the last of them gets the special treatment. */
    public static Setting every(long requests) {
        return new Setting(Key.EVERY, requests);
    }

    /** When it begins, counted from the arrival of the first request. */
    public static Setting after(Duration after) {
        return new Setting(Key.AFTER_US, micros(after));
    }

    /** How long it goes on. */
    public static Setting lasting(Duration lasting) {
        return new Setting(Key.LASTING_US, micros(lasting));
    }

    /** The form that {@link #parse} reads: {@code delay_us=5000}. */
    @Override
    public String toString() {
        return key.label() + "=" + value;
    }

    static Setting parse(String text) {
        int equals = text.indexOf('=');
        return new Setting(
                Key.valueOf(text.substring(0, equals).toUpperCase(Locale.ROOT)),
                Long.parseLong(text.substring(equals + 1)));
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
