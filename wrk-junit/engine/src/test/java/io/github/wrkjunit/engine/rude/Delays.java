// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

import java.util.concurrent.atomic.AtomicLong;

/** Servers that answer correctly, sooner or later. */
final class Delays {
    private static final int PIECES = 10;

    private Delays() {}

    static Conduct constant(Settings settings) {
        return exchange -> {
            exchange.pauseSinceReceipt(settings.delayNs());
            exchange.answer(200, "", Exchange.BODY);
        };
    }

    static Conduct stall(Settings settings) {
        var firstNs = new AtomicLong();
        return exchange -> {
            firstNs.compareAndSet(0, exchange.receivedNs());
            long stallNs = firstNs.get() + settings.afterNs();
            long stallEndNs = stallNs + settings.lastingNs();
            long dueNs = exchange.receivedNs() + settings.delayNs();
            boolean stalled = dueNs - stallNs >= 0 && dueNs - stallEndNs < 0;
            exchange.pauseUntil(stalled ? stallEndNs : dueNs);
            exchange.answer(200, "", Exchange.BODY);
        };
    }

    /** The worker is its calendar: overshoot of one pause does not delay the next request, so that the capacity is exact. */
    static Conduct oneWorker(Settings settings) {
        var freeNs = new AtomicLong(System.nanoTime());
        return exchange -> {
            long receivedNs = exchange.receivedNs();
            long doneNs = freeNs.updateAndGet(free -> (free - receivedNs > 0 ? free : receivedNs) + settings.delayNs());
            exchange.pauseUntil(doneNs);
            exchange.answer(200, "", Exchange.BODY);
        };
    }

    static Conduct slowBody(Settings settings) {
        return exchange -> {
            exchange.send("HTTP/1.1 200 OK\r\nContent-Length: " + Exchange.BODY.length() + "\r\n\r\n");
            int pieceBytes = Exchange.BODY.length() / PIECES;
            for (int piece = 0; piece < PIECES; piece++) {
                exchange.pauseSinceReceipt((piece + 1) * settings.delayNs());
                exchange.send(Exchange.BODY.substring(piece * pieceBytes, (piece + 1) * pieceBytes));
            }
            exchange.answered(200);
        };
    }
}
