// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** One request and the means to deal with it. Confined to the thread of its connection. */
final class Exchange {
    /** The body of an ordinary answer: 100 bytes. */
    static final String BODY = "0123456789".repeat(10);

    private final Connection connection;
    private final LogWriter log;
    private final long sequence;
    private final int index;
    private final long receivedNs;
    private final RequestHead head;
    private boolean settled;

    Exchange(Connection connection, LogWriter log, long sequence, int index, long receivedNs, RequestHead head) {
        this.connection = connection;
        this.log = log;
        this.sequence = sequence;
        this.index = index;
        this.receivedNs = receivedNs;
        this.head = head;
    }

    /** The number of this request among all that the server received; the first is 1. */
    long sequence() {
        return sequence;
    }

    /** The number of this request among those on its connection; the first is 1. */
    int index() {
        return index;
    }

    long receivedNs() {
        return receivedNs;
    }

    RequestHead head() {
        return head;
    }

    Listener listener() {
        return connection.listener();
    }

    void pauseSinceReceipt(long pauseNs) throws IOException {
        pauseUntil(receivedNs + pauseNs);
    }

    void pauseUntil(long nanoTime) throws IOException {
        connection.pauseUntil(nanoTime);
    }

    /** Sends bytes and logs nothing. */
    void send(String text) throws IOException {
        connection.send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends a complete answer as the client asked for it (without body to HEAD, with a close if it said so) and logs it. */
    void answer(int status, String headers, String body) throws IOException {
        String close = head.isLast() ? "Connection: close\r\n" : "";
        send("HTTP/1.1 " + status + " " + reason(status) + "\r\nContent-Type: text/plain\r\n" + headers + close
                + "Content-Length: " + body.length() + "\r\n\r\n" + (head.isHead() ? "" : body));
        answered(status);
        if (head.isLast()) {
            closeOutput();
        }
    }

    /** Logs that a complete answer was sent. */
    void answered(int status) {
        settle(Deed.ANSWERED, status);
    }

    /** Logs what was done instead of an answer. */
    void did(Deed deed) {
        settle(deed, 0);
    }

    /** Ends what is sent on this connection (FIN) and goes on reading, so that nothing that still arrives is missed. */
    void closeOutput() throws IOException {
        connection.closeOutput();
    }

    /** Sends nothing for this request, nor for any later one on its connection. */
    void hang() {
        did(Deed.HUNG);
        connection.mute();
    }

    void reset() throws IOException {
        connection.reset();
        did(Deed.RESET);
    }

    /** Logs what the end of the connection meant for this request, unless all was said before. */
    void cut(Deed deed) {
        if (!settled) {
            did(deed);
        }
    }

    private void settle(Deed deed, int status) {
        settled = true;
        log.done(sequence, deed, status);
    }

    private static String reason(int status) {
        return status == 200 ? "OK" : "Internal Server Error";
    }
}
