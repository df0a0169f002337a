// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

import java.time.Duration;
import java.util.List;

/**
 * How a {@link RudeServer} treats its clients.
 *
 * <p>Every answer is {@code 200} with a body of 100 bytes and an exact Content-Length, and the connection is kept, unless
 * the constant says otherwise. "Every nth" counts complete requests in the order of their arrival over all connections;
 * "from" counts from the arrival of the first complete request. Behaviours that answer take {@link Setting#delay}, the
 * time from the arrival of a request to its answer, zero by default.
 */
public enum Behaviour {
    /** Answers all requests after the {@link Setting#delay}. */
    HEALTHY(delay(0)),
    /** Sends nothing for two seconds, from the first second on; what is due in the stall leaves at its end. */
    STALL(delay(0), Setting.after(Duration.ofSeconds(1)), Setting.lasting(Duration.ofSeconds(2))),
    /** Is healthy, then resets all connections and refuses new ones, from the third second on. */
    DEAD_FROM(delay(0), Setting.after(Duration.ofSeconds(3))),
    /** Never answers every 50th request; nothing more comes on its connection. */
    HANGS(delay(0), Setting.every(50)),
    /** Resets the connection on every 40th request instead of an answer. */
    RESETS(delay(0), Setting.every(40)),
    /** Answers every second request with {@code 500} at once, the others after the delay. */
    ERRORS(delay(0), Setting.every(2)),
    /** Accepts and reads, and never answers. */
    BLACK_HOLE,
    /** Lets no connection come about: the listen backlog is full and nobody accepts, so that the kernel drops each SYN. */
    BLACK_HOLE_SYN,
    /** Nothing listens on the port. It stays reserved, so that nobody else can listen on it either. */
    REFUSES,
    /** Answers with bytes that are not HTTP and leaves the connection open. */
    GARBAGE(delay(0)),
    /** Closes after each answer and says so by {@code Connection: close}. */
    CLOSES(delay(0)),
    /** Closes after each answer without saying so. */
    CLOSES_SILENTLY(delay(0)),
    /** Closes each connection after ten answers ({@link Setting#every}) without saying so. */
    KEEP_ALIVE_10(delay(0), Setting.every(10)),
    /** Closes each connection after ten answers ({@link Setting#every}), the last of which says {@code Connection: close}. */
    KEEP_ALIVE_10_ANNOUNCED(delay(0), Setting.every(10)),
    /** Sends {@code 103} with a Link header at once, and the {@code 200} after the delay. */
    EARLY_HINTS(delay(0)),
    /**
     * Sends answers that have no body: to HEAD, {@code 304} to {@code /cached} or with If-None-Match, {@code 204} to
     * {@code /empty}. The first two carry the Content-Length of the body that GET would have had. All else has a body.
     */
    NO_BODY(delay(0)),
    /** Announces 100 bytes, sends 50 and closes. */
    TRUNCATES(delay(0)),
    /** One worker for all connections, 20 ms of service ({@link Setting#delay}) a request, first come first served: 50/s. */
    HALF_CAPACITY(delay(20)),
    /** Sends chunks with extensions and trailers, in several TCP segments that begin and end anywhere. */
    CHUNKED(delay(0)),
    /** Answers as HTTP/1.0 without a length: the body ends where the connection ends. */
    CLOSE_DELIMITED(delay(0)),
    /** Sends the head at once, then ten pieces of the body, 20 ms ({@link Setting#delay}) before each. */
    SLOW_BODY(delay(20));

    // An unmodifiable list of records: immutable, which its type does not show.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Setting> defaults;

    Behaviour(Setting... defaults) {
        this.defaults = List.of(defaults);
    }

    /** The settings that this behaviour takes, with the values that hold if a test gives none. */
    public List<Setting> defaults() {
        return defaults;
    }

    private static Setting delay(long millis) {
        return Setting.delay(Duration.ofMillis(millis));
    }
}
