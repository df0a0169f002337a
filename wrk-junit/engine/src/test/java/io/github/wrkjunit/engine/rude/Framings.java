// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** Servers that make use of what HTTP/1.1 allows besides a plain 200 with a Content-Length. */
final class Framings {
    /** Long enough for the client's kernel to hand over one segment before the next arrives, mostly. */
    private static final long SEGMENT_PAUSE_NS = TimeUnit.MICROSECONDS.toNanos(100);

    /** Ends of segments fall into a header name, between CR and LF, into a chunk's size and into the trailers. */
    private static final List<String> CHUNKED_SEGMENTS = List.of(
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Enc",
            "oding: chunked\r\nTrailer: X-Checksum\r",
            "\n\r\n1",
            "0;part=first\r\n0123456789abcdef\r\nA;note=\"a;b\"\r",
            "\n01234",
            "56789\r\n0;last\r\nX-Check",
            "sum: 26\r\n\r",
            "\n");

    private Framings() {}

    static Conduct errors(Settings settings) {
        Conduct healthy = Delays.constant(settings);
        return exchange -> {
            if (exchange.sequence() % settings.every() == 0) {
                exchange.answer(500, "", "out of order\n");
            } else {
                healthy.serve(exchange);
            }
        };
    }

    static Conduct earlyHints(Settings settings) {
        Conduct healthy = Delays.constant(settings);
        return exchange -> {
            exchange.send("HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload; as=style\r\n\r\n");
            healthy.serve(exchange);
        };
    }

    static Conduct noBody(Settings settings) {
        return exchange -> {
            exchange.pauseSinceReceipt(settings.delayNs());
            RequestHead head = exchange.head();
            if (head.line().path().startsWith("/empty")) {
                exchange.send("HTTP/1.1 204 No Content\r\n\r\n");
                exchange.answered(204);
            } else if (head.headers().containsKey("if-none-match")
                    || head.line().path().startsWith("/cached")) {
                exchange.send("HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\nContent-Length: " + Exchange.BODY.length()
                        + "\r\n\r\n");
                exchange.answered(304);
            } else {
                exchange.answer(200, "ETag: \"1\"\r\n", Exchange.BODY);
            }
        };
    }

    static Conduct chunked(Settings settings) {
        return exchange -> {
            long dueNs = exchange.receivedNs() + settings.delayNs();
            for (String segment : CHUNKED_SEGMENTS) {
                // Before each and not after: with the last byte the answer is complete, and no stop may come between.
                exchange.pauseUntil(dueNs);
                exchange.send(segment);
                dueNs = System.nanoTime() + SEGMENT_PAUSE_NS;
            }
            exchange.answered(200);
        };
    }
}
