// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;

/** The same bytes for each request. Confined to its worker thread: each thread needs its own. */
public final class StaticRequest implements RequestSource {

    private final ByteBuffer bytes;

    private StaticRequest(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** Sends these bytes, which are one whole request. */
    public static StaticRequest of(byte[] request) {
        ByteBuffer direct = ByteBuffer.allocateDirect(request.length);
        direct.put(request).flip();
        return new StaticRequest(direct);
    }

    /**
     * The request of wrk without a script: {@code GET path HTTP/1.1}, the header Host, then these headers.
     *
     * @param headers whole lines such as {@code Accept: text/html}, in their order; one that is called Host replaces the
     *     target's
     */
    public static StaticRequest get(HttpTarget target, List<String> headers) {
        StringBuilder text = new StringBuilder("GET ").append(target.path()).append(" HTTP/1.1\r\n");
        if (headers.stream().noneMatch(line -> line.regionMatches(true, 0, "host:", 0, 5))) {
            text.append("Host: ").append(target.hostHeader()).append("\r\n");
        }
        for (String line : headers) {
            text.append(line).append("\r\n");
        }
        return of(text.append("\r\n").toString().getBytes(UTF_8));
    }

    @Override
    public ByteBuffer next() {
        bytes.rewind();
        return bytes;
    }
}
