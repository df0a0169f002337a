// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

import java.util.Objects;

/**
 * One complete request, head and body, as a server received it.
 *
 * @param sequence its number among all requests of the server, in the order of their arrival, from 1; two that arrive
 *     within microseconds may be numbered the other way round
 * @param connection the number of its connection, in the order in which they were accepted, from 1
 * @param index its number among the requests of its connection, from 1
 * @param receivedUs when its last byte was read, in microseconds since the epoch
 * @param requestLine its first line; what is not printable ASCII is written as {@code \xNN}
 * @param id the query parameter {@code id}, else the header X-Request-Id, empty if there is neither
 * @param deed what the server did about it
 * @param status the status of the answer; 0 unless it was answered
 * @param doneUs when that was done, for an answer when its last byte was handed to the kernel, in microseconds since the
 *     epoch; -1 if the server was killed before
 */
public record ReceivedRequest(
        long sequence,
        long connection,
        int index,
        long receivedUs,
        String requestLine,
        String id,
        Deed deed,
        int status,
        long doneUs) {

    /** Rejects missing parts. */
    public ReceivedRequest {
        Objects.requireNonNull(requestLine, "requestLine");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(deed, "deed");
    }

    /** The method: {@code GET}. */
    public String method() {
        return new RequestLine(requestLine).method();
    }

    /** The path without the query: {@code /hotels}. */
    public String path() {
        return new RequestLine(requestLine).path();
    }

    /** Method and path without the query: {@code GET /hotels}. */
    public String operation() {
        return method() + " " + path();
    }

    ReceivedRequest done(long nowUs, Deed what, int answer) {
        return new ReceivedRequest(sequence, connection, index, receivedUs, requestLine, id, what, answer, nowUs);
    }
}
