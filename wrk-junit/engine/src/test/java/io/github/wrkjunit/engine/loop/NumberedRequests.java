// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.loop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.wrkjunit.engine.http.RequestSource;
import java.nio.ByteBuffer;

/** Requests that tell their number: the first is {@code GET /r?0}. */
class NumberedRequests implements RequestSource {

    int drawn;

    @Override
    public ByteBuffer next() {
        return ByteBuffer.wrap(("GET /r?" + drawn++ + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(ISO_8859_1));
    }
}
