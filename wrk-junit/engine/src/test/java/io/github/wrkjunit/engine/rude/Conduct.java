// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

import java.io.IOException;

/** What a listening server does with one request. Called by the threads of all connections at once. */
@FunctionalInterface
interface Conduct {

    /** Deals with one request and logs what was done about it, by the methods of the exchange. */
    void serve(Exchange exchange) throws IOException;

    /** The conduct of a behaviour that lets connections come about. */
    static Conduct of(Behaviour behaviour, Settings settings) {
        return switch (behaviour) {
            case HEALTHY -> Delays.constant(settings);
            case STALL -> Delays.stall(settings);
            case HALF_CAPACITY -> Delays.oneWorker(settings);
            case SLOW_BODY -> Delays.slowBody(settings);
            case DEAD_FROM -> Losses.deadFrom(settings);
            case HANGS -> Losses.hangs(settings);
            case RESETS -> Losses.resets(settings);
            case BLACK_HOLE -> Exchange::hang;
            case GARBAGE -> Losses.garbage(settings);
            case TRUNCATES -> Losses.truncates(settings);
            case CLOSES -> Closes.announced(settings, 1);
            case CLOSES_SILENTLY -> Closes.silent(settings, 1);
            case KEEP_ALIVE_10 -> Closes.silent(settings, settings.every());
            case KEEP_ALIVE_10_ANNOUNCED -> Closes.announced(settings, settings.every());
            case CLOSE_DELIMITED -> Closes.delimited(settings);
            case ERRORS -> Framings.errors(settings);
            case EARLY_HINTS -> Framings.earlyHints(settings);
            case NO_BODY -> Framings.noBody(settings);
            case CHUNKED -> Framings.chunked(settings);
            case REFUSES, BLACK_HOLE_SYN ->
                throw new IllegalArgumentException(behaviour + " has no connections. Open its Door instead.");
        };
    }
}
