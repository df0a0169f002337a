// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

/** What the servers send. */
final class Answers {
    static final String BODY = Exchange.BODY;
    static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n\r\n" + BODY;
    static final String LAST_OK =
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: 100\r\n\r\n" + BODY;

    private Answers() {}
}
