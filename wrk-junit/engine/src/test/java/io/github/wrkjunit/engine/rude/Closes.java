// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

/** Servers that close connections after complete answers. */
final class Closes {
    private Closes() {}

    /** Says {@code Connection: close} in the last of so many answers on a connection. */
    static Conduct announced(Settings settings, long answers) {
        return exchange -> {
            boolean last = exchange.index() >= answers;
            exchange.pauseSinceReceipt(settings.delayNs());
            exchange.answer(200, last ? "Connection: close\r\n" : "", Exchange.BODY);
            if (last) {
                exchange.closeOutput();
            }
        };
    }

    static Conduct silent(Settings settings, long answers) {
        Conduct healthy = Delays.constant(settings);
        return exchange -> {
            healthy.serve(exchange);
            if (exchange.index() >= answers) {
                exchange.closeOutput();
            }
        };
    }

    /** Sends the body in two writes: its end shows by nothing but the end of the connection. */
    static Conduct delimited(Settings settings) {
        return exchange -> {
            exchange.pauseSinceReceipt(settings.delayNs());
            exchange.send("HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n");
            exchange.send(Exchange.BODY.substring(0, 30));
            exchange.send(Exchange.BODY.substring(30));
            exchange.answered(200);
            exchange.closeOutput();
        };
    }
}
