// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

/** Servers that lose requests. */
final class Losses {
    /** What a mail server says to whoever connects: printable, with a number in front, and not HTTP. */
    private static final String NOT_HTTP = "220 localhost ESMTP ready\r\n";

    private Losses() {}

    /** Healthy until a thread of its own cuts everything: death does not wait for a request. */
    static Conduct deadFrom(Settings settings) {
        Conduct healthy = Delays.constant(settings);
        return exchange -> {
            if (exchange.sequence() == 1) {
                Listener listener = exchange.listener();
                long deathNs = exchange.receivedNs() + settings.afterNs();
                var death = new Thread(
                        () -> {
                            Pauses.until(deathNs);
                            listener.die();
                        },
                        "wrk-rude-death-1");
                death.setDaemon(true);
                death.start();
            }
            healthy.serve(exchange);
        };
    }

    static Conduct hangs(Settings settings) {
        Conduct healthy = Delays.constant(settings);
        return exchange -> {
            if (exchange.sequence() % settings.every() == 0) {
                exchange.hang();
            } else {
                healthy.serve(exchange);
            }
        };
    }

    static Conduct resets(Settings settings) {
        Conduct healthy = Delays.constant(settings);
        return exchange -> {
            if (exchange.sequence() % settings.every() == 0) {
                exchange.pauseSinceReceipt(settings.delayNs());
                exchange.reset();
            } else {
                healthy.serve(exchange);
            }
        };
    }

    static Conduct garbage(Settings settings) {
        return exchange -> {
            exchange.pauseSinceReceipt(settings.delayNs());
            exchange.send(NOT_HTTP);
            exchange.did(Deed.GARBAGE);
        };
    }

    static Conduct truncates(Settings settings) {
        return exchange -> {
            exchange.pauseSinceReceipt(settings.delayNs());
            exchange.send("HTTP/1.1 200 OK\r\nContent-Length: " + Exchange.BODY.length() + "\r\n\r\n"
                    + Exchange.BODY.substring(0, Exchange.BODY.length() / 2));
            exchange.did(Deed.TRUNCATED);
            exchange.closeOutput();
        };
    }
}
